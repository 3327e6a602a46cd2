package dev.herald.indexer.ledger;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells from the canaries whether the chain stands still.
final class Standstill {
  /// One late canary is chance, and the first one after a start takes a moment.
  private static final int MISSED = 3;

  private Standstill() {}

  /// The open incident, if no canary has come through for the time in which several should have.
  ///
  /// @param passages the latest, the last first; none proves nothing
  /// @param every how often a canary is sent; zero sends none
  static Optional<Incident> find(List<Passage> passages, Duration every, Instant now) {
    if (every.isZero()) return Optional.empty();
    return passages.stream()
        .filter(passage -> passage.deliveredAt().isPresent())
        .max(Comparator.comparing(passage -> passage.deliveredAt().orElseThrow()))
        .filter(
            last -> last.deliveredAt().orElseThrow().plus(every.multipliedBy(MISSED)).isBefore(now))
        .map(last -> incident(last, every));
  }

  private static Incident incident(Passage last, Duration every) {
    Instant delivered = last.deliveredAt().orElseThrow();
    return new Incident(
        Canary.SOURCE,
        Kind.CHAIN,
        delivered.plus(every),
        Optional.empty(),
        last.latency()
            .map(
                took ->
                    String.format(
                        Locale.ROOT, "a canary came through in %.1f s", took.toMillis() / 1e3)),
        "the last canary was delivered at %s, and one is due every %d s"
            .formatted(delivered.truncatedTo(ChronoUnit.SECONDS), every.toSeconds()));
  }
}
