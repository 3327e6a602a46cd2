/// Sends matches to channels from an outbox in PostgreSQL, until each is delivered or given up.
@NullMarked
package dev.herald.indexer.notify;

import org.jspecify.annotations.NullMarked;
