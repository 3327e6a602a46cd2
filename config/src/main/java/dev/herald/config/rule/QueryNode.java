package dev.herald.config.rule;

import java.util.List;
import java.util.Optional;

/// A query as a tree: what search, rules and every store build their own queries from.
///
/// Immutable, and plain Boolean logic: [Not] is everything that its part does not match, wherever
/// it stands. A whole tree has at most [QueryParser#MAX_CLAUSES] leaves.
public sealed interface QueryNode {

  /// Every statement.
  record MatchAll() implements QueryNode {}

  /// Matches what all parts match.
  ///
  /// @param parts two or more, in the order written
  record AllOf(List<QueryNode> parts) implements QueryNode {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /// Matches what at least one part matches.
  ///
  /// @param parts two or more, in the order written
  record AnyOf(List<QueryNode> parts) implements QueryNode {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /// Matches everything that its part does not.
  record Not(QueryNode part) implements QueryNode {}

  /// One word, or one whole value of a keyword field.
  ///
  /// In a text field, in any form that its language gives the word.
  ///
  /// @param text unescaped; in a text field, an analyzer that makes several words of it
  ///   (`covid-19`) means them as a phrase
  record Term(QueryField field, String text) implements QueryNode {}

  /// Words in this order, exactly as written but for case; only in text fields.
  ///
  /// @param text unescaped
  /// @param slop how many positions the words may be moved, 0 = exactly so
  record Phrase(QueryField field, String text, int slop) implements QueryNode {}

  /// Words, or values, that begin so.
  ///
  /// @param text unescaped, without the star, never empty
  record Prefix(QueryField field, String text) implements QueryNode {}

  /// Words, or values, of a pattern: `*` is any run of characters, `?` is one, `\` takes the next
  /// character as it is.
  ///
  /// @param pattern never begins with `*` or `?`
  record Wildcard(QueryField field, String pattern) implements QueryNode {}

  /// Words spelt nearly so.
  ///
  /// @param maxEdits 1 or 2 letters added, dropped, changed or swapped
  record Fuzzy(QueryField field, String text, int maxEdits) implements QueryNode {}

  /// Values between two bounds, at least one of them given; in keyword fields and `published`.
  ///
  /// In `published` both bounds are instants (`2024-02-01T00:00:00Z`): a day, month or year written
  /// there has become its first moment, or the first moment after it, in UTC.
  record Range(QueryField field, Optional<Bound> from, Optional<Bound> to) implements QueryNode {}

  /// One end of a range.
  ///
  /// @param inclusive whether the value itself is in
  record Bound(String value, boolean inclusive) {}

  /// Matches what its part matches, and ranks it higher (or lower).
  ///
  /// @param boost above 0, at most 1000
  record Boosted(QueryNode part, float boost) implements QueryNode {}
}
