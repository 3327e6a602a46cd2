package dev.herald.indexer.match;

import dev.herald.config.message.Revision;
import dev.herald.config.rule.Rule;

/// A rule hit a revision, or hit the one before it and no longer does.
///
/// @param rule which
/// @param revision what it tells of
/// @param snippet the words around the first hit, plain text
public record Match(Rule rule, Revision revision, String snippet) {
  /// What it was, told of the revision that came after.
  Match in(Revision later) {
    return new Match(rule, later, snippet);
  }
}
