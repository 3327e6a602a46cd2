package dev.herald.indexer.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryNode;
import dev.herald.config.rule.QueryParser;
import dev.herald.indexer.query.ElasticsearchQuery;
import dev.herald.indexer.read.SearchRequest.Facet;
import dev.herald.indexer.read.SearchResult.Count;
import dev.herald.indexer.read.SearchResult.Day;
import dev.herald.indexer.read.SearchResult.Hit;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Searches statements. Thread-safe.
///
/// Example: `if (search.find(SearchRequest.of("\"interest rate\"", 20)) instanceof Found found) …`
public final class Search {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FACET_VALUES = 50;
  private static final int MAX_DAYS = 370;

  private final ElasticsearchClient client;

  /// Over a connection.
  public Search(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  /// Searches.
  ///
  /// @throws IOException if Elasticsearch is away or refuses
  public SearchResult find(SearchRequest request) throws IOException {
    QueryNode node = new QueryNode.MatchAll();
    if (!request.query().isBlank())
      switch (QueryParser.parse(request.query())) {
        case ParsedQuery.Valid(var valid) -> node = valid;
        case ParsedQuery.Invalid(var problems) -> {
          return new SearchResult.BadQuery(problems);
        }
      }
    ObjectNode body = body(request, node);
    SearchResponse<ObjectNode> response =
        client.search(
            search -> search.index(Indices.STATEMENTS).withJson(new StringReader(body.toString())),
            ObjectNode.class);
    List<Hit> hits = new ArrayList<>();
    for (var hit : response.hits().hits())
      if (hit.source() != null) hits.add(hit(hit.source(), hit.highlight()));
    var total = response.hits().total();
    return new SearchResult.Found(
        total == null ? hits.size() : total.value(),
        hits,
        facets(response.aggregations()),
        timeline(response.aggregations()),
        response.took());
  }

  /// How many statements match, or a problem.
  ///
  /// @throws IOException if Elasticsearch is away or refuses
  public SearchResult count(String query) throws IOException {
    return find(SearchRequest.of(query, 0));
  }

  private static ObjectNode body(SearchRequest request, QueryNode node) {
    ObjectNode body = JSON.objectNode();
    body.put("from", request.from());
    body.put("size", request.size());
    body.put("track_total_hits", true);
    ObjectNode bool = body.putObject("query").putObject("bool");
    bool.putArray("must").add(ElasticsearchQuery.of(node));
    ArrayNode filter = bool.putArray("filter");
    request
        .filters()
        .forEach(
            (facet, values) -> {
              if (values.isEmpty()) return;
              ArrayNode terms = filter.addObject().putObject("terms").putArray(facet.field());
              values.forEach(terms::add);
            });
    if (request.publishedFrom().isPresent() || request.publishedTo().isPresent()) {
      ObjectNode range = filter.addObject().putObject("range").putObject("published");
      request.publishedFrom().ifPresent(at -> range.put("gte", at.toString()));
      request.publishedTo().ifPresent(at -> range.put("lt", at.toString()));
    }
    sort(body, request.sort());
    ArrayNode fields = body.putArray("_source");
    List.of("revision", "rules", "indexed_at").forEach(fields::add);
    if (request.size() > 0) highlight(body);
    aggregations(body);
    return body;
  }

  private static void sort(ObjectNode body, SearchRequest.Sort sort) {
    ArrayNode order = body.putArray("sort");
    switch (sort) {
      case RELEVANCE -> order.addObject().put("_score", "desc");
      case NEWEST, OLDEST -> {
        String direction = sort == SearchRequest.Sort.NEWEST ? "desc" : "asc";
        order.addObject().putObject("published").put("order", direction).put("missing", "_last");
        order.addObject().put("first_seen", direction);
      }
    }
    order.addObject().put("id", "asc");
  }

  private static void highlight(ObjectNode body) {
    ObjectNode highlight = body.putObject("highlight");
    highlight.put("encoder", "html");
    highlight.putArray("pre_tags").add("<mark>");
    highlight.putArray("post_tags").add("</mark>");
    highlight.put("require_field_match", true);
    ObjectNode fields = highlight.putObject("fields");
    fields.putObject("title.*").put("number_of_fragments", 0);
    fields.putObject("text.*").put("number_of_fragments", 3).put("fragment_size", 180);
  }

  private static void aggregations(ObjectNode body) {
    ObjectNode aggregations = body.putObject("aggs");
    for (Facet facet : Facet.values())
      aggregations
          .putObject(facet.name())
          .putObject("terms")
          .put("field", facet.field())
          .put("size", FACET_VALUES);
    aggregations
        .putObject("timeline")
        .putObject("date_histogram")
        .put("field", "published")
        .put("calendar_interval", "day")
        .put("min_doc_count", 1);
  }

  private static Hit hit(ObjectNode source, Map<String, List<String>> highlights)
      throws IOException {
    Revision revision = revision(source.get("revision"));
    List<String> rules = new ArrayList<>();
    source.path("rules").forEach(rule -> rules.add(rule.asText()));
    String title =
        best(highlights, "title.").stream()
            .findFirst()
            .orElseGet(() -> escape(revision.statement().title()));
    return new Hit(
        revision,
        title,
        best(highlights, "text."),
        rules,
        Instant.parse(source.path("indexed_at").asText(Instant.EPOCH.toString())));
  }

  /// Of the fields that hit, the one of a language; it knows word forms.
  private static List<String> best(Map<String, List<String>> highlights, String prefix) {
    List<String> best = List.of();
    for (Map.Entry<String, List<String>> entry : highlights.entrySet()) {
      if (!entry.getKey().startsWith(prefix)) continue;
      if (best.isEmpty() || !entry.getKey().endsWith(".all")) best = entry.getValue();
    }
    return best;
  }

  static Revision revision(JsonNode json) throws IOException {
    try {
      return MessageCodec.mapper().treeToValue(json, Revision.class);
    } catch (JsonProcessingException e) {
      throw new IOException("elasticsearch holds a revision that cannot be read", e);
    }
  }

  private static Map<Facet, List<Count>> facets(Map<String, Aggregate> aggregations) {
    Map<Facet, List<Count>> facets = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      Aggregate aggregate = aggregations.get(facet.name());
      if (aggregate == null || !aggregate.isSterms()) continue;
      facets.put(
          facet,
          aggregate.sterms().buckets().array().stream()
              .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
              .toList());
    }
    return facets;
  }

  private static List<Day> timeline(Map<String, Aggregate> aggregations) {
    Aggregate aggregate = aggregations.get("timeline");
    if (aggregate == null || !aggregate.isDateHistogram()) return List.of();
    List<Day> days =
        aggregate.dateHistogram().buckets().array().stream()
            .map(bucket -> new Day(Instant.ofEpochMilli(bucket.key()), bucket.docCount()))
            .toList();
    // One page from the wrong century must not draw a thousand empty days.
    List<Day> latest = days.subList(Math.max(0, days.size() - MAX_DAYS), days.size());
    return withoutGaps(latest);
  }

  private static List<Day> withoutGaps(List<Day> days) {
    List<Day> all = new ArrayList<>();
    for (Day day : days) {
      if (!all.isEmpty()) {
        Instant next = all.get(all.size() - 1).start().plusSeconds(86_400);
        while (next.isBefore(day.start()) && all.size() < MAX_DAYS) {
          all.add(new Day(next, 0));
          next = next.plusSeconds(86_400);
        }
      }
      all.add(day);
    }
    return all;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
