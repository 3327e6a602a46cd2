package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;

/// A time found in running text.
///
/// @param start index of its first char
/// @param end index after its last char
/// @param time what it says
public record Found(int start, int end, PublicationTime time) {}
