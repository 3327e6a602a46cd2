package dev.herald.crawler.fetch;

import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/// How a fetch ended.
public sealed interface FetchResult {
  /// The page came, complete.
  record Fetched(FetchedPage page) implements FetchResult {}

  /// The copy already known is still good (304).
  ///
  /// @param robots the decision, as in [FetchedPage]
  record NotModified(HttpUrl url, String robots) implements FetchResult {}

  /// We did not ask, because we must not: robots.txt, a private address, a scheme.
  ///
  /// @param reason one sentence
  record Refused(HttpUrl url, String reason) implements FetchResult {}

  /// We asked and got no page.
  ///
  /// @param status HTTP status, or 0 if there was no complete answer
  /// @param reason one sentence: what, where
  /// @param transientFailure whether asking again later can help
  /// @param retryAfter how long the publisher asked us to wait
  record Failed(
      HttpUrl url,
      int status,
      String reason,
      boolean transientFailure,
      Optional<Duration> retryAfter)
      implements FetchResult {}
}
