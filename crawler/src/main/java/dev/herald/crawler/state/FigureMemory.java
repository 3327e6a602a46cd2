package dev.herald.crawler.state;

import java.time.Instant;
import java.util.OptionalLong;

/// Figures that grew on a source's pages while the text around them stood. Thread-safe.
public interface FigureMemory {
  /// Notes what a figure has grown to.
  ///
  /// @param line the line that it stands in, without the figure
  void grew(String sourceId, String line, String statementId, long figure, Instant now);

  /// What a statement's figure had grown to when it was last noted, if that was after `since`.
  OptionalLong find(String sourceId, String line, String statementId, Instant since);

  /// On how many statements of the source a figure in this line has grown more than once, and since
  /// then.
  int growing(String sourceId, String line, Instant since);
}
