package dev.herald.crawler.visit;

import dev.herald.config.message.Revision;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory.Published;
import java.util.List;
import java.util.Optional;

/// What one check of a statement leads to: a state to save and perhaps a revision to publish first.
///
/// @param seen whether the statement's page was there
record Checked(Optional<Revision> revision, Published saved, boolean seen) {
  static Checked only(KnownStatement statement, boolean seen) {
    return new Checked(Optional.empty(), new Published(statement, List.of()), seen);
  }
}
