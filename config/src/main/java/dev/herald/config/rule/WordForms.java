package dev.herald.config.rule;

import java.util.Arrays;
import java.util.List;

/// Reads a query as if all its words stood in quotes, or none did. Pure.
public final class WordForms {
  private WordForms() {}

  /// The query with every word meant exactly as written.
  public static QueryNode exact(QueryNode query) {
    return switch (query) {
      case QueryNode.Term(var field, String text) when field.kind() == QueryField.Kind.TEXT ->
          new QueryNode.Phrase(field, text, 0);
      case QueryNode.AllOf(var parts) ->
          new QueryNode.AllOf(parts.stream().map(WordForms::exact).toList());
      case QueryNode.AnyOf(var parts) ->
          new QueryNode.AnyOf(parts.stream().map(WordForms::exact).toList());
      case QueryNode.Not(var part) -> new QueryNode.Not(exact(part));
      case QueryNode.Boosted(var part, float boost) -> new QueryNode.Boosted(exact(part), boost);
      default -> query;
    };
  }

  /// The query with every word meant in any form that its language gives it. Words that quotes hold
  /// side by side stay so; those that may be some places apart may then be anywhere.
  public static QueryNode any(QueryNode query) {
    return switch (query) {
      case QueryNode.Phrase(var field, String text, int slop) ->
          slop == 0 ? new QueryNode.Term(field, text) : words(field, text);
      case QueryNode.AllOf(var parts) ->
          new QueryNode.AllOf(parts.stream().map(WordForms::any).toList());
      case QueryNode.AnyOf(var parts) ->
          new QueryNode.AnyOf(parts.stream().map(WordForms::any).toList());
      case QueryNode.Not(var part) -> new QueryNode.Not(any(part));
      case QueryNode.Boosted(var part, float boost) -> new QueryNode.Boosted(any(part), boost);
      default -> query;
    };
  }

  private static QueryNode words(QueryField field, String text) {
    List<QueryNode> words =
        Arrays.stream(text.strip().split("\\s+", -1))
            .<QueryNode>map(word -> new QueryNode.Term(field, word))
            .toList();
    return words.size() == 1 ? words.getFirst() : new QueryNode.AllOf(words);
  }
}
