package dev.herald.indexer.match;

import dev.herald.config.message.Revision;
import dev.herald.config.rule.Rule;

/// A rule hit a revision.
///
/// @param rule which
/// @param revision what it hit
/// @param snippet the words around the first hit, plain text
public record Match(Rule rule, Revision revision, String snippet) {}
