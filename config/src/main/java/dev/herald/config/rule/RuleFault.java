package dev.herald.config.rule;

import java.util.Optional;

/// Why a rule that was once accepted does not work with this version of Herald: its query names a
/// field that is gone, its digest a time zone that nobody knows any more.
public final class RuleFault {
  private RuleFault() {}

  /// The reason, for people; empty if the rule works.
  public static Optional<String> find(Rule rule) {
    if (QueryParser.parseForRule(rule.query()) instanceof ParsedQuery.Invalid(var problems))
      return Optional.of(problems.getFirst().toString());
    try {
      var _ = rule.digestTimes();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("digest: " + e.getMessage());
    }
  }
}
