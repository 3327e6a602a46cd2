package dev.herald.crawler.render;

import java.util.Map;
import okio.ByteString;

/// What a script gets for what it asked.
sealed interface Part {
  /// An answer.
  ///
  /// @param headers that a script may read
  record Answer(int status, Map<String, String> headers, ByteString body) implements Part {}

  /// None.
  ///
  /// @param reason one sentence
  /// @param transientFailure whether it may be there later, so that the page is not whole now
  record Withheld(String reason, boolean transientFailure) implements Part {}
}
