package dev.herald.crawler.discover;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;

/// A discovery's answer, and what is needed to read it.
///
/// @param url where it came from
/// @param bytes decompressed
/// @param contentType the `Content-Type` header
/// @param languages the source publishes in
/// @param zone of times without one
/// @param fetchedAt when it was fetched
/// @param links its `Link` headers
public record Answer(
    HttpUrl url,
    ByteString bytes,
    Optional<String> contentType,
    List<String> languages,
    ZoneId zone,
    Instant fetchedAt,
    List<String> links) {

  /// An answer without links of its own.
  public Answer(
      HttpUrl url,
      ByteString bytes,
      Optional<String> contentType,
      List<String> languages,
      ZoneId zone,
      Instant fetchedAt) {
    this(url, bytes, contentType, languages, zone, fetchedAt, List.of());
  }
}
