/// The real engines on one machine: Kafka in process, Elasticsearch and PostgreSQL as child
/// processes, all under one data folder that one Herald holds at a time.
///
/// In comes the configuration; out go the addresses that crawler, indexer and dashboard use. An
/// engine that the configuration points elsewhere is not started here.
@NullMarked
package dev.herald.app.stack;

import org.jspecify.annotations.NullMarked;
