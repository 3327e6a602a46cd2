package dev.herald.dashboard.addition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Makes sources of addresses, for the page that asks for it. Thread-safe.
public interface SourceDesk {
  /// Begins to look at an address, in the background.
  ///
  /// @return the look's key; empty if it is no http or https address
  Optional<String> begin(String url);

  /// How a look stands now; empty if there is none of that key, or none any more.
  Optional<Look> find(String key);

  /// Writes what was found, with what somebody knows better.
  ///
  /// @return what keeps it from being written, each in a sentence; empty if it is written
  /// @throws IOException if the config folder cannot be written
  List<String> accept(String key, Edits edits) throws IOException;

  /// A look at an address.
  sealed interface Look {
    /// The address that was asked about.
    String url();

    /// Still at it.
    ///
    /// @param steps what was done so far, oldest first
    record Looking(String url, List<String> steps) implements Look {
      public Looking {
        steps = List.copyOf(steps);
      }
    }

    /// There is no source to be made of it.
    ///
    /// @param reason what was found
    /// @param advice what to do
    record Nothing(String url, String reason, String advice) implements Look {}

    /// There is.
    record Found(String url, Offer offer) implements Look {}

    /// It has been accepted.
    ///
    /// @param file relative to the config folder
    record Added(String url, String id, String file) implements Look {}
  }

  /// A source as it would be added.
  ///
  /// @param confidence such as `high, 95 %`
  /// @param doubts what should be looked at first, each in a sentence
  /// @param lines where statements are listed, how they are addressed and dated: name and value
  /// @param file that would be written, relative to the config folder
  /// @param text of that file
  /// @param others what else was found or looked for
  record Offer(
      String confidence,
      List<String> doubts,
      Field id,
      Field institution,
      Field country,
      Field institutionType,
      Field languages,
      Field zone,
      List<Line> lines,
      List<Page> pages,
      String file,
      String text,
      List<String> others) {
    public Offer {
      doubts = List.copyOf(doubts);
      lines = List.copyOf(lines);
      pages = List.copyOf(pages);
      others = List.copyOf(others);
    }
  }

  /// A fact that can be corrected.
  ///
  /// @param assumed whether nothing but an assumption stands behind it
  /// @param basis what it rests on
  record Field(String value, boolean assumed, String basis) {}

  /// A fact that cannot.
  record Line(String name, String value) {}

  /// A page that was read.
  ///
  /// @param title or why there is none
  /// @param published ISO 8601 as precise as known
  /// @param missing what a statement should have and this one lacks
  record Page(
      String url,
      String title,
      Optional<String> published,
      Optional<String> language,
      String firstWords,
      List<String> missing) {
    public Page {
      missing = List.copyOf(missing);
    }
  }

  /// What somebody typed into the form; blank keeps what was found.
  ///
  /// @param languages separated by commas
  record Edits(
      String id,
      String institution,
      String country,
      String institutionType,
      String languages,
      String zone) {}
}
