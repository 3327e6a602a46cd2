package dev.herald.indexer.read;

import java.time.Instant;

/// Whether one engine answers.
///
/// @param engine `kafka`, `elasticsearch` or `postgresql`
/// @param ready whether it can be used now
/// @param detail what it said, in a few words
/// @param since when it became so
public record Readiness(String engine, boolean ready, String detail, Instant since) {}
