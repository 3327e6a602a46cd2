/// Consume, match, store, notify: from revisions in Kafka to search and deliveries.
@NullMarked
package dev.herald.indexer;

import org.jspecify.annotations.NullMarked;
