/// Balances the books of each source and day, and finds the incidents that reports and statements
/// show. Everything is computed from what is stored; nothing is kept here.
///
/// In come reports of visits, counts of revisions and counts of deliveries, through the interfaces
/// that the packages of their stores implement; out go [dev.herald.indexer.read.LedgerDay] and
/// [dev.herald.indexer.read.Incident].
@NullMarked
package dev.herald.indexer.ledger;

import org.jspecify.annotations.NullMarked;
