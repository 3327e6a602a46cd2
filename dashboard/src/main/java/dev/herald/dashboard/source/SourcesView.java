package dev.herald.dashboard.source;

import dev.herald.dashboard.page.Moment;
import java.util.List;
import java.util.Optional;

/// What the list of sources shows.
///
/// @param rows in the order to show: those in trouble first
/// @param summary in words: `12 sources, 1 failing`
/// @param adding whether there is a page that adds one
public record SourcesView(List<Row> rows, String summary, boolean adding) {
  public SourcesView {
    rows = List.copyOf(rows);
  }

  /// One source.
  ///
  /// @param outcome of the last visit, in a word; `not visited yet`, `paused` or `overdue` where
  ///   that is what matters
  /// @param tone class of the outcome's badge
  /// @param problem why the last visit lost something, in a sentence
  /// @param lastVisit when it ended
  /// @param nextVisit when it is due
  /// @param lastStatement when its latest statement was first seen
  /// @param statements how many are stored
  public record Row(
      String id,
      String path,
      String institution,
      String country,
      String languages,
      String outcome,
      String tone,
      Optional<String> problem,
      Optional<Moment> lastVisit,
      Optional<Moment> nextVisit,
      Optional<Moment> lastStatement,
      String statements) {}
}
