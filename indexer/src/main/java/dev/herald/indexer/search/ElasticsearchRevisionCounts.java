package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.indexer.ledger.RevisionCounts;
import dev.herald.indexer.ledger.RevisionSums;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Counts stored revisions for the ledger. Thread-safe.
public final class ElasticsearchRevisionCounts implements RevisionCounts {
  // Elasticsearch refuses more than 65,536 buckets; a source publishes on 400 days at most.
  private static final int SOURCES_AT_ONCE = 100;

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchRevisionCounts(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public Map<SourceDay, RevisionSums> sums(Set<String> sourceIds, Instant from, Instant before)
      throws IOException {
    return Buckets.byDay(
        send(Indices.REVISIONS, LedgerBodies.revisionSums(sourceIds, from, before)),
        ElasticsearchRevisionCounts::sums);
  }

  /// No visit reports what a replay published, but its deliveries are in the outbox like all.
  private static RevisionSums sums(Buckets day) {
    long replayed = day.filtered("replayed");
    return new RevisionSums(
        day.count() - replayed,
        day.filtered("new"),
        day.filtered("matched"),
        day.sum("alerts"),
        day.sum("counted") - replayed,
        day.filtered("unmatched"));
  }

  @Override
  public Map<String, NavigableSet<LocalDate>> publishingDays(
      Set<String> sourceIds, LocalDate from, LocalDate to) throws IOException {
    Map<String, NavigableSet<LocalDate>> days = new HashMap<>();
    List<String> all = sourceIds.stream().sorted().toList();
    for (int i = 0; i < all.size(); i += SOURCES_AT_ONCE) {
      Set<String> some = Set.copyOf(all.subList(i, Math.min(all.size(), i + SOURCES_AT_ONCE)));
      Buckets.byDay(
              send(Indices.STATEMENTS, LedgerBodies.publishingDays(some, from, to)), Buckets::count)
          .keySet()
          .forEach(key -> add(days, key.sourceId(), key.day()));
    }
    Buckets.bySource(
        send(Indices.REVISIONS, LedgerBodies.lastNew(sourceIds)),
        (source, buckets) ->
            buckets
                .instant("last")
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .ifPresent(day -> add(days, source, day)));
    return days;
  }

  @Override
  public Map<String, Duration> latencies(Set<String> sourceIds) throws IOException {
    Map<String, Duration> latencies = new HashMap<>();
    Buckets.bySource(
        send(Indices.REVISIONS, LedgerBodies.latest(sourceIds)),
        (source, buckets) -> {
          List<Duration> sorted =
              buckets.hits("latest").stream()
                  .map(ElasticsearchRevisionCounts::latency)
                  .sorted()
                  .toList();
          if (!sorted.isEmpty()) latencies.put(source, sorted.get(sorted.size() / 2));
        });
    return latencies;
  }

  private static Duration latency(JsonData hit) {
    ObjectNode revision = hit.to(ObjectNode.class);
    return Duration.between(
        Instant.parse(revision.path("fetched_at").asText()),
        Instant.parse(revision.path("indexed_at").asText()));
  }

  private static void add(
      Map<String, NavigableSet<LocalDate>> days, String sourceId, LocalDate day) {
    days.computeIfAbsent(sourceId, _ -> new TreeSet<>()).add(day);
  }

  private SearchResponse<ObjectNode> send(String index, ObjectNode body) throws IOException {
    return elasticsearch.read(
        client ->
            client.search(
                search ->
                    search
                        .index(index)
                        .allowPartialSearchResults(false)
                        .withJson(new StringReader(body.toString())),
                ObjectNode.class));
  }
}
