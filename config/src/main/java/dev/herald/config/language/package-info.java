/// Which analyzer reads which language: one table for Elasticsearch, the matcher and the parser.
@NullMarked
package dev.herald.config.language;

import org.jspecify.annotations.NullMarked;
