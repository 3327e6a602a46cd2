/// One query, two engines: translates the query tree for Elasticsearch and for Lucene Monitor, over
/// the same fields and analyzers, so that a rule matches exactly what the same search finds.
@NullMarked
package dev.herald.indexer.query;

import org.jspecify.annotations.NullMarked;
