/// Keeps statements, revisions and crawl reports in Elasticsearch; older never overwrites newer.
@NullMarked
package dev.herald.indexer.store;

import org.jspecify.annotations.NullMarked;
