package dev.herald.crawler.state;

import dev.herald.config.message.PublicationTime;
import java.util.Optional;

/// A statement URL that was listed and waits to be fetched.
///
/// @param url canonical
/// @param title the item's title where it was listed
/// @param published the item's time where it was listed
/// @param attempts fetches that failed so far
public record FrontierUrl(
    String url, Optional<String> title, PublicationTime published, int attempts) {}
