package dev.herald.indexer.read;

import dev.herald.config.message.Cause;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What rules matched, and what became of the deliveries. Thread-safe.
public interface Matches {
  /// The latest deliveries of one rule, newest first.
  ///
  /// @param max at most so many, 1 to 500
  List<Delivery> deliveries(String ruleId, int max) throws IOException;

  /// The latest deliveries of all rules, newest first.
  ///
  /// @param max at most so many, 1 to 500
  List<Delivery> deliveries(int max) throws IOException;

  /// How many statements each rule matched, by rule id; rules without any are missing.
  Map<String, Long> counts() throws IOException;

  /// How much a rule matched in the last day, against the same day and hour of the weeks before.
  Volume volume(String ruleId, Instant now) throws IOException;

  /// How much a rule matched in a day.
  ///
  /// @param lastDay revisions it matched in the last 24 hours
  /// @param usual in the same 24 hours of a week; empty while too few weeks are known
  record Volume(long lastDay, Optional<Double> usual, Level level) {}

  /// How a day is to those before.
  enum Level {
    USUAL,
    MANY,
    FEW,
    UNKNOWN
  }

  /// One match on its way to one channel.
  ///
  /// @param attempts how often it was sent, 0 before the first time
  /// @param outcome the receiver's last word, or why it could not be sent; empty before the first
  /// @param nextAttemptAt when it is sent again, only while [State#PENDING]
  record Delivery(
      String id,
      String ruleId,
      String channel,
      String statementId,
      String revisionId,
      Cause cause,
      String title,
      String language,
      Instant matchedAt,
      State state,
      int attempts,
      Optional<String> outcome,
      Optional<Instant> lastAttemptAt,
      Optional<Instant> nextAttemptAt) {}

  /// How far a delivery has come.
  enum State {
    /// To be sent, or sent again.
    PENDING,
    /// Taken by its receiver.
    DELIVERED,
    /// Given up after the last attempt, or refused for good.
    GIVEN_UP
  }
}
