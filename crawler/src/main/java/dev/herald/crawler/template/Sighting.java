package dev.herald.crawler.template;

import java.time.Instant;

/// A page that was seen: its layout, where and when.
///
/// @param at when it was fetched
public record Sighting(Layout layout, String url, Instant at) {}
