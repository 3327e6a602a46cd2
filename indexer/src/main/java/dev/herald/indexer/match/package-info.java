/// Matches every revision against every rule, in process.
@NullMarked
package dev.herald.indexer.match;

import org.jspecify.annotations.NullMarked;
