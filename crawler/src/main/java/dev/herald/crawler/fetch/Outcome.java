package dev.herald.crawler.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;

/// How one hop of a chain ended.
sealed interface Outcome {
  /// An answer came, complete; `body` is empty unless the status is 200–299.
  record Answered(
      HttpUrl url,
      int status,
      Headers requestHeaders,
      Headers headers,
      ByteString body,
      long wireBytes,
      Instant startedAt,
      Instant finishedAt)
      implements Outcome {
    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /// The same for whoever keeps it.
    FetchedPage page(HttpUrl requestedUrl, String robots) {
      return new FetchedPage(
          requestedUrl,
          url,
          status,
          lines(requestHeaders),
          lines(headers),
          body,
          wireBytes,
          startedAt,
          finishedAt,
          robots);
    }

    private static List<String> lines(Headers headers) {
      return IntStream.range(0, headers.size())
          .mapToObj(i -> headers.name(i) + ": " + headers.value(i))
          .toList();
    }

    boolean isRedirect() {
      return List.of(301, 302, 303, 307, 308).contains(status);
    }
  }

  /// No complete answer came, or none that may be kept.
  ///
  /// @param hostTrouble whether it says something about the host, not about this one page
  record Broken(String reason, boolean transientFailure, boolean hostTrouble) implements Outcome {}

  /// The host is to be left alone for now.
  record Paused(String reason, Duration left) implements Outcome {}

  /// We must not ask.
  record Forbidden(String reason) implements Outcome {}
}
