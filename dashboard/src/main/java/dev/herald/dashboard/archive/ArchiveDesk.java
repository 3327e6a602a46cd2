package dev.herald.dashboard.archive;

import dev.herald.config.source.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds archived answers, and tries selectors on them. Thread-safe.
public interface ArchiveDesk {
  /// The newest answer to requests for an address that was archived by a moment and has a body;
  /// empty if there is none in this process's archive.
  Optional<Archived> find(String url, Instant until) throws IOException;

  /// Reads an archived answer once more, with one selector in the place of the source's.
  Tried attempt(Source source, Archived archived, Field field, String selector) throws IOException;

  /// An archived answer.
  ///
  /// @param at when it was asked for
  /// @param status of the answer
  /// @param answered what the address answered last by that moment, where that is another answer:
  ///   `304` or an error
  /// @param file of the archive
  /// @param offset in that file
  /// @param sha256 of the body
  /// @param text the body's beginning as text, not to be run
  /// @param cut whether the body is longer
  record Archived(
      String url,
      Instant at,
      int status,
      Optional<String> answered,
      String file,
      long offset,
      Optional<String> sha256,
      String text,
      boolean cut) {}

  /// What a selector is tried as.
  enum Field {
    LINKS("links of a list"),
    TITLE("title"),
    PUBLISHED("publication date"),
    BODY("body"),
    SIGNATURE("signature"),
    AUTHOR("author");

    private final String label;

    Field(String label) {
      this.label = label;
    }

    /// In words, as the form shows it.
    public String label() {
      return label;
    }
  }

  /// What a selector gave.
  ///
  /// @param lines what was found, plain text; bounded in number and length
  /// @param found how many there are in all
  /// @param problem why nothing was found, or could be tried; empty if something was
  record Tried(List<String> lines, int found, Optional<String> problem) {
    public Tried {
      lines = List.copyOf(lines);
    }

    /// Nothing, for a reason.
    public static Tried nothing(String problem) {
      return new Tried(List.of(), 0, Optional.of(problem));
    }
  }
}
