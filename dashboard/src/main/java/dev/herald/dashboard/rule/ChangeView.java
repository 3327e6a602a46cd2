package dev.herald.dashboard.rule;

import dev.herald.dashboard.page.Headline;
import java.util.List;

/// What another query of a rule finds more and less than the one it has.
///
/// @param gained `Finds 3 statements that the rule did not`
/// @param gains the newest of them
/// @param lost `Misses 1 statement that the rule found`
/// @param losses the newest of them
public record ChangeView(String gained, List<Headline> gains, String lost, List<Headline> losses) {
  public ChangeView {
    gains = List.copyOf(gains);
    losses = List.copyOf(losses);
  }
}
