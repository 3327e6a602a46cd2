package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.CrawlReport;
import dev.herald.indexer.ledger.FellOut;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.ledger.VisitLog;
import dev.herald.indexer.ledger.VisitRule;
import dev.herald.indexer.ledger.VisitSums;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the reports of visits for the ledger. Thread-safe.
public final class ElasticsearchVisitLog implements VisitLog {
  private static final int MOST = 10_000;

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchVisitLog(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public Map<SourceDay, VisitSums> sums(Set<String> sourceIds, Instant from, Instant before)
      throws IOException {
    return Buckets.byDay(
        send(LedgerBodies.visitSums(sourceIds, from, before)), ElasticsearchVisitLog::sums);
  }

  @Override
  public List<CrawlReport> underWayAt(Set<String> sourceIds, List<Instant> instants)
      throws IOException {
    return ElasticsearchCrawls.reports(send(LedgerBodies.underWay(sourceIds, instants, MOST)));
  }

  @Override
  public List<CrawlReport> reports(String sourceId, Instant from, Instant before, int max)
      throws IOException {
    return ElasticsearchCrawls.reports(send(LedgerBodies.reports(sourceId, from, before, max)));
  }

  @Override
  public Map<String, List<Signal>> signals(Set<String> sourceIds, Instant from, Instant before)
      throws IOException {
    Map<String, List<Signal>> signals = new HashMap<>();
    Buckets.bySource(
        send(LedgerBodies.signals(sourceIds, from, before)),
        (source, buckets) -> {
          List<Signal> own = signals(buckets);
          if (!own.isEmpty()) signals.put(source, own);
        });
    return signals;
  }

  @Override
  public Optional<CrawlReport> find(Wanted wanted) throws IOException {
    return ElasticsearchCrawls.reports(send(LedgerBodies.report(wanted))).stream().findFirst();
  }

  private static List<Signal> signals(Buckets buckets) {
    List<Signal> signals = new ArrayList<>();
    for (Kind kind : Kind.values())
      buckets
          .lastOf(LedgerBodies.seen(kind))
          .map(seen -> new Signal(kind, seen, buckets.lastOf(LedgerBodies.over(kind))))
          .ifPresent(signals::add);
    return signals;
  }

  private static VisitSums sums(Buckets day) {
    Map<String, Long> fellOut = new HashMap<>();
    for (FellOut stage : FellOut.values()) {
      long count = day.sum(stage.label());
      if (count > 0) fellOut.put(stage.label(), count);
    }
    // Reports stored by an earlier version have no end; the last beginning must do.
    Instant first = day.instant("first").orElse(Instant.EPOCH);
    return new VisitSums(
        day.count(),
        day.filtered("unread"),
        first,
        day.instant("last").orElse(first),
        day.sum("listed"),
        day.sum("fetched"),
        day.sum("extracted"),
        day.sum("published"),
        fellOut,
        figures(day));
  }

  private static Map<VisitRule, VisitRule.Figures> figures(Buckets day) {
    Map<VisitRule, VisitRule.Figures> figures = new EnumMap<>(VisitRule.class);
    for (VisitRule rule : VisitRule.values())
      figures.put(
          rule,
          new VisitRule.Figures(
              day.sum(LedgerBodies.figure(rule, LedgerBodies.EXPECTED)),
              day.sum(LedgerBodies.figure(rule, LedgerBodies.FOUND))));
    return figures;
  }

  private SearchResponse<ObjectNode> send(ObjectNode body) throws IOException {
    return elasticsearch.read(
        client ->
            client.search(
                search ->
                    search
                        .index(Indices.CRAWLS)
                        // Half a ledger would open and close incidents.
                        .allowPartialSearchResults(false)
                        .withJson(new StringReader(body.toString())),
                ObjectNode.class));
  }
}
