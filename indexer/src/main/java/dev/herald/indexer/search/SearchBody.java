package dev.herald.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.rule.Canary;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryNode;
import dev.herald.indexer.query.ElasticsearchQuery;
import dev.herald.indexer.query.Fields;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.SearchResult.Facet;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes a search as Elasticsearch's JSON.
///
/// Facet filters are post filters, and each facet counts under all filters but its own: choosing
/// one country does not make the others vanish.
final class SearchBody {
  static final String COPIES = "copies";
  static final String TEXTS = "texts";
  static final String CHANGED = "changed";
  static final int FACET_VALUES = 50;
  private static final String SAME_TEXT = "same_text";
  private static final int MAX_COPIES = 51;

  /// Up to here Elasticsearch counts almost exactly.
  private static final int MAX_PRECISION = 40_000;

  private static final int MAX_HIGHLIGHTED_CHARS = 200_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SearchBody() {}

  static ObjectNode of(SearchRequest request, QueryNode node, String unit) {
    ObjectNode body = JSON.objectNode();
    body.put("from", (request.page() - 1) * request.size());
    body.put("size", request.size());
    body.put("track_total_hits", true);
    body.set("query", query(request, node));
    ObjectNode post = filters(request, null);
    body.set("post_filter", post);
    sort(body, request.sort());
    body.putArray("_source").add("revision").add("rules");
    if (request.size() > 0) highlight(body);
    if (request.options().grouped()) group(body);
    aggregations(body, request, unit);
    return body;
  }

  /// Query and time span, without canaries; facets are not in it.
  static ObjectNode query(SearchRequest request, QueryNode node) {
    ObjectNode bool = JSON.objectNode();
    bool.putArray("must").add(ElasticsearchQuery.of(node));
    ArrayNode not = bool.putArray("must_not");
    not.addObject().putObject("term").put("source", Canary.SOURCE);
    request
        .options()
        .without()
        .map(ElasticsearchSearch::parse)
        .ifPresent(
            without -> {
              if (without instanceof ParsedQuery.Valid(var left))
                not.add(ElasticsearchQuery.of(left));
            });
    ArrayNode filter = bool.putArray("filter");
    request.options().asOf().ifPresent(at -> known(filter, not, at));
    request
        .options()
        .ids()
        .ifPresent(ids -> ids.forEach(filter.addObject().putObject("terms").putArray("id")::add));
    if (request.from().isPresent() || request.to().isPresent()) {
      ObjectNode range = filter.addObject().putObject("range").putObject("published");
      request.from().ifPresent(day -> range.put("gte", day + "T00:00:00Z"));
      request.to().ifPresent(day -> range.put("lt", day.plusDays(1) + "T00:00:00Z"));
    }
    ObjectNode query = JSON.objectNode();
    query.set("bool", bool);
    return query;
  }

  /// What was searchable at an instant. A statement was not yet if its only revision came later; of
  /// older ones, no document tells more than when Herald first saw them.
  private static void known(ArrayNode filter, ArrayNode not, Instant at) {
    filter.addObject().putObject("range").putObject("first_seen").put("lte", at.toString());
    ArrayNode later = not.addObject().putObject("bool").putArray("filter");
    later.addObject().putObject("term").put("number", 1);
    later.add(storedAfter(at));
  }

  private static ObjectNode storedAfter(Instant at) {
    ObjectNode query = JSON.objectNode();
    query.putObject("range").putObject("indexed_at").put("gt", at.toString());
    return query;
  }

  private static void group(ObjectNode body) {
    ObjectNode collapse = body.putObject("collapse");
    collapse.put("field", SAME_TEXT);
    ObjectNode copies = collapse.putObject("inner_hits");
    copies.put("name", COPIES).put("size", MAX_COPIES);
    copies.putArray("sort").addObject().put("first_seen", "asc");
    ArrayNode parts = copies.putArray("_source");
    for (RecordComponent part : SearchResult.Copy.class.getRecordComponents())
      parts.add("revision.statement." + part.getName());
  }

  /// All chosen facet values, or all but those of one facet.
  static ObjectNode filters(
      SearchRequest request, Facet.@org.jspecify.annotations.Nullable Field without) {
    ObjectNode bool = JSON.objectNode();
    ArrayNode filter = bool.putArray("filter");
    chosen(request)
        .forEach(
            (field, values) -> {
              if (values.isEmpty() || field == without) return;
              ArrayNode terms = filter.addObject().putObject("terms").putArray(stored(field));
              values.forEach(terms::add);
            });
    ObjectNode query = JSON.objectNode();
    query.set("bool", bool);
    return query;
  }

