package dev.herald.indexer.match;

import dev.herald.config.rule.QueryField;
import dev.herald.config.rule.QueryNode;

/// A term as people write it in queries.
final class WrittenTerm {
  private WrittenTerm() {}

  static String of(QueryNode leaf) {
    return switch (leaf) {
      case QueryNode.Term(var field, String text) -> in(field, text);
      case QueryNode.Phrase(var field, String text, int slop) ->
          in(field, "\"" + text + "\"" + (slop > 0 ? "~" + slop : ""));
      case QueryNode.Prefix(var field, String text) -> in(field, text + "*");
      case QueryNode.Wildcard(var field, String pattern) -> in(field, pattern);
      case QueryNode.Fuzzy(var field, String text, int edits) -> in(field, text + "~" + edits);
      case QueryNode.MatchAll _,
          QueryNode.AllOf _,
          QueryNode.AnyOf _,
          QueryNode.Not _,
          QueryNode.Range _,
          QueryNode.Boosted _ ->
          throw new IllegalArgumentException(leaf + " is not one term");
    };
  }

  private static String in(QueryField field, String text) {
    return field == QueryField.ANY ? text : field.key() + ":" + text;
  }
}
