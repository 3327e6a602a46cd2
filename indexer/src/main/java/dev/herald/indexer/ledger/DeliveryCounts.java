package dev.herald.indexer.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Counts of deliveries as the ledger asks for them.
public interface DeliveryCounts {
  /// Counts by source and the UTC day on which the delivered revision was observed.
  Map<SourceDay, DeliverySums> sums(Instant from, Instant before) throws IOException;
}
