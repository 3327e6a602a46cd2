package dev.herald.indexer.read;

import dev.herald.config.message.CrawlReport;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ledger: what was listed, fetched, extracted, published, indexed, matched and delivered, what
/// fell out on the way, and which sources are in trouble. Thread-safe.
public interface Ledger {
  /// Every day of these sources, in the order of `sourceIds`, then of days; days without anything
  /// are there too.
  ///
  /// @param from first UTC day
  /// @param to last UTC day, not before `from`
  List<LedgerDay> days(Set<String> sourceIds, LocalDate from, LocalDate to) throws IOException;

  /// The reports of a source's visits that began on a UTC day, in order; at most 2,000.
  List<CrawlReport> reports(String sourceId, LocalDate day) throws IOException;

  /// The latest incident of each of these sources and each kind, and that of the chain itself where
  /// the canary's source is among them: the open ones first, then the latest; closed ones of the
  /// last thirty days.
  List<Incident> incidents(Set<String> sourceIds) throws IOException;

  /// The visits before and in an incident.
  Incident.Visits visits(Incident incident) throws IOException;

  /// How long it took from the fetch of a page until its revision could be searched: the median of
  /// each source's latest revisions; sources without any are missing.
  Map<String, Duration> latencies(Set<String> sourceIds) throws IOException;

  /// The canary's latest passages through the chain, the last first; none where none was sent.
  ///
  /// @param max at most so many, 1 to 500
  List<Passage> passages(int max) throws IOException;
}
