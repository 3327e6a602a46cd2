package dev.herald.indexer.match;

import dev.herald.config.message.Revision;
import dev.herald.config.rule.Rule;
import java.util.List;

/// A rule hit a revision, or hit the one before it and no longer does.
///
/// @param rule which
/// @param revision what it tells of
/// @param terms of its query that the revision has, or the one before it had
/// @param snippet the words around the first hit, plain text
public record Match(Rule rule, Revision revision, List<MatchedTerm> terms, String snippet) {
  public Match {
    terms = List.copyOf(terms);
  }

  /// What it was, told of the revision that came after.
  Match in(Revision later) {
    return new Match(rule, later, terms, snippet);
  }
}
