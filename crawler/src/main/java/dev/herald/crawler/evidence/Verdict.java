package dev.herald.crawler.evidence;

import java.util.List;

/// What checking a bundle came to.
///
/// @param checks each thing that was looked at, in order
/// @param proven what follows from them, a sentence each; empty if a check failed
/// @param notProven what a reader might take for proven and is not
public record Verdict(List<Check> checks, List<String> proven, List<String> notProven) {
  public Verdict {
    checks = List.copyOf(checks);
    proven = List.copyOf(proven);
    notProven = List.copyOf(notProven);
  }

  /// One thing that was looked at.
  ///
  /// @param detail what was found, where that says more
  public record Check(String what, boolean holds, String detail) {}

  /// Whether every check holds.
  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
