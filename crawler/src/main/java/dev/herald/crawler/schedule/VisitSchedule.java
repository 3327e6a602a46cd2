package dev.herald.crawler.schedule;

import dev.herald.config.source.Source;
import java.time.Instant;
import java.util.List;

/// Decides when sources are visited, one visit at a time per robots authority. Thread-safe.
public interface VisitSchedule extends AutoCloseable {
  /// Begins to visit.
  void start();

  /// Takes up the sources as they are now: new ones are due at once, gone ones are not visited any
  /// more, changed ones follow their new times.
  void update(List<Source> sources);

  /// Makes a source due now, besides its own times.
  ///
  /// @return false if no such source is scheduled
  boolean visitNow(String sourceId);

  /// When a source that was just visited is due again.
  Instant next(Source source, Instant now);

  /// Waits for running visits, at most for a while, and ends.
  @Override
  void close();
}
