package dev.herald.crawler.extract;

import java.time.Instant;
import java.util.Optional;
import okio.ByteString;

/// A page as bytes: what the extractor reads.
///
/// @param bytes the decompressed body
/// @param url where it came from; empty for a file of unknown origin
/// @param contentType the `Content-Type` header, if there was one
/// @param fetchedAt when it was fetched; no publication can be later
public record PageContent(
    ByteString bytes, Optional<String> url, Optional<String> contentType, Instant fetchedAt) {}
