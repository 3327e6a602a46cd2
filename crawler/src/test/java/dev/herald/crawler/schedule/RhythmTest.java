package dev.herald.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
  private static final ZoneId SOFIA = ZoneId.of("Europe/Sofia");
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofHours(1);

  /// Every working day at nine, ten and eleven in Sofia, for eight weeks before the given day.
  private static Rhythm office(LocalDate until, int listed) {
    List<Instant> seen = new ArrayList<>();
    for (LocalDate day = until.minusDays(55); day.isBefore(until); day = day.plusDays(1))
      if (day.getDayOfWeek().getValue() < 6)
        for (int hour = 9; hour < 12; hour++)
          seen.add(day.atTime(hour, 20).atZone(SOFIA).toInstant());
    return Rhythm.learn(seen, listed, SOFIA, until.atStartOfDay(SOFIA).toInstant());
  }

  @Test
  void aSourceIsVisitedOftenWhenItPublishesAndSeldomAtNight() {
    Rhythm rhythm = office(LocalDate.of(2026, 2, 26), 20);

    assertThat(wait(rhythm, "2026-02-26T08:00:00Z")).isEqualTo(LEAST);
    assertThat(wait(rhythm, "2026-02-26T00:00:00Z"))
        .isBetween(Duration.ofMinutes(20), Duration.ofHours(1));
  }

  @Test
  void theHoursOfAWeekTogetherHaveAboutAsManyVisitsAsEvenIntervals() {
    Rhythm rhythm = office(LocalDate.of(2026, 2, 23), 20);
    Instant start = Instant.parse("2026-02-23T00:00:00Z");

    int visits = visits(rhythm, start, Duration.ofDays(7));

    assertThat(visits).isBetween(7 * 96 / 2, 7 * 96 * 11 / 10);
  }

  @Test
  void aShortListIsNeverLeftAloneForLongerThanItTakesToTurnOver() {
    // Six at once, and never more than one an hour: three hours would do, the bound is an hour.
    assertThat(office(LocalDate.of(2026, 2, 26), 6).longest()).isEqualTo(Duration.ofHours(3));

    Rhythm burst = withBurst(30);

    assertThat(burst.longest()).isEqualTo(Duration.ofMinutes(20));
    assertThat(wait(burst, "2026-02-26T00:00:00Z")).isLessThanOrEqualTo(Duration.ofMinutes(20));
  }

  private static Rhythm withBurst(int inOneHour) {
    List<Instant> seen = new ArrayList<>();
    for (int day = 1; day < 50; day++)
      seen.add(Instant.parse("2026-02-26T08:10:00Z").minus(Duration.ofDays(day)));
    for (int i = 0; i < inOneHour - 1; i++)
      seen.add(Instant.parse("2026-02-20T08:00:00Z").plusSeconds(60 + i));
    return Rhythm.learn(seen, 20, SOFIA, Instant.parse("2026-02-26T00:00:00Z"));
  }

  @Test
  void nothingIsLearnedFromLittleOrWhereNobodyKnowsHowMuchTheListHolds() {
    assertThat(office(LocalDate.of(2026, 2, 26), 0).isKnown()).isFalse();
    assertThat(Rhythm.learn(List.of(), 20, SOFIA, Instant.EPOCH).isKnown()).isFalse();
    assertThat(wait(Rhythm.none(SOFIA), "2026-02-26T00:00:00Z")).isEqualTo(EVERY);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29, 2026-03-30T06:00:00Z, 2026-03-27T07:00:00Z",
    "2026-10-25, 2026-10-26T07:00:00Z, 2026-10-23T06:00:00Z"
  })
  void officeHoursAreThoseOfTheOfficeAfterTheClocksChangeToo(
      LocalDate change, Instant after, Instant before) {
    Rhythm rhythm = office(change.minusDays(2), 20);

    // Nine o'clock in Sofia on the Friday before and on the Monday after.
    assertThat(rhythm.next(before, EVERY, LEAST, MOST)).isEqualTo(before.plus(LEAST));
    assertThat(rhythm.next(after, EVERY, LEAST, MOST)).isEqualTo(after.plus(LEAST));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Sofia, 2026-03-28T20:00:00Z",
    "Europe/Sofia, 2026-10-24T20:00:00Z",
    "America/New_York, 2026-03-08T02:00:00Z",
    "America/New_York, 2026-11-01T02:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T10:00:00Z",
    "Australia/Lord_Howe, 2026-10-03T10:00:00Z"
  })
  void noWaitOfTheNightTheClocksChangeIsBeyondItsBounds(String zone, Instant from) {
    Rhythm sofia = office(LocalDate.of(2026, 2, 26), 20);
    Rhythm rhythm = new Rhythm(ZoneId.of(zone), sofia.speeds(), sofia.longest());

    Instant at = from;
    while (at.isBefore(from.plus(Duration.ofHours(12)))) {
      Instant next = rhythm.next(at, EVERY, LEAST, MOST);
      assertThat(Duration.between(at, next)).isBetween(LEAST, MOST);
      at = next;
    }
  }

  private static Duration wait(Rhythm rhythm, String now) {
    Instant at = Instant.parse(now);
    return Duration.between(at, rhythm.next(at, EVERY, LEAST, MOST));
  }

  private static int visits(Rhythm rhythm, Instant start, Duration time) {
    int visits = 0;
    for (Instant at = start;
        at.isBefore(start.plus(time));
        at = rhythm.next(at, EVERY, LEAST, MOST)) visits++;
    return visits;
  }
}
