package dev.herald.indexer.read;

import dev.herald.config.difference.Extent;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Statements and their revisions by id. Thread-safe.
public interface Statements {
  /// The latest revision of a statement.
  Optional<Revision> findLatest(String statementId) throws IOException;

  /// One revision of a statement, by its number from 1.
  Optional<Revision> findRevision(String statementId, int number) throws IOException;

  /// All revisions of a statement in short, the newest first; at most 1000.
  List<Summary> revisions(String statementId) throws IOException;

  /// Ids of the rules that matched any revision of a statement.
  List<String> ruleIds(String statementId) throws IOException;

  /// One revision in short.
  ///
  /// @param change how it differs from the one before; empty for the first, and for old ones of a
  ///   statement with very many
  record Summary(
      String revisionId,
      int number,
      Cause cause,
      Instant observedAt,
      String fingerprint,
      Optional<Extent> change) {}
}
