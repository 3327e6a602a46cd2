/// The page of one statement: its blocks, instants, revisions and evidence, and what changed
/// between two of its revisions.
@NullMarked
package dev.herald.dashboard.statement;

import org.jspecify.annotations.NullMarked;
