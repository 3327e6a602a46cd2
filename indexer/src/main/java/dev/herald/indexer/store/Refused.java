package dev.herald.indexer.store;

/// A document that Elasticsearch will never take.
///
/// @param item which
/// @param reason what Elasticsearch says
public record Refused(BulkItem item, String reason) {}
