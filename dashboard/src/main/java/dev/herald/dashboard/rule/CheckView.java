package dev.herald.dashboard.rule;

import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.QueryIssue;
import java.util.List;
import java.util.Optional;

/// What a query of a rule finds now.
///
/// @param issues what is wrong with it
/// @param summary `Matches 12 statements now.`; empty where it cannot be said
/// @param forms how many hold the words exactly so, and in other forms
/// @param volume what it would have brought lately
/// @param change what it finds more and less than the rule does now; empty for a new rule
/// @param examples the newest it finds
public record CheckView(
    List<QueryIssue> issues,
    Optional<String> summary,
    Optional<String> forms,
    Optional<VolumeView> volume,
    Optional<ChangeView> change,
    List<Headline> examples) {
  public CheckView {
    issues = List.copyOf(issues);
    examples = List.copyOf(examples);
  }

  /// Nothing to say yet.
  public static final CheckView EMPTY = unreadable(List.of());

  /// Nothing to say but what is wrong.
  static CheckView unreadable(List<QueryIssue> issues) {
    return new CheckView(
        issues, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
