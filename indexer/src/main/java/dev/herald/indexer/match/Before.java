package dev.herald.indexer.match;

import dev.herald.config.message.Revision;

/// What is known of the revision before another.
public sealed interface Before {
  /// It is this one.
  record Known(Revision revision) implements Before {}

  /// There was none.
  record None() implements Before {}

  /// Nobody asked, as no rule depended on it.
  record NotAsked() implements Before {}
}
