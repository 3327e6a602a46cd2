package dev.herald.indexer.ledger;

import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Imbalance;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes an incident of days that do not balance. Pure.
final class Unbalanced {
  /// How many days back an imbalance is news: what was lost for good does not come back.
  static final int DAYS = 3;

  private Unbalanced() {}

  /// One open incident for each source with such a day.
  ///
  /// @param days of each source in order
  static List<Incident> find(List<LedgerDay> days) {
    Map<String, List<LedgerDay>> bySource =
        days.stream().collect(Collectors.groupingBy(LedgerDay::sourceId));
    return bySource.values().stream().map(Unbalanced::incident).flatMap(Optional::stream).toList();
  }

  private static Optional<Incident> incident(List<LedgerDay> days) {
    List<LedgerDay> wrong = days.stream().filter(day -> !day.imbalances().isEmpty()).toList();
    if (wrong.isEmpty()) return Optional.empty();
    LedgerDay first = wrong.getFirst();
    return Optional.of(
        new Incident(
            first.sourceId(),
            Kind.OUT_OF_BALANCE,
            first.day().atStartOfDay(ZoneOffset.UTC).toInstant(),
            Optional.empty(),
            days.stream()
                .filter(day -> day.day().isBefore(first.day()))
                .reduce((_, last) -> last)
                .map(Unbalanced::before),
            wrong.stream().map(Unbalanced::evidence).collect(Collectors.joining("; "))));
  }

  private static String before(LedgerDay balanced) {
    return "%s balances: %d published, %d indexed"
        .formatted(balanced.day(), balanced.chain().published(), balanced.chain().indexed());
  }

  private static String evidence(LedgerDay day) {
    return "on %s %s"
        .formatted(
            day.day(),
            day.imbalances().stream().map(Imbalance::text).collect(Collectors.joining(", ")));
  }
}
