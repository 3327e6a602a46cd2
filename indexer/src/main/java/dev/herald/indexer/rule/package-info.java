/// All rules: those of the files and those made in the dashboard.
@NullMarked
package dev.herald.indexer.rule;

import org.jspecify.annotations.NullMarked;
