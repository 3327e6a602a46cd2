package dev.herald.indexer.ledger;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
        .map(Passage::deliveredAt)
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .filter(last -> last.plus(every.multipliedBy(MISSED)).isBefore(now))
        .map(last -> incident(last, every));
  }

  private static Incident incident(Instant last, Duration every) {
    return new Incident(
        Canary.SOURCE,
        Kind.CHAIN,
        last.plus(every),
        Optional.empty(),
        "the last canary was delivered at %s, and one is due every %d s"
            .formatted(last.truncatedTo(ChronoUnit.SECONDS), every.toSeconds()));
  }
}
