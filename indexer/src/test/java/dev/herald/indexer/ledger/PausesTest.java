package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PausesTest {
  // A Monday.
  private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 11, 13);

  @Test
  void aWeekendIsNoSilenceOfAnOfficeThatRestsThen() {
    NavigableSet<LocalDate> weekdays = days(PausesTest::isWeekday);

    assertThat(Pauses.quiet(weekdays, LAST.plusDays(3))).isEmpty();
  }

  @Test
  void aWeekWithoutAWordOfADailyOfficeIsASilence() {
    NavigableSet<LocalDate> weekdays = days(PausesTest::isWeekday);

    Pauses.Quiet quiet = Pauses.quiet(weekdays, LocalDate.of(2026, 11, 20)).orElseThrow();

    assertThat(quiet.last()).isEqualTo(LAST);
    assertThat(quiet.since()).isEqualTo("2026-11-17");
    assertThat(quiet.silent()).isEqualTo(4);
    assertThat(quiet.usual()).isZero();
    assertThat(quiet.evidence())
        .isEqualTo(
            "nothing new since 2026-11-13, 4 of its working days;"
                + " 99 of 100 of its pauses are at most 0");
  }

  @Test
  void aSourceThatPausesForWeeksMayDoSoAgain() {
    NavigableSet<LocalDate> fortnightly =
        days(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY && day.getDayOfYear() % 2 == 1);

    assertThat(fortnightly).hasSizeLessThan(20);
    assertThat(Pauses.quiet(fortnightly, LAST.plusDays(60))).as("too few pauses to tell").isEmpty();
    NavigableSet<LocalDate> weekly = days(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY);
    assertThat(Pauses.quiet(weekly, LAST.plusDays(7))).isEmpty();
    assertThat(Pauses.quiet(weekly, LAST.plusDays(15))).isPresent();
  }

  @Test
  void threeDaysAreNeverTooLong() {
    NavigableSet<LocalDate> daily = days(_ -> true);

    assertThat(Pauses.quiet(daily, LAST.plusDays(3))).isEmpty();
    assertThat(Pauses.quiet(daily, LAST.plusDays(4))).isPresent();
  }

  @Test
  void oneLongPauseInAHundredDoesNotExcuseTheNext() {
    NavigableSet<LocalDate> days = days(_ -> true);
    days.removeIf(
        day -> day.isAfter(LocalDate.of(2026, 8, 1)) && day.isBefore(LocalDate.of(2026, 8, 21)));

    assertThat(Pauses.quiet(days, LAST.plusDays(8))).isPresent();
  }

  private static NavigableSet<LocalDate> days(Predicate<LocalDate> published) {
    return FIRST
        .datesUntil(LAST.plusDays(1))
        .filter(published)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isWeekday(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
