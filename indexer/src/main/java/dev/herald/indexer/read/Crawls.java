package dev.herald.indexer.read;

import dev.herald.config.message.CrawlReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What visits of sources did. Thread-safe.
public interface Crawls {
  /// The last report of each source that has one, by source id.
  Map<String, CrawlReport> latest() throws IOException;

  /// The latest reports of one source, newest first.
  ///
  /// @param max at most so many, 1 to 100
  List<CrawlReport> ofSource(String sourceId, int max) throws IOException;

  /// How many statements of each source are stored, by source id; sources without any are missing.
  Map<String, Stored> statements() throws IOException;

  /// Statements of one source.
  ///
  /// @param lastSeen when the latest of them was first seen
  record Stored(long statements, Optional<Instant> lastSeen) {}
}
