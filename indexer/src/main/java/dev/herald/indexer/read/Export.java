package dev.herald.indexer.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Revision;
import dev.herald.config.rule.QueryNode;
import dev.herald.indexer.query.ElasticsearchQuery;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.function.Consumer;

/// Streams everything a query finds, from one point in time. Thread-safe.
public final class Export {
  private static final int PAGE = 500;
  private static final String KEEP_ALIVE = "2m";

  private final ElasticsearchClient client;

  /// Over a connection.
  public Export(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  /// Gives the newest revision of every statement that matches, oldest first seen first.
  ///
  /// @return how many
  /// @throws IOException if Elasticsearch is away
  public long run(QueryNode query, Consumer<Revision> sink) throws IOException {
    String point =
        client
            .openPointInTime(
                open -> open.index(Indices.STATEMENTS).keepAlive(k -> k.time(KEEP_ALIVE)))
            .id();
    try {
      long count = 0;
      List<FieldValue> after = List.of();
      while (true) {
        SearchResponse<ObjectNode> page = page(query, point, after);
        for (var hit : page.hits().hits())
          if (hit.source() != null) {
            sink.accept(Search.revision(hit.source().get("revision")));
            count++;
          }
        if (page.hits().hits().size() < PAGE) return count;
        after = page.hits().hits().get(page.hits().hits().size() - 1).sort();
      }
    } finally {
      client.closePointInTime(close -> close.id(point));
    }
  }

  private SearchResponse<ObjectNode> page(QueryNode query, String point, List<FieldValue> after)
      throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("size", PAGE);
    body.set("query", ElasticsearchQuery.of(query));
    body.putArray("_source").add("revision");
    body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
    var sort = body.putArray("sort");
    sort.addObject().put("first_seen", "asc");
    sort.addObject().put("id", "asc");
    return client.search(
        search -> {
          search.withJson(new StringReader(body.toString()));
          if (!after.isEmpty()) search.searchAfter(after);
          return search;
        },
        ObjectNode.class);
  }
}
