package dev.herald.indexer.notify;

import java.time.Duration;
import java.util.Optional;

/// A place where deliveries go. Thread-safe; blocks while it sends.
interface Channel {
  /// How long it may take to send one.
  Duration longest();

  /// Sends one alert; every expected outcome is a value.
  Outcome send(Alert alert);

  /// Sends all alerts of a period as one message; every expected outcome is a value.
  Outcome send(Digest digest);

  /// How a delivery went.
  sealed interface Outcome {
    /// The other side has it.
    record Delivered() implements Outcome {}

    /// It may work later.
    record Retry(String reason, Optional<Duration> after) implements Outcome {}

    /// It never will.
    record GiveUp(String reason) implements Outcome {}
  }
}
