package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.MessageCodec;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads reports of visits. Thread-safe.
public final class ElasticsearchCrawls implements Crawls {
  private static final int MAX_SOURCES = 10_000;

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchCrawls(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public Map<String, CrawlReport> latest() throws IOException {
    SearchResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.search(
                    search ->
                        search
                            .index(Indices.CRAWLS)
                            .size(MAX_SOURCES)
                            .collapse(collapse -> collapse.field("source"))
                            .sort(
                                sort ->
                                    sort.field(f -> f.field("started_at").order(SortOrder.Desc))),
                    ObjectNode.class));
    Map<String, CrawlReport> latest = new HashMap<>();
    for (CrawlReport report : reports(response)) latest.putIfAbsent(report.sourceId(), report);
    return latest;
  }

  @Override
  public List<CrawlReport> ofSource(String sourceId, int most) throws IOException {
    SearchResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.search(
                    search ->
                        search
                            .index(Indices.CRAWLS)
                            .size(most)
                            .query(
                                query -> query.term(term -> term.field("source").value(sourceId)))
                            .sort(
                                sort ->
                                    sort.field(f -> f.field("started_at").order(SortOrder.Desc))),
                    ObjectNode.class));
    return reports(response);
  }

  @Override
  public Map<String, Stored> statements() throws IOException {
    SearchResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.search(
                    search ->
                        search
                            .index(Indices.STATEMENTS)
                            .size(0)
                            .aggregations(
                                "sources",
                                sources ->
                                    sources
                                        .terms(terms -> terms.field("source").size(MAX_SOURCES))
                                        .aggregations(
                                            "last",
                                            last -> last.max(max -> max.field("first_seen")))),
                    ObjectNode.class));
    Map<String, Stored> stored = new HashMap<>();
    Buckets.bySource(
        response,
        (source, bucket) -> stored.put(source, new Stored(bucket.count(), bucket.instant("last"))));
    return stored;
  }

  static List<CrawlReport> reports(SearchResponse<ObjectNode> response) throws IOException {
    List<CrawlReport> reports = new ArrayList<>();
    for (var hit : response.hits().hits()) {
      if (hit.source() == null) continue;
      try {
        reports.add(
            MessageCodec.mapper().treeToValue(hit.source().get("report"), CrawlReport.class));
      } catch (JsonProcessingException e) {
        throw new IOException("elasticsearch holds a report that cannot be read", e);
      }
    }
    return reports;
  }
}