  private static Map<Facet.Field, List<String>> chosen(SearchRequest request) {
    Map<Facet.Field, List<String>> chosen = new EnumMap<>(Facet.Field.class);
    chosen.put(Facet.Field.SOURCE, request.sources());
    chosen.put(Facet.Field.COUNTRY, request.countries());
    chosen.put(
        Facet.Field.LANGUAGE,
        request.languages().stream().map(l -> l.toLowerCase(Locale.ROOT)).toList());
    chosen.put(Facet.Field.TYPE, request.types());
    chosen.put(Facet.Field.INSTITUTION_TYPE, request.institutionTypes());
    chosen.put(Facet.Field.CAUSE, request.causes());
    chosen.put(Facet.Field.RULE, request.rules());
    return chosen;
  }

  private static String stored(Facet.Field field) {
    return switch (field) {
      case SOURCE -> "source";
      case COUNTRY -> "country";
      case LANGUAGE -> "language";
      case TYPE -> "type";
      case INSTITUTION_TYPE -> "institution_type";
      case CAUSE -> "cause";
      case RULE -> "rules";
    };
  }

  private static void sort(ObjectNode body, SearchRequest.Sort sort) {
    ArrayNode order = body.putArray("sort");
    switch (sort) {
      case RELEVANCE -> order.addObject().putObject("_score").put("order", "desc");
      case NEWEST -> published(order, "desc");
      case OLDEST -> published(order, "asc");
      case SEEN -> order.addObject().put("first_seen", "desc");
    }
    order.addObject().put("id", "asc");
  }

  private static void published(ArrayNode order, String direction) {
    order.addObject().putObject("published").put("order", direction).put("missing", "_last");
  }

  private static void highlight(ObjectNode body) {
    ObjectNode highlight = body.putObject("highlight");
    highlight.put("encoder", "html");
    highlight.putArray("pre_tags").add("<mark>");
    highlight.putArray("post_tags").add("</mark>");
    highlight.put("require_field_match", true);
    // Below the index's own limit, over which one long statement would fail every search.
    highlight.put("max_analyzed_offset", MAX_HIGHLIGHTED_CHARS);
    ObjectNode fields = highlight.putObject("fields");
    for (String field : Fields.languages("title"))
      marked(fields, field, "title").put("number_of_fragments", 0);
    for (String field : Fields.languages("text"))
      marked(fields, field, "text").put("number_of_fragments", 3).put("fragment_size", 180);
    fields.putObject("attachment").put("number_of_fragments", 1).put("fragment_size", 180);
  }

  /// Marks words in any form together with those that quotes ask for as written.
  private static ObjectNode marked(ObjectNode fields, String field, String name) {
    ObjectNode marked = fields.putObject(field);
    marked.putArray("matched_fields").add(field).add(Fields.of(name, Fields.ALL));
    return marked;
  }

  private static void aggregations(ObjectNode body, SearchRequest request, String unit) {
    ObjectNode aggregations = body.putObject("aggs");
    for (Facet.Field field : Facet.Field.values()) {
      ObjectNode own = aggregations.putObject(field.name());
      own.set("filter", filters(request, field));
      own.putObject("aggs")
          .putObject("values")
          .putObject("terms")
          .put("field", stored(field))
          .put("size", FACET_VALUES);
    }
    ObjectNode timeline = aggregations.putObject("timeline");
    timeline.set("filter", filters(request, null));
    ObjectNode inner = timeline.putObject("aggs");
    inner
        .putObject("spans")
        .putObject("date_histogram")
        .put("field", "published")
        .put("calendar_interval", unit)
        .put("min_doc_count", 0);
    if (request.options().grouped())
      counted(aggregations, TEXTS, filters(request, null))
          .putObject("cardinality")
          .put("field", SAME_TEXT)
          .put("precision_threshold", MAX_PRECISION);
    request
        .options()
        .asOf()
        .ifPresent(
            at -> {
              ObjectNode changed = filters(request, null);
              changed.withArray("/bool/filter").add(storedAfter(at));
              aggregations.putObject(CHANGED).set("filter", changed);
            });
  }

  private static ObjectNode counted(ObjectNode aggregations, String name, ObjectNode filters) {
    ObjectNode own = aggregations.putObject(name);
    own.set("filter", filters);
    return own.putObject("aggs").putObject("count");
  }
}
