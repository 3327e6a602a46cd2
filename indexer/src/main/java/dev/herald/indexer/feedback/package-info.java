/// Keeps what readers think of the matches of rules, so that a rule's precision is known.
///
/// In come verdicts from the dashboard and its API; nothing else reads them.
@NullMarked
package dev.herald.indexer.feedback;

import org.jspecify.annotations.NullMarked;
