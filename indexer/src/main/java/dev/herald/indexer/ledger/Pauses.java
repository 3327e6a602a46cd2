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

/// Tells whether a source is silent for longer than its history makes plausible. Pure.
///
/// A pause is counted in the source's own working days: weekdays on which it hardly ever publishes
/// do not make it longer.
final class Pauses {
  private static final int LEAST_PAUSES = 20;
  private static final int LEAST_DAYS = 3;
  private static final double PERCENTILE = 0.99;

  /// A weekday counts as worked when it has this share of the busiest weekday's publishing days.
  private static final double WORKED = 0.1;

  private Pauses() {}

  /// A silence that is too long.
  ///
  /// @param last the last day on which it published
  /// @param since the day on which the silence became too long
  /// @param silent working days since `last`
  /// @param usual working days that 99 of 100 of its pauses do not exceed
  record Quiet(LocalDate last, LocalDate since, int silent, int usual) {
    String evidence() {
      return "nothing new since %s, %d of its working days; 99 of 100 of its pauses are at most %d"
          .formatted(last, silent, usual);
    }
  }

  /// Finds a silence that lasts today; never with fewer than 20 pauses to compare it with.
  ///
  /// @param published the days on which the source published
  static Optional<Quiet> quiet(NavigableSet<LocalDate> published, LocalDate today) {
    List<LocalDate> days = List.copyOf(published.headSet(today, true));
    if (days.size() <= LEAST_PAUSES) return Optional.empty();
    Set<DayOfWeek> worked = worked(days);
    List<Integer> pauses = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) pauses.add(between(days.get(i - 1), days.get(i), worked));
    Collections.sort(pauses);
    int usual = pauses.get((int) Math.ceil(PERCENTILE * pauses.size()) - 1);
    LocalDate last = days.getLast();
    return Optional.of(tooLongFrom(last, usual, worked))
        .filter(since -> !since.isAfter(today))
        .map(since -> new Quiet(last, since, between(last, today, worked), usual));
  }

  /// The first day on which a silence after `last` is longer than usual.
  private static LocalDate tooLongFrom(LocalDate last, int usual, Set<DayOfWeek> worked) {
    LocalDate day = last.plusDays(1);
    while (between(last, day, worked) <= usual || ChronoUnit.DAYS.between(last, day) <= LEAST_DAYS)
      day = day.plusDays(1);
    return day;
  }

  /// Working days after one day and before another.
  private static int between(LocalDate from, LocalDate to, Set<DayOfWeek> worked) {
    return (int)
        from.plusDays(1)
            .datesUntil(to.isAfter(from) ? to : from.plusDays(1))
            .filter(day -> worked.contains(day.getDayOfWeek()))
            .count();
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
