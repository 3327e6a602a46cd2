package dev.herald.indexer.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/// Counts of stored revisions as the ledger asks for them.
public interface RevisionCounts {
  /// Counts by source and the UTC day of observation.
  Map<SourceDay, RevisionSums> sums(Set<String> sourceIds, Instant from, Instant before)
      throws IOException;

  /// The UTC days on which each source published, as its pages say, and on which something new was
  /// seen; sources without any are missing.
  Map<String, NavigableSet<LocalDate>> publishingDays(
      Set<String> sourceIds, LocalDate from, LocalDate to) throws IOException;

  /// The median time from fetch to storage of each source's latest revisions.
  Map<String, Duration> latencies(Set<String> sourceIds) throws IOException;
}
