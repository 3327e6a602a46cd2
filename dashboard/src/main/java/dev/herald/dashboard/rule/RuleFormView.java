package dev.herald.dashboard.rule;

import java.util.List;

/// What the form of a rule shows.
///
/// @param heading `New rule` or `Edit rule`
/// @param action where the form is sent
/// @param cancel where to go instead
/// @param name as typed
/// @param query as typed
/// @param note as typed
/// @param channels to choose from
/// @param causes to choose from; none chosen means the default of `indexer.alert-on`
/// @param alerting which matches alert, and when they are told
/// @param problems what is wrong with what was sent, each in a sentence
/// @param check what the query finds now
/// @param checkPath where that is asked for as the query is typed
public record RuleFormView(
    String heading,
    String action,
    String cancel,
    String name,
    String query,
    String note,
    boolean enabled,
    List<Choice> channels,
    List<Choice> causes,
    Alerting alerting,
    List<String> problems,
    CheckView check,
    String checkPath) {

  public RuleFormView {
    channels = List.copyOf(channels);
    causes = List.copyOf(causes);
    problems = List.copyOf(problems);
  }

  /// Which matches alert, and when they are told.
  ///
  /// @param turns to choose one from
  /// @param edits to choose one from
  /// @param digest as typed
  /// @param tiers to choose one from
  public record Alerting(
      List<Choice> turns, List<Choice> edits, String digest, List<Choice> tiers) {
    public Alerting {
      tiers = List.copyOf(tiers);
      turns = List.copyOf(turns);
      edits = List.copyOf(edits);
    }
  }

  /// A box to tick.
  public record Choice(String value, String label, boolean chosen) {}
}
