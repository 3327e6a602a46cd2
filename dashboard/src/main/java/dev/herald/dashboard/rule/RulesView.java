package dev.herald.dashboard.rule;

import java.util.List;

/// What the list of rules shows.
///
/// @param rows the most urgent first, then by name
/// @param saved what has just been done, in a sentence; empty if nothing
public record RulesView(List<Row> rows, String saved) {
  public RulesView {
    rows = List.copyOf(rows);
  }

  /// One rule.
  ///
  /// @param matches how many statements it matched, in words
  /// @param precision how many of those judged were useful, in words
  /// @param channels where its deliveries go
  /// @param tier how urgent; empty where it is as usual
  /// @param readOnly whether it is written in a file
  /// @param broken why it does not work; empty if it does
  public record Row(
      String id,
      String path,
      String name,
      String query,
      String matches,
      String precision,
      String channels,
      boolean enabled,
      String tier,
      boolean readOnly,
      String broken) {}
}
