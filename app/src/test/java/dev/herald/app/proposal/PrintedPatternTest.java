package dev.herald.app.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedPatternTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "az; 26 fevral 2021 | 19:10; d MMMM uuuu '|' HH:mm",
        "en; 21 November 2026, 4.20 am; d MMMM uuuu, h.mm a",
        "de; 24. November 2026, 08:15 Uhr; d. MMMM uuuu, HH:mm 'Uhr'",
        "zh; 2026年11月24日 21:42; uuuu'年'MM'月'dd'日' HH:mm",
        "fr; 24/03/2026; d/MM/uuuu",
        "fr; 04/03/2026; dd/MM/uuuu"
      })
  void whatPagesPrintIsDescribedAsAPattern(String language, String printed, String pattern) {
    Optional<String> described =
        PrintedPattern.describe(
            List.of(new PrintedPattern.Printed(read(language, printed), language)));

    assertThat(described).hasValueSatisfying(text -> assertThat(text).startsWith(pattern + ", "));
  }

  @Test
  void anotherCalendarIsShownAsItStands() {
    var printed = new PrintedPattern.Printed(read("fa", "۳ آذر ۱۴۰۵ - ۰۹:۲۳"), "fa");

    assertThat(PrintedPattern.describe(List.of(printed))).hasValue("“۳ آذر ۱۴۰۵ - ۰۹:۲۳”");
  }

  @Test
  void whatIsMeantForProgramsIsNotTakenForPrinted() {
    var head =
        PublicationTime.ofDay(
            "2026-11-24T10:00:00Z",
            java.time.LocalDate.of(2026, 11, 24),
            ZoneOffset.UTC,
            Provenance.META);

    assertThat(PrintedPattern.describe(List.of(new PrintedPattern.Printed(head, "en")))).isEmpty();
  }

  private static PublicationTime read(String language, String printed) {
    var context = new TimeContext(List.of(language), ZoneOffset.UTC, NOW, Provenance.SELECTOR);
    return PrintedTimeReader.read(printed, context).orElseThrow();
  }
}
