/// What travels through Kafka: the contract that crawler, indexer and dashboard share.
///
/// `herald.statements` and `herald.replays` carry one [Revision] a message, keyed by statement id;
/// `herald.crawls` one [CrawlReport] a message, keyed by source id; `herald.rules` (compacted)
/// rules made in the dashboard. All JSON, each with a schema version; fields a reader does not know
/// are ignored.
@NullMarked
package dev.herald.config.message;

import org.jspecify.annotations.NullMarked;
