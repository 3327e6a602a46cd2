package dev.herald.indexer.ledger;

import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Deliveries as the ledger asks for them.
public interface DeliveryCounts {
  /// Counts by source and the UTC day on which the delivered revision was observed.
  Map<SourceDay, DeliverySums> sums(Instant from, Instant before) throws IOException;

  /// The canary's latest passages, the last first.
  List<Passage> passages(int max) throws IOException;

  /// Deliveries that were given up in the last day or wait for more than an hour, by channel; none
  /// of canaries, which [#passages] tells of.
  List<Undelivered> undelivered(Instant now) throws IOException;
}
