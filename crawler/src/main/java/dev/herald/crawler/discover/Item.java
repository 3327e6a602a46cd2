package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import java.util.Optional;
import okhttp3.HttpUrl;

/// One statement URL that a discovery names.
///
/// @param url absolute http(s) URL as listed, not yet canonical
/// @param title the item's title, plain text
/// @param published the item's time, unknown where the discovery gives none
public record Item(HttpUrl url, Optional<String> title, PublicationTime published) {}
