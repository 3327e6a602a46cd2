/// Rules, and the one parser of the query language that search and rules share.
@NullMarked
package dev.herald.config.rule;

import org.jspecify.annotations.NullMarked;
