package dev.herald.crawler.state;

import dev.herald.config.message.CrawlReport.Overlap;
import java.util.List;
import java.util.Map;

/// What visits remember of which discovery listed which statement. Thread-safe.
public interface OverlapMemory {
  /// Remembers what the discoveries of a source listed, and counts what each ever did.
  ///
  /// @param listed canonical addresses by the discovery's own; none for one that was not read
  /// @return the figures of each; empty where it is the only one
  Map<String, Overlap> listed(String sourceId, Map<String, List<String>> listed);
}
