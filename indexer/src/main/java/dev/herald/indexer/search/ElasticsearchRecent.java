package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryNode;
import dev.herald.indexer.read.Recent;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult.Hit;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Follows what becomes searchable. Thread-safe.
///
/// A cursor is an indexing instant and a statement id: what was stored in the same instant is told
/// apart by the id.
public final class ElasticsearchRecent implements Recent {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchRecent(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public String now() throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", 1);
    sort(body, "desc");
    body.put("_source", false);
    var hits = send(body).hits().hits();
    if (hits.isEmpty()) return Instant.EPOCH + "|";
    var sort = hits.get(0).sort();
    return Instant.ofEpochMilli(sort.get(0).longValue()) + "|" + sort.get(1).stringValue();
  }

  @Override
  public News since(String cursor, SearchRequest request, int max) throws IOException {
    int bar = cursor.indexOf('|');
    if (bar < 0) throw new IllegalArgumentException("'" + cursor + "' is not a cursor");
    Instant at;
    try {
      at = Instant.parse(cursor.substring(0, bar));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + cursor + "' is not a cursor", e);
    }
    QueryNode node =
        ElasticsearchSearch.parse(request.query()) instanceof ParsedQuery.Valid(var valid)
            ? valid
            : new QueryNode.Not(new QueryNode.MatchAll());
    ObjectNode body = JSON.objectNode();
    body.put("size", max);
    body.set("query", SearchBody.query(request, node));
    ObjectNode filters = SearchBody.filters(request, null);
    // A bulk becomes visible piece by piece; what is younger may still get an earlier neighbour.
    filters
        .withArray("/bool/filter")
        .addObject()
        .putObject("range")
        .putObject("indexed_at")
        .put("lt", "now-1s");
    body.set("post_filter", filters);
    sort(body, "asc");
    body.putArray("search_after").add(at.toEpochMilli()).add(cursor.substring(bar + 1));
    body.putArray("_source").add("revision").add("rules");
    List<Hit> news = new ArrayList<>();
    String next = cursor;
    for (var hit : send(body).hits().hits()) {
      if (hit.source() == null) continue;
      news.add(Hits.hit(hit.source(), Map.of()));
      next =
          Instant.ofEpochMilli(hit.sort().get(0).longValue())
              + "|"
              + hit.sort().get(1).stringValue();
    }
    return new News(next, news);
  }

  private static void sort(ObjectNode body, String direction) {
    var sort = body.putArray("sort");
    sort.addObject().put("indexed_at", direction);
    sort.addObject().put("id", direction);
  }

  private SearchResponse<ObjectNode> send(ObjectNode body) throws IOException {
    return elasticsearch.read(
        client ->
            client.search(
                search ->
                    search.index(Indices.STATEMENTS).withJson(new StringReader(body.toString())),
                ObjectNode.class));
  }
}
