package dev.herald.indexer.consume;

import dev.herald.config.message.Topics;
import java.util.List;

/// Topics that one consumer group reads, apart from those of the other lane.
///
/// @param mostAtOnce messages in a batch, whatever the settings say
record Lane(String group, List<String> topics, int mostAtOnce) {
  /// What visits publish and report.
  static final Lane LIVE =
      new Lane("herald-indexer", List.of(Topics.STATEMENTS, Topics.CRAWLS), Integer.MAX_VALUE);

  /// What replays of the archive publish: taken only while nothing live waits, and in batches that
  /// a live message need not wait for long.
  static final Lane REPLAYS = new Lane("herald-indexer-replays", List.of(Topics.REPLAYS), 50);

  Lane {
    topics = List.copyOf(topics);
  }
}
