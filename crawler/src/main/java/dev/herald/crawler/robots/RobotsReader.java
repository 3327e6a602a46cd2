package dev.herald.crawler.robots;

import java.time.Duration;
import java.util.Optional;
import okio.ByteString;

/// Fetches robots.txt for [RobotsCache], which asks once per authority at a time.
@FunctionalInterface
public interface RobotsReader {
  /// Fetches the robots.txt of an authority, redirects followed, within the reader's own deadline.
  ///
  /// @param etag of the copy already known, for a conditional request
  Answer read(RobotsAuthority authority, Optional<String> etag);

  /// How a fetch of robots.txt ended.
  sealed interface Answer {
    /// It came; of one over 500 KiB `body` holds more than these, which tells that it is cut.
    record Rules(ByteString body, Optional<String> etag) implements Answer {}

    /// The copy already known is still good (304).
    record Unchanged() implements Answer {}

    /// There is none (4xx, or too many redirects): everything may be asked (section 2.3.1.3).
    ///
    /// @param reason such as `HTTP 404`
    record Missing(String reason) implements Answer {}

    /// It cannot be known (5xx, 429, timeout, refused): nothing may be asked.
    ///
    /// @param reason such as `HTTP 503`
    /// @param retryAfter how long the publisher asked us to wait
    record Unreachable(String reason, Optional<Duration> retryAfter) implements Answer {}
  }
}
