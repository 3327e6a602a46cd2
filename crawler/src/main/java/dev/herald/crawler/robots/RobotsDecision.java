package dev.herald.crawler.robots;

import java.time.Duration;
import java.util.Optional;

/// What robots.txt says about one URL.
///
/// @param verdict whether we may ask
/// @param text the verdict and what it rests on, such as `disallowed (Disallow: /press)`
/// @param crawlDelay least time between requests that the publisher asks for, not yet capped
/// @param retryAfter with [Verdict#DEFERRED], when robots.txt is asked for again
public record RobotsDecision(
    Verdict verdict, String text, Optional<Duration> crawlDelay, Optional<Duration> retryAfter) {

  /// Whether we may ask.
  public enum Verdict {
    ALLOWED,
    DISALLOWED,
    /// The rules could not be read, so nothing may be asked until they can (section 2.3.1.4).
    DEFERRED
  }
}
