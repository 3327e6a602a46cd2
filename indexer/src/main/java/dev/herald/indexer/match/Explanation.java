package dev.herald.indexer.match;

import java.util.List;
import java.util.OptionalInt;

/// Why a query matches a revision.
///
/// @param terms of the query that the revision has, in the query's order
/// @param inBody where the first of them stands in the body
/// @param inAttachments where the first of them stands in the attachments' text
record Explanation(List<MatchedTerm> terms, OptionalInt inBody, OptionalInt inAttachments) {
  Explanation {
    terms = List.copyOf(terms);
  }
}
