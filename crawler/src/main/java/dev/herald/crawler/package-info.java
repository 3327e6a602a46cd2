/// Schedule, discover, fetch, extract, archive, publish: from press pages to revisions in Kafka.
@NullMarked
package dev.herald.crawler;

import org.jspecify.annotations.NullMarked;
