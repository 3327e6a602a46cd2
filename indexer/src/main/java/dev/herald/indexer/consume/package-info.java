/// Takes revisions and crawl reports from Kafka; offsets are committed last.
@NullMarked
package dev.herald.indexer.consume;

import org.jspecify.annotations.NullMarked;
