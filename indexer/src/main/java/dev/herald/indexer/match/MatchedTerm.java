package dev.herald.indexer.match;

import java.util.List;

/// A term of a rule's query, and where the statement has it.
///
/// @param term as in the query: a word, a "phrase", a beginning*, a near~1 spelling; with its field
///   where the query names one
/// @param field where it stands: `title`, `body`, `quote`, `attachment`, `signature`,
///   `institution`, or the name of a field of whole values such as `country`
/// @param zones of the body's blocks where it stands, in order, `quote` inside quotations; empty
///   for other fields
/// @param words its forms as written there, in order, at most [#MAX_WORDS]
public record MatchedTerm(String term, String field, List<String> zones, List<String> words) {
  /// Most forms that are told.
  public static final int MAX_WORDS = 5;

  public MatchedTerm {
    zones = List.copyOf(zones);
    words = List.copyOf(words);
  }
}
