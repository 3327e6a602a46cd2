package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.state.StatementMemory.Dated;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuityTest {
  private static final String SAID =
      "all %d items are new, others may have slipped past since the last visit; visit more often";

  @Test
  void numbersThatFollowOnLeaveNoGap() {
    assertThat(Continuity.gap(urls(7, 8, 9), urls(12, 11, 10))).isEmpty();
  }

  @Test
  void numbersThatWereNeverListedAreNamed() {
    assertThat(Continuity.gap(urls(7, 8, 9), urls(14, 13, 12)))
        .contains(SAID.formatted(3) + " (numbers 10 to 11 were never listed)");
  }

  @Test
  void addressesWithNeitherNumbersNorTimesCannotProveThatNothingSlippedPast() {
    assertThat(Continuity.gap(List.of(at("rates-stay", "")), List.of(at("rates-rise", ""))))
        .contains(SAID.formatted(1));
  }

  @Test
  void theTimeThatNobodySawIsNamed() {
    List<Dated> known = List.of(at("b", "2026-05-03T10:00Z"), at("a", "2026-05-01T09:00Z"));
    List<Dated> listed = List.of(at("z", "2026-05-05T09:30Z"), at("y", "2026-05-05T12:00+04:00"));

    assertThat(Continuity.gap(known, listed))
        .contains(
            SAID.formatted(2)
                + " (nothing listed between 2026-05-03 10:00 UTC and 2026-05-05 08:00 UTC is"
                + " known)");
  }

  @Test
  void listsThatOverlapInTimeLeaveNoGap() {
    List<Dated> known = List.of(at("b", "2026-05-03T10:00Z"), at("a", "2026-05-01T09:00Z"));

    assertThat(
            Continuity.gap(
                known, List.of(at("z", "2026-05-05T09:30Z"), at("y", "2026-05-03T10:00Z"))))
        .isEmpty();
    assertThat(Continuity.gap(known, List.of(at("z", "2026-05-05T09:30Z"), at("y", "2026-05-02"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2026-05-03", "2026-05-04"})
  void daysThatMeetProveNothing(String oldest) {
    List<Dated> known = List.of(at("b", "2026-05-03"));

    assertThat(Continuity.gap(known, List.of(at("z", "2026-05-05"), at("y", oldest))))
        .contains(SAID.formatted(2));
  }

  @Test
  void daysBetweenWhichADayIsMissingAreNamed() {
    assertThat(Continuity.gap(List.of(at("b", "2026-05-03")), List.of(at("y", "2026-05-05"))))
        .contains(
            SAID.formatted(1) + " (nothing listed between 2026-05-03 and 2026-05-05 is known)");
  }

  @Test
  void anItemWithoutATimeMayCloseTheGap() {
    List<Dated> known = List.of(at("b", "2026-05-03T10:00Z"));

    assertThat(Continuity.gap(known, List.of(at("z", "2026-05-05T10:00Z"), at("y", ""))))
        .contains(SAID.formatted(2));
  }

  @Test
  void numbersTellMoreThanTimes() {
    List<Dated> known = List.of(at("news/7", "2026-05-03T10:00Z"));

    assertThat(Continuity.gap(known, List.of(at("news/8", "2026-05-05T10:00Z")))).isEmpty();
  }

  /// @param time ISO 8601, a day or a moment with its offset; empty for none
  private static Dated at(String path, String time) {
    String url = "https://press.example/" + path;
    if (time.isEmpty()) return new Dated(url, PublicationTime.UNKNOWN);
    if (time.length() == 10)
      return new Dated(
          url,
          PublicationTime.ofDay(time, LocalDate.parse(time), ZoneOffset.UTC, Provenance.LISTING));
    OffsetDateTime moment = OffsetDateTime.parse(time);
    return new Dated(
        url,
        PublicationTime.ofMinute(
            time, moment.toLocalDate(), moment.toLocalTime(), moment.getOffset(), Provenance.FEED));
  }

  private static List<Dated> urls(int... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> at("2026/news?id=%d&lang=en".formatted(number), ""))
        .toList();
  }
}
