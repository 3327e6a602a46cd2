package dev.herald.config.message;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The raw response as archived: what proves the statement.
///
/// @param url the URL that was fetched, after redirects
/// @param warcFile file name inside the archive folder
/// @param warcOffset byte offset of the response record in that file
/// @param sha256 lower-case hex of the raw body's bytes
/// @param status HTTP status
/// @param headers response headers, names in lower case, repeated ones joined by ", "
/// @param fetchedAt when the response began
/// @param robots the decision of robots.txt, the rule it rests on, and what the page itself asks of
///   robots, such as `allowed (no rule matches); X-Robots-Tag: noarchive; meta robots: noindex`
public record Evidence(
    String url,
    Optional<String> warcFile,
    long warcOffset,
    String sha256,
    int status,
    Map<String, String> headers,
    Instant fetchedAt,
    String robots) {
  public Evidence {
    headers = Map.copyOf(headers);
  }
}
