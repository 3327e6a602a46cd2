package dev.herald.indexer.read;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One canary's way through the chain.
///
/// @param listedAt when it first stood in its list, which was read at once
/// @param fetchedAt when its page's last byte had arrived
/// @param matchedAt when its rule matched
/// @param deliveredAt when its delivery was taken; empty while it is on its way
public record Passage(
    Instant listedAt, Instant fetchedAt, Instant matchedAt, Optional<Instant> deliveredAt) {

  /// The chain's latency: from the list to the delivery.
  public Optional<Duration> latency() {
    return deliveredAt.map(at -> Duration.between(listedAt, at));
  }
}
