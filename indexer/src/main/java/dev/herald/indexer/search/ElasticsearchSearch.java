package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryNode;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.WordForms;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.SearchResult.Timeline;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Searches statements in Elasticsearch. Thread-safe.
public final class ElasticsearchSearch implements Search {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int PAGE = 500;
  private static final String KEEP_ALIVE = "2m";

  private final ElasticsearchConnection elasticsearch;
  private volatile boolean groupable;

  /// Over a connection.
  public ElasticsearchSearch(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public Answer search(SearchRequest request) throws IOException {
    return switch (parse(request.query())) {
      case ParsedQuery.Invalid(var problems) -> new Answer.Unreadable(problems);
      case ParsedQuery.Valid(var node) -> new Answer.Found(run(possible(resolved(request)), node));
    };
  }

  @Override
  public Answer export(SearchRequest request, Consumer<Statement> sink) throws IOException {
    return switch (parse(request.query())) {
      case ParsedQuery.Invalid(var problems) -> new Answer.Unreadable(problems);
      case ParsedQuery.Valid(var node) -> {
        long total = stream(resolved(request), node, sink);
        yield new Answer.Found(SearchResult.counted(total));
      }
    };
  }

  @Override
  public Optional<FormCounts> countForms(SearchRequest request) throws IOException {
    if (!(parse(request.query()) instanceof ParsedQuery.Valid(var node))) return Optional.empty();
    QueryNode exact = WordForms.exact(node);
    QueryNode any = WordForms.any(node);
    // A query without words of a text is the same either way.
    if (exact.equals(any)) return Optional.empty();
    SearchRequest among = resolved(request);
    return Optional.of(new FormCounts(count(among, exact), count(among, any)));
  }

  private long count(SearchRequest request, QueryNode node) throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", 0);
    body.put("track_total_hits", true);
    body.set("query", SearchBody.query(request, node));
    body.set("post_filter", SearchBody.filters(request, null));
    var total = send(body).hits().total();
    return total == null ? 0 : total.value();
  }

  static ParsedQuery parse(String query) {
    return query.isBlank()
        ? new ParsedQuery.Valid(new QueryNode.MatchAll())
        : QueryParser.parse(query);
  }

  private SearchResult run(SearchRequest request, QueryNode node) throws IOException {
    Timeline.Unit unit = unit(request, node);
    ObjectNode body = SearchBody.of(request, node, unit.name().toLowerCase(Locale.ROOT));
    return SearchAnswer.of(send(body), unit);
  }

  /// What rules had matched by an instant is read from the revisions, which no edit changes.
  private SearchRequest resolved(SearchRequest request) throws IOException {
    Optional<Instant> asOf = request.options().asOf();
    if (asOf.isEmpty() || request.rules().isEmpty() || request.options().ids().isPresent())
      return request;
    return request.amongIds(matched(request.rules(), asOf.get()));
  }

  private List<String> matched(List<String> rules, Instant at) throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", 0);
    ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
    rules.forEach(filter.addObject().putObject("terms").putArray("rules")::add);
    filter.addObject().putObject("range").putObject("indexed_at").put("lte", at.toString());
    body.putObject("aggs")
        .putObject("ids")
        .putObject("terms")
        .put("field", "id")
        .put("size", SearchRequest.MAX_WINDOW);
    Aggregate ids = send(Indices.REVISIONS, body).aggregations().get("ids");
    return ids == null || !ids.isSterms()
        ? List.of()
        : ids.sterms().buckets().array().stream()
            .map(bucket -> bucket.key().stringValue())
            .toList();
  }

  /// Indices of an older version, which answer while they are replaced, know no same texts.
  private SearchRequest possible(SearchRequest request) throws IOException {
    if (!request.options().grouped()) return request;
    if (!groupable) groupable = Indices.isCurrent(elasticsearch.rest(), Indices.STATEMENTS);
    return groupable ? request : request.ungrouped();
  }

  /// The smallest unit that keeps the timeline readable.
  private Timeline.Unit unit(SearchRequest request, QueryNode node) throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", 0);
    body.set("query", SearchBody.query(request, node));
    ObjectNode aggregations = body.putObject("aggs");
    aggregations.putObject("first").putObject("min").put("field", "published");
    aggregations.putObject("last").putObject("max").put("field", "published");
    Map<String, Aggregate> found = send(body).aggregations();
    Aggregate first = found.get("first");
    Aggregate last = found.get("last");
    Double from = first == null ? null : first.min().value();
    Double to = last == null ? null : last.max().value();
    if (from == null || to == null || from.isInfinite() || to.isInfinite())
      return Timeline.Unit.DAY;
    long days =
        ChronoUnit.DAYS.between(
            Instant.ofEpochMilli(from.longValue()), Instant.ofEpochMilli(to.longValue()));
    if (days < SearchAnswer.MAX_BUCKETS - 2) return Timeline.Unit.DAY;
    if (days / 7 < SearchAnswer.MAX_BUCKETS - 2) return Timeline.Unit.WEEK;
    return days / 28 < SearchAnswer.MAX_BUCKETS - 2 ? Timeline.Unit.MONTH : Timeline.Unit.YEAR;
  }

  private SearchResponse<ObjectNode> send(ObjectNode body) throws IOException {
    return send(Indices.STATEMENTS, body);
  }

  private SearchResponse<ObjectNode> send(String index, ObjectNode body) throws IOException {
    return elasticsearch.read(
        client ->
            client.search(
                search -> search.index(index).withJson(new StringReader(body.toString())),
                ObjectNode.class));
  }

  private long stream(SearchRequest request, QueryNode node, Consumer<Statement> sink)
      throws IOException {
    String point =
        elasticsearch
            .read(
                client ->
                    client.openPointInTime(
                        open -> open.index(Indices.STATEMENTS).keepAlive(k -> k.time(KEEP_ALIVE))))
            .id();
    try {
      long count = 0;
      List<FieldValue> after = List.of();
      while (true) {
        var hits = page(request, node, point, after).hits().hits();
        for (var hit : hits)
          if (hit.source() != null) {
            sink.accept(Hits.revision(hit.source()).statement());
            count++;
          }
        if (hits.size() < PAGE) return count;
        after = hits.get(hits.size() - 1).sort();
      }
    } finally {
      elasticsearch.read(client -> client.closePointInTime(close -> close.id(point)));
    }
  }

  private SearchResponse<ObjectNode> page(
      SearchRequest request, QueryNode node, String point, List<FieldValue> after)
      throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", PAGE);
    body.set("query", SearchBody.query(request, node));
    body.set("post_filter", SearchBody.filters(request, null));
    body.putArray("_source").add("revision");
    body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
    ArrayNode sort = body.putArray("sort");
    sort.addObject().put("id", "asc");
    return elasticsearch.read(
        client ->
            client.search(
                search -> {
                  search.withJson(new StringReader(body.toString()));
                  if (!after.isEmpty()) search.searchAfter(after);
                  return search;
                },
                ObjectNode.class));
  }
}
