package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.YearlySpan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
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

    assertThat(quiet(weekdays, LAST.plusDays(3))).isEmpty();
  }

  @Test
  void aWeekWithoutAWordOfADailyOfficeIsASilence() {
    NavigableSet<LocalDate> weekdays = days(PausesTest::isWeekday);

    Pauses.Quiet quiet = quiet(weekdays, LocalDate.of(2026, 11, 20)).orElseThrow();

    assertThat(quiet.last()).isEqualTo(LAST);
    assertThat(quiet.since()).isEqualTo("2026-11-17");
    assertThat(quiet.silent()).isEqualTo(4);
    assertThat(quiet.usual()).isZero();
    assertThat(quiet.evidence()).isEqualTo("nothing new since 2026-11-13, 4 of its working days");
    assertThat(quiet.before())
        .isEqualTo(
            "it published on 120 days until 2026-11-13; 99 of 100 of its pauses are at most 0 of"
                + " its working days");
  }

  @Test
  void aSourceThatPausesForWeeksMayDoSoAgain() {
    NavigableSet<LocalDate> fortnightly =
        days(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY && day.getDayOfYear() % 2 == 1);

    assertThat(fortnightly).hasSizeLessThan(20);
    assertThat(quiet(fortnightly, LAST.plusDays(60))).as("too few pauses to tell").isEmpty();
    NavigableSet<LocalDate> weekly = days(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY);
    assertThat(quiet(weekly, LAST.plusDays(7))).isEmpty();
    assertThat(quiet(weekly, LAST.plusDays(15))).isPresent();
  }

  @Test
  void threeDaysAreNeverTooLong() {
    NavigableSet<LocalDate> daily = days(_ -> true);

    assertThat(quiet(daily, LAST.plusDays(3))).isEmpty();
    assertThat(quiet(daily, LAST.plusDays(4))).isPresent();
  }

  @Test
  void oneLongPauseExcusesNoneOfAnotherSeason() {
    NavigableSet<LocalDate> days = days(_ -> true);
    days.removeIf(
        day -> day.isAfter(LocalDate.of(2026, 8, 1)) && day.isBefore(LocalDate.of(2026, 8, 21)));

    assertThat(quiet(days, LAST.plusDays(8))).isPresent();
  }

  @Test
  void aPauseOfTheSameSeasonLastYearExcusesOneThatIsNoLonger() {
    LocalDate lastDay = LocalDate.of(2026, 7, 31);
    NavigableSet<LocalDate> days =
        LocalDate.of(2025, 7, 1)
            .datesUntil(lastDay.plusDays(1))
            .filter(PausesTest::isWeekday)
            .filter(day -> day.getYear() != 2025 || day.getMonthValue() != 8)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(quiet(days, LocalDate.of(2026, 8, 31))).isEmpty();
    assertThat(quiet(days, LocalDate.of(2026, 9, 2))).isPresent();
  }

  @Test
  void daysOfTheRecessAreNotCounted() {
    NavigableSet<LocalDate> weekdays = days(PausesTest::isWeekday);
    YearlySpan recess = YearlySpan.parse("11-14..12-31");

    assertThat(Pauses.quiet(weekdays, recess::holds, LocalDate.of(2027, 1, 1))).isEmpty();
    assertThat(Pauses.quiet(weekdays, recess::holds, LocalDate.of(2027, 1, 6)))
        .hasValueSatisfying(quiet -> assertThat(quiet.since()).isEqualTo("2027-01-04"));
  }

  private static Optional<Pauses.Quiet> quiet(NavigableSet<LocalDate> published, LocalDate today) {
    return Pauses.quiet(published, _ -> false, today);
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
