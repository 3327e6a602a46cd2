package dev.herald.indexer.ledger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Tells whether a source is silent for longer than its history makes plausible. Pure.
///
/// A pause is counted in the source's own working days: weekdays on which it hardly ever publishes
/// do not make it longer, nor do days of its recess. What it did in the same season of last year it
/// may do again.
final class Pauses {
  private static final int LEAST_PAUSES = 20;
  private static final int LEAST_DAYS = 3;
  private static final double PERCENTILE = 0.99;
  private static final int SEASON_DAYS = 14;

  /// A weekday counts as worked when it has this share of the busiest weekday's publishing days.
  private static final double WORKED = 0.1;

  private Pauses() {}

  /// A silence that is too long.
  ///
  /// @param last the last day on which it published
  /// @param since the day on which the silence became too long
  /// @param silent working days since `last`
  /// @param usual working days that 99 of 100 of its pauses do not exceed
  /// @param days on how many days it published in the time that is looked at
  record Quiet(LocalDate last, LocalDate since, int silent, int usual, int days) {
    String before() {
      return "it published on %d days until %s; 99 of 100 of its pauses are at most %d of its working days"
          .formatted(days, last, usual);
    }

    String evidence() {
      return "nothing new since %s, %d of its working days".formatted(last, silent);
    }
  }

  /// The days on which a source can be expected to publish.
  private record Calendar(Set<DayOfWeek> worked, Predicate<LocalDate> recess) {
    boolean isWorked(LocalDate day) {
      return worked.contains(day.getDayOfWeek()) && !recess.test(day);
    }

    /// Working days after one day and before another.
    int between(LocalDate from, LocalDate to) {
      return (int)
          from.plusDays(1)
              .datesUntil(to.isAfter(from) ? to : from.plusDays(1))
              .filter(this::isWorked)
              .count();
    }

    /// Days after one day, the last one included, that belong to no recess.
    long withoutRecess(LocalDate from, LocalDate to) {
      return from.plusDays(1).datesUntil(to.plusDays(1)).filter(recess.negate()).count();
    }
  }

  /// Finds a silence that lasts today; never with fewer than 20 pauses to compare it with.
  ///
  /// @param published the days on which the source published
  /// @param recess days on which it is known to publish nothing
  static Optional<Quiet> quiet(
      NavigableSet<LocalDate> published, Predicate<LocalDate> recess, LocalDate today) {
    List<LocalDate> days = List.copyOf(published.headSet(today, true));
    if (days.size() <= LEAST_PAUSES) return Optional.empty();
    Calendar calendar = new Calendar(worked(days), recess);
    List<Integer> pauses = new ArrayList<>();
    int lastYear = 0;
    LocalDate last = days.getLast();
    LocalDate season = last.minusYears(1);
    for (int i = 1; i < days.size(); i++) {
      int pause = calendar.between(days.get(i - 1), days.get(i));
      pauses.add(pause);
      if (Math.abs(ChronoUnit.DAYS.between(season, days.get(i - 1))) <= SEASON_DAYS)
        lastYear = Math.max(lastYear, pause);
    }
    Collections.sort(pauses);
    int usual = pauses.get((int) Math.ceil(PERCENTILE * pauses.size()) - 1);
    return tooLongFrom(last, today, Math.max(usual, lastYear), calendar)
        .map(since -> new Quiet(last, since, calendar.between(last, today), usual, days.size()));
  }

  /// The first day, until today, on which a silence after `last` is longer than it may be.
  private static Optional<LocalDate> tooLongFrom(
      LocalDate last, LocalDate today, int longest, Calendar calendar) {
    LocalDate next = last.plusDays(1);
    return next.datesUntil(today.isBefore(next) ? next : today.plusDays(1))
        .filter(day -> calendar.withoutRecess(last, day) > LEAST_DAYS)
        .filter(day -> calendar.between(last, day) > longest)
        .findFirst();
  }

  private static Set<DayOfWeek> worked(List<LocalDate> days) {
    Map<DayOfWeek, Integer> counts = new EnumMap<>(DayOfWeek.class);
    for (LocalDate day : days) counts.merge(day.getDayOfWeek(), 1, Integer::sum);
    double least = WORKED * Collections.max(counts.values());
    Set<DayOfWeek> worked = EnumSet.noneOf(DayOfWeek.class);
    counts.forEach(
        (day, count) -> {
          if (count >= least) worked.add(day);
        });
    return worked;
  }
}
