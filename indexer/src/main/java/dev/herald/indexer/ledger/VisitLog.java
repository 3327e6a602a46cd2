package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.indexer.read.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reports of visits as the ledger asks for them. Spans are half open: from, until before.
public interface VisitLog {
  /// Sums by source and the UTC day that visits began on.
  Map<SourceDay, VisitSums> sums(Set<String> sourceIds, Instant from, Instant before)
      throws IOException;

  /// Reports of visits that published something and were under way at one of these instants.
  List<CrawlReport> underWayAt(Set<String> sourceIds, List<Instant> instants) throws IOException;

  /// The reports of one source, by the beginning of the visit.
  List<CrawlReport> reports(String sourceId, Instant from, Instant before, int max)
      throws IOException;

  /// When each kind of trouble was last reported in a span; kinds that were not are missing.
  Map<String, List<Signal>> signals(Set<String> sourceIds, Instant from, Instant before)
      throws IOException;

  /// The first or last report of a source in a span, by the beginning of the visit, with or without
  /// a kind of trouble.
  Optional<CrawlReport> find(Wanted wanted) throws IOException;

  /// A kind of trouble in the reports of a source.
  ///
  /// @param seen beginning of the last visit that reported it
  /// @param healthy beginning of the last visit that showed its absence
  record Signal(Incident.Kind kind, Instant seen, Optional<Instant> healthy) {}

  /// Which report is looked for.
  ///
  /// @param troubled whether it shows the trouble, or shows its absence
  /// @param newest whether the last of the span or the first
  record Wanted(
      String sourceId,
      Incident.Kind kind,
      boolean troubled,
      Instant from,
      Instant before,
      boolean newest) {}
}
