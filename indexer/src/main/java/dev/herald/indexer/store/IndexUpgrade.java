package dev.herald.indexer.store;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the documents behind one alias anew in the index of this version, and puts that in place.
///
/// Each document keeps its version, so one that the new index has, from a run that was cut off or
/// from another process, is left alone, and none becomes older.
final class IndexUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(IndexUpgrade.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Documents hold whole statements: few at once stay below what the client takes in one answer.
  private static final int PAGE = 50;

  private static final String KEEP_ALIVE = "5m";

  private final ElasticsearchConnection elasticsearch;
  private final RestRequests requests;
  private final BulkStore store;
  private final BulkStore.Pause pause;
  private final String alias;
  private final IndexName own;

  /// @param own the index of this version, with an alias of its own, `herald-statements-v2`
  IndexUpgrade(
      ElasticsearchConnection elasticsearch, String alias, IndexName own, BulkStore.Pause pause) {
    this.elasticsearch = elasticsearch;
    this.requests = new RestRequests(elasticsearch.rest());
    this.store = new BulkStore(elasticsearch.client());
    this.pause = pause;
    this.alias = alias;
    this.own = own;
  }

  void from(SortedSet<IndexName> older) throws IOException {
    LOG.info("fills index={} from={}", own.text(), older);
    long documents = 0;
    for (IndexName index : older) {
      // Waits for what is being written; whoever writes later tries again until the alias moves.
      requests.send("PUT", "/" + index.text() + "/_block/write");
      requests.send("POST", "/" + index.text() + "/_refresh");
      documents += copy(index);
    }
    requests.send("POST", "/" + own.text() + "/_refresh");
    requests.post("/_aliases", move(older));
    LOG.info("moved alias={} to={} documents={}", alias, own.text(), documents);
  }

  private ObjectNode move(SortedSet<IndexName> older) {
    ObjectNode body = JSON.objectNode();
    ArrayNode actions = body.putArray("actions");
    ObjectNode add = actions.addObject().putObject("add");
    add.put("index", own.text()).put("alias", alias).put("is_write_index", true);
    for (IndexName index : older) {
      ObjectNode remove = actions.addObject().putObject("remove");
      remove.put("index", index.text()).put("alias", alias).put("must_exist", false);
    }
    return body;
  }

  private long copy(IndexName from) throws IOException {
    String point =
        elasticsearch
            .read(
                client ->
                    client.openPointInTime(
                        open -> open.index(from.text()).keepAlive(k -> k.time(KEEP_ALIVE))))
            .id();
    try {
      long count = 0;
      List<FieldValue> after = List.of();
      while (true) {
        List<Hit<ObjectNode>> hits = page(point, after).hits().hits();
        write(hits);
        count += hits.size();
        if (hits.size() < PAGE) return count;
        after = hits.getLast().sort();
      }
    } finally {
      elasticsearch.read(client -> client.closePointInTime(close -> close.id(point)));
    }
  }

  private SearchResponse<ObjectNode> page(String point, List<FieldValue> after) throws IOException {
    ObjectNode body = JSON.objectNode();
    body.put("size", PAGE).put("version", true).put("track_total_hits", false);
    body.putObject("pit").put("id", point).put("keep_alive", KEEP_ALIVE);
    body.putArray("sort").addObject().put("_shard_doc", "asc");
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

  private void write(List<Hit<ObjectNode>> hits) throws IOException {
    List<BulkItem> items = new ArrayList<>();
    for (Hit<ObjectNode> hit : hits) {
      Long version = hit.version();
      ObjectNode stored = hit.source();
      if (version == null || stored == null) throw new IOException(hit.id() + ": nothing is kept");
      items.add(
          new BulkItem(
              alias + "-v" + own.version(),
              String.valueOf(hit.id()),
              OptionalLong.of(version),
              again(hit.id(), stored)));
    }
    List<Refused> refused = store.write(items, pause);
    if (!refused.isEmpty())
      throw new IOException(
          "elasticsearch: %s does not take %s: %s"
              .formatted(own.text(), refused.getFirst().item().id(), refused.getFirst().reason()));
  }

  /// A message that this version cannot read any more is kept as it stands.
  private ObjectNode again(@Nullable String id, ObjectNode stored) {
    try {
      return Documents.again(alias, stored);
    } catch (IOException | RuntimeException e) {
      LOG.warn("kept as it was alias={} id={} reason={}", alias, id, e.toString());
      return stored;
    }
  }
}
