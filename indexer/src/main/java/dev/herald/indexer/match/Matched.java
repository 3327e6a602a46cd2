package dev.herald.indexer.match;

import java.util.List;

/// What the rules have to do with a revision.
///
/// @param ruleIds the rules whose queries it matches
/// @param alerting what is to be told, where the revision's cause alerts
public record Matched(List<String> ruleIds, List<Match> alerting) {
  public Matched {
    ruleIds = List.copyOf(ruleIds);
    alerting = List.copyOf(alerting);
  }
}
