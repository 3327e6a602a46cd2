package dev.herald.dashboard.rule;

import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.Judgements.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A statement that a rule matched, and what is thought of it.
///
/// @param anchor of its element, where the page goes back to once it is judged
/// @param action where a verdict is sent
/// @param verdicts to choose from
public record MatchView(Headline headline, String anchor, String action, List<Choice> verdicts) {
  /// Takes back what was chosen.
  static final String NONE = "none";

  public MatchView {
    verdicts = List.copyOf(verdicts);
  }

  /// A button.
  ///
  /// @param value what it sends
  /// @param pressed whether it is the verdict; then it takes it back
  public record Choice(String value, String label, boolean pressed) {}

  static MatchView of(
      String ruleId, String statementId, Headline headline, Optional<Verdict> verdict) {
    return new MatchView(
        headline,
        anchor(statementId),
        Links.path("rules", ruleId, "matches", statementId, "judgement"),
        Arrays.stream(Verdict.values())
            .map(
                choice -> {
                  boolean pressed = verdict.filter(choice::equals).isPresent();
                  String value = Words.of(choice);
                  return new Choice(pressed ? NONE : value, Words.plain(value), pressed);
                })
            .toList());
  }

  static String anchor(String statementId) {
    return "match-" + statementId;
  }
}
