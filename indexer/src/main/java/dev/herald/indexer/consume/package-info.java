/// Takes revisions and crawl reports from Kafka; offsets are committed last. Revisions of replays
/// come in a lane of their own that gives way to what is live.
@NullMarked
package dev.herald.indexer.consume;

import org.jspecify.annotations.NullMarked;
