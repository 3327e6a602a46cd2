/// Keeps the incidents that the ledger finds, and tells of them: when one opens, while it lasts,
/// and when it closes.
///
/// In come the ledger's incidents of now; out go deliveries into the outbox, and the number of open
/// incidents for the metrics.
@NullMarked
package dev.herald.indexer.incident;

import org.jspecify.annotations.NullMarked;
