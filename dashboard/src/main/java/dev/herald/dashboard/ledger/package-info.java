/// The pages of the ledger: each source and day with what came how far, and the incidents.
@NullMarked
package dev.herald.dashboard.ledger;

import org.jspecify.annotations.NullMarked;
