package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/// One immutable version of a statement: the message on `herald.statements` and `herald.replays`.
///
/// @param schemaVersion version of this contract, see [#SCHEMA_VERSION]
/// @param revisionId hash of statement id, number and fingerprint
/// @param number 1 for the first, then one more each
/// @param cause why it exists
/// @param version external version for the store: grows with every revision, epoch milliseconds
/// @param fingerprint SHA-256 of the normalised content, lower-case hex
/// @param observedAt when the fetch that showed it began
/// @param fetchedAt when the last byte of that response had arrived; latencies count from here
/// @param statement the content; for a withdrawal the last one known
public record Revision(
    int schemaVersion,
    String revisionId,
    int number,
    Cause cause,
    long version,
    String fingerprint,
    Instant observedAt,
    Instant fetchedAt,
    Statement statement) {

  /// The version this code writes. Readers take any version whose known fields they understand.
  public static final int SCHEMA_VERSION = 1;

  /// A new revision; its id follows from statement, number and fingerprint.
  public static Revision of(
      Statement statement,
      int number,
      Cause cause,
      long version,
      String fingerprint,
      Instant observedAt,
      Instant fetchedAt) {
    return new Revision(
        SCHEMA_VERSION,
        Hashes.revisionId(statement.id(), number, fingerprint),
        number,
        cause,
        version,
        fingerprint,
        observedAt,
        fetchedAt,
        statement);
  }

  /// Id of the statement this is a revision of: the message's key.
  @JsonIgnore
  public String statementId() {
    return statement.id();
  }
}
