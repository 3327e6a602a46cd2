package dev.herald.indexer.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.rule.QueryField;
import dev.herald.config.rule.QueryNode;
import dev.herald.config.rule.QueryParser;
import java.util.List;
import java.util.function.Function;

/// The query tree in Elasticsearch's query language. Thread-safe.
public final class ElasticsearchQuery {
  /// Clauses of the longest query that Herald reads.
  public static final int MAX_CLAUSES =
      QueryParser.MAX_CLAUSES * Fields.words(QueryField.ANY).size();

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Words WORDS = new Words();

  private ElasticsearchQuery() {}

  /// JSON of a query that finds what the tree says.
  public static ObjectNode of(QueryNode node) {
    return switch (node) {
      case QueryNode.MatchAll _ -> object("match_all", JSON.objectNode());
      case QueryNode.AllOf(var parts) -> bool("must", parts);
      case QueryNode.AnyOf(var parts) -> bool("should", parts);
      case QueryNode.Not(var part) -> {
        ObjectNode bool = JSON.objectNode();
        bool.putArray("must_not").add(of(part));
        yield object("bool", bool);
      }
      case QueryNode.Boosted(var part, float boost) -> {
        ObjectNode bool = JSON.objectNode();
        bool.putArray("must").add(of(part));
        bool.put("boost", boost);
        yield object("bool", bool);
      }
      case QueryNode.Term(var field, String text) ->
          isText(field) ? sideBySide(Fields.words(field), text, 0) : keyword(field, text);
      case QueryNode.Phrase(var field, String text, int slop) ->
          sideBySide(Fields.exact(field), text, slop);
      // No stored word begins with several: side by side, they are the beginning.
      case QueryNode.Prefix(var field, String text) when isText(field) && WORDS.isSeveral(text) ->
          sideBySide(Fields.exact(field), text, 0);
      case QueryNode.Prefix(var field, String text) ->
          written(field, name -> one("prefix", name, "value", normal(field, name, text)));
      case QueryNode.Wildcard(var field, String pattern) ->
          written(
              field,
              name ->
                  one(
                      "wildcard",
                      name,
                      "value",
                      isText(field) ? WORDS.normalPattern(name, pattern) : pattern));
      case QueryNode.Fuzzy(var field, String text, int edits) ->
          written(
              field,
              name -> {
                ObjectNode fuzzy = JSON.objectNode();
                fuzzy.put("value", normal(field, name, text));
                fuzzy.put("fuzziness", edits);
                fuzzy.put("prefix_length", 0);
                // Every spelling, not only the likeliest: a rule sees one statement at a time.
                fuzzy.put("rewrite", "constant_score");
                fuzzy.put("transpositions", true);
                return object("fuzzy", object(name, fuzzy));
              });
      case QueryNode.Range range -> range(range);
    };
  }

  private static ObjectNode bool(String kind, List<QueryNode> parts) {
    ObjectNode bool = JSON.objectNode();
    ArrayNode clauses = bool.putArray(kind);
    parts.forEach(part -> clauses.add(of(part)));
    if (kind.equals("should")) bool.put("minimum_should_match", 1);
    return object("bool", bool);
  }

  private static ObjectNode sideBySide(List<String> names, String text, int slop) {
    ObjectNode match = JSON.objectNode();
    match.put("query", text);
    match.put("type", "phrase");
    match.put("slop", slop);
    ArrayNode fields = match.putArray("fields");
    names.forEach(fields::add);
    return object("multi_match", match);
  }

  private static ObjectNode keyword(QueryField field, String value) {
    return one("term", Fields.keyword(field), "value", value);
  }

  private static ObjectNode range(QueryNode.Range range) {
    ObjectNode bounds = JSON.objectNode();
    range.from().ifPresent(b -> bounds.put(b.inclusive() ? "gte" : "gt", b.value()));
    range.to().ifPresent(b -> bounds.put(b.inclusive() ? "lte" : "lt", b.value()));
    return object("range", object(Fields.keyword(range.field()), bounds));
  }

  private static ObjectNode written(QueryField field, Function<String, ObjectNode> query) {
    if (!isText(field)) return query.apply(Fields.keyword(field));
    ObjectNode bool = JSON.objectNode();
    ArrayNode should = bool.putArray("should");
    Fields.unstemmed(field).forEach(name -> should.add(query.apply(name)));
    bool.put("minimum_should_match", 1);
    return object("bool", bool);
  }

  private static String normal(QueryField field, String name, String text) {
    return isText(field) ? WORDS.normal(name, text) : text;
  }

  private static boolean isText(QueryField field) {
    return field.kind() == QueryField.Kind.TEXT;
  }

  private static ObjectNode one(String query, String field, String key, String value) {
    ObjectNode inner = JSON.objectNode();
    inner.put(key, value);
    return object(query, object(field, inner));
  }

  private static ObjectNode object(String key, ObjectNode value) {
    ObjectNode object = JSON.objectNode();
    object.set(key, value);
    return object;
  }
}
