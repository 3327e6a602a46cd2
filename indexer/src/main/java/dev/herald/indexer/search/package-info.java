/// Answers the read side's questions from Elasticsearch.
@NullMarked
package dev.herald.indexer.search;

import org.jspecify.annotations.NullMarked;
