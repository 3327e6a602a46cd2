package dev.herald.crawler.extract;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Why a page reads as it does: for each field what stood for choice and what won, as noted by the
/// extractor while it chose.
///
/// @param choices in the order they were made
public record Explanation(List<Choice> choices) {
  public Explanation {
    choices = List.copyOf(choices);
  }

  /// The choice of one field.
  ///
  /// @param field `title`, `published`, `body`, `language`, `signature`, `boilerplate`, …
  /// @param chosen what was taken, shortened; empty if nothing was
  /// @param why the rule, selector or score that decided
  /// @param candidates what was looked at, best first where they have scores
  public record Choice(
      String field, Optional<String> chosen, String why, List<Candidate> candidates) {
    public Choice {
      candidates = List.copyOf(candidates);
    }
  }

  /// Something that stood for choice.
  ///
  /// @param value shortened
  /// @param source where it stands, or the selector that was tried
  /// @param score as far as this field is chosen by scores; comparable within the field only
  /// @param note what speaks against it or for it; may be empty
  public record Candidate(String value, String source, OptionalDouble score, String note) {}
}
