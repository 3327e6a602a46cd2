package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;

/// One statement URL that a discovery names.
///
/// @param url absolute http(s) URL as listed, not yet canonical
/// @param title the item's title, plain text
/// @param published the item's time, unknown where the discovery gives none
/// @param changed when the discovery says the statement last changed; a hint, publishers err
public record Item(
    HttpUrl url, Optional<String> title, PublicationTime published, Optional<Instant> changed) {}
