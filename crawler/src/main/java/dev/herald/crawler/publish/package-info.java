/// Sends revisions and crawl reports to Kafka, and waits until they are acknowledged.
@NullMarked
package dev.herald.crawler.publish;

import org.jspecify.annotations.NullMarked;
