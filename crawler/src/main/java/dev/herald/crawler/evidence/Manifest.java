package dev.herald.crawler.evidence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `bundle.json`: what is in a bundle and how it hangs together.
///
/// @param format see [#FORMAT]
/// @param revisions the oldest first
/// @param files SHA-256 of every other file, by name
@JsonPropertyOrder({"format", "statementId", "url", "madeAt", "revisions", "files"})
record Manifest(
    String format,
    String statementId,
    String url,
    Instant madeAt,
    List<Entry> revisions,
    Map<String, String> files) {
  static final String NAME = "bundle.json";
  static final String FORMAT = "herald-evidence/1";

  /// Far more than the manifest of the longest history, and far less than the memory.
  static final int MOST_BYTES = 32 << 20;

  Manifest {
    revisions = List.copyOf(revisions);
    files = new TreeMap<>(files);
  }

  /// One revision.
  ///
  /// @param file its canonical JSON
  /// @param link its link of the hash chain
  /// @param body the raw bytes it was read from; empty where the archive does not have them
  /// @param exchanges the exchange it was read from; for a withdrawal, the checks too; and what
  ///   brought its attachments
  record Entry(
      int number, String file, String link, Optional<String> body, List<Exchange> exchanges) {
    Entry {
      exchanges = List.copyOf(exchanges);
    }
  }

  /// An exchange with the publisher.
  ///
  /// @param file its WARC records
  /// @param warcFile where they were in the archive
  /// @param warcOffset where they were in that file
  /// @param proof that they are under the day's root
  record Exchange(
      Role role, String file, String warcFile, long warcOffset, Optional<DayRoot.Proof> proof) {}

  /// What an exchange is there for.
  enum Role {
    /// The revision was read from it.
    EVIDENCE,
    /// It holds the body that the evidence, a revisit, points at.
    ORIGINAL,
    /// It found the statement missing.
    CHECK,
    /// It brought a file that belongs to the statement.
    ATTACHMENT
  }
}
