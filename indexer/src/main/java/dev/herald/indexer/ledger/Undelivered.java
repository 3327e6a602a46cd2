package dev.herald.indexer.ledger;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Deliveries that do not arrive through one channel.
///
/// @param givenUp how many will never be sent again
/// @param waiting how many wait for longer than any receiver should take
/// @param since when the first of them was due
/// @param failure the receiver's last word; empty where none was ever sent, as through a channel
///   that is configured no more
/// @param arrived when another one last arrived, as far as known
public record Undelivered(
    String channel,
    long givenUp,
    long waiting,
    Instant since,
    Optional<String> failure,
    Optional<Instant> arrived) {

  /// One open incident of the chain, if any channel has such deliveries.
  static Optional<Incident> find(List<Undelivered> channels) {
    return channels.stream()
        .map(Undelivered::since)
        .min(Comparator.naturalOrder())
        .map(since -> incident(channels, since));
  }

  private static Incident incident(List<Undelivered> channels, Instant since) {
    return new Incident(
        Canary.SOURCE,
        Kind.UNDELIVERED,
        since,
        Optional.empty(),
        channels.stream()
            .map(Undelivered::arrived)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .map(at -> "the last one arrived at " + at.truncatedTo(ChronoUnit.SECONDS)),
        channels.stream().map(Undelivered::evidence).collect(Collectors.joining("; ")));
  }

  private String evidence() {
    List<String> counts = new ArrayList<>();
    if (givenUp > 0) counts.add(givenUp + " given up");
    if (waiting > 0) counts.add(waiting + " waiting");
    return "%s: %s (%s)"
        .formatted(channel, String.join(", ", counts), failure.orElse("none was ever sent"));
  }
}
