package dev.herald.crawler.state;

import java.time.Instant;
import java.util.List;

/// The texts that statements had before they were edited. Thread-safe.
public interface FormMemory {
  /// Notes that a statement was edited.
  ///
  /// @param fingerprint of the text that it had until then
  void leave(String statementId, String fingerprint, Instant now);

  /// The texts that a statement had, as far as it was edited since.
  List<Left> left(String statementId, Instant since);

  /// A text that a statement had.
  ///
  /// @param times how often it was edited into another one
  /// @param at when that was last
  record Left(String fingerprint, int times, Instant at) {}
}
