package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/// One document to write.
///
/// @param alias the alias to write through
/// @param id document id
/// @param version external version; without one the document is written as it is
/// @param document its JSON
public record BulkItem(String alias, String id, OptionalLong version, ObjectNode document) {}
