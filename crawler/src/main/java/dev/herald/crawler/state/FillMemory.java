package dev.herald.crawler.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What visits remember of how often a source's pages show each field. Thread-safe.
public interface FillMemory {
  /// Remembers what pages showed, in order.
  ///
  /// @return the state of every field after them, by its name
  Map<String, FieldFill> seen(String sourceId, List<Sighting> sightings);

  /// Whether a page showed a field.
  record Sighting(String field, String url, boolean shows, Instant at) {}
}
