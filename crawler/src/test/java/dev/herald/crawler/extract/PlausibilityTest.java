package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.template.Template;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlausibilityTest {
  private static final ZoneId KIRITIMATI = ZoneId.of("Pacific/Kiritimati");
  private static final Instant EVENING = Instant.parse("2024-03-14T18:00:00Z");

  @Test
  void aDayThatHasBegunForThePublisherIsNotTheFutureBecauseUtcIsBehind() {
    var plausibility = new Plausibility(EVENING, Optional.empty());

    assertThat(plausibility.check(day(LocalDate.of(2024, 3, 15), KIRITIMATI))).isTrue();
    assertThat(plausibility.refused()).isEmpty();
  }

  @Test
  void aDayOfAnUnknownZoneMayBeTomorrowInUtc() {
    var plausibility = new Plausibility(EVENING, Optional.empty());

    assertThat(plausibility.check(day(LocalDate.of(2024, 3, 15), ZoneOffset.UTC))).isTrue();
  }

  @Test
  void aDayBeyondEveryZoneIsRefusedWithTheReason() {
    var plausibility = new Plausibility(EVENING, Optional.empty());

    assertThat(plausibility.check(day(LocalDate.of(2024, 3, 16), KIRITIMATI))).isFalse();
    assertThat(plausibility.refused())
        .containsExactly("2024-03-16 (visible-text) lies after the fetch");
  }

  @Test
  void aDayBeforeTheInstitutionsFirstPageIsRefusedWithTheReason() {
    var plausibility = new Plausibility(EVENING, Optional.of(LocalDate.of(2001, 5, 1)));

    assertThat(plausibility.check(day(LocalDate.of(2001, 5, 1), ZoneOffset.UTC))).isTrue();
    assertThat(plausibility.check(day(LocalDate.of(1998, 7, 9), ZoneOffset.UTC))).isFalse();
    assertThat(plausibility.refused())
        .containsExactly(
            "1998-07-09 (visible-text) lies before the institution's first page of 2001-05-01");
  }

  @Test
  void theMonthOfTheFirstPageIsNotBeforeIt() {
    var plausibility = new Plausibility(EVENING, Optional.of(LocalDate.of(2001, 5, 20)));
    PublicationTime may =
        PublicationTime.ofMonth(
            "May 2001", LocalDate.of(2001, 5, 1), ZoneOffset.UTC, Provenance.VISIBLE_TEXT);

    assertThat(plausibility.check(may)).isTrue();
  }

  @Test
  void whatIsUnknownIsNeitherAcceptedNorRefused() {
    var plausibility = new Plausibility(EVENING, Optional.empty());

    assertThat(plausibility.check(PublicationTime.UNKNOWN)).isFalse();
    assertThat(plausibility.refused()).isEmpty();
  }

  @Test
  void theRecordOfAPageSaysWhyItsTimeWasRefused() {
    Extracted found =
        Pages.extract(
            Pages.onDams(
                "<meta property='article:published_time' content='2031-01-05T10:00:00Z'>",
                "<h1>A decision on dams</h1>",
                ""),
            Hints.NONE);

    assertThat(found.published()).isEqualTo(PublicationTime.UNKNOWN);
    assertThat(found.extraction().chosenBy())
        .containsEntry(
            ExtractResult.REFUSED_TIMES, "2031-01-05T10:00:00Z (meta) lies after the fetch");
  }

  @Test
  void thePageSaysATimeBeforeItsInstitutionHadPagesSoTheFeedIsBelieved() {
    PublicationTime listed =
        PublicationTime.ofDay(
            "2024-03-13", LocalDate.of(2024, 3, 13), ZoneOffset.UTC, Provenance.FEED);
    var hints =
        new Hints(
            List.of(),
            Optional.empty(),
            Selectors.NONE,
            Boilerplate.NONE,
            Template.NONE,
            Optional.empty(),
            listed,
            Optional.of(LocalDate.of(2001, 5, 1)),
            List.of(),
            Map.of());

    Extracted found =
        Pages.extract(Pages.onDams("", "<h1>A decision on dams</h1><p>9 July 1998</p>", ""), hints);

    assertThat(found.published().date()).contains(LocalDate.of(2024, 3, 13));
    assertThat(found.extraction().chosenBy().get(ExtractResult.REFUSED_TIMES))
        .contains("1998-07-09");
  }

  private static PublicationTime day(LocalDate date, ZoneId zone) {
    return PublicationTime.ofDay(date.toString(), date, zone, Provenance.VISIBLE_TEXT);
  }
}
