/// What can be read back of all that is stored: the only part of the indexer that the dashboard
/// sees.
///
/// Statements, revisions and visits come from Elasticsearch, deliveries from PostgreSQL, rules from
/// their files and the topic `herald.rules`. Everything here blocks; an engine that cannot be
/// reached is an [java.io.IOException].
@NullMarked
package dev.herald.indexer.read;

import org.jspecify.annotations.NullMarked;
