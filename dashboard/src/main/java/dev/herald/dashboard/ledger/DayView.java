package dev.herald.dashboard.ledger;

import java.util.List;

/// What the page of one source's day shows.
///
/// @param day with its weekday
/// @param verdict a sentence
/// @param tone class of the verdict's notice
/// @param imbalances a sentence each
/// @param settling whether figures still move
/// @param steps from listed to delivered
/// @param losses what fell out, the most frequent first
/// @param visits in the order they began
/// @param truncated whether there were more visits than are shown
/// @param earlier the page of the day before
/// @param later the page of the day after
public record DayView(
    String institution,
    String sourcePath,
    String day,
    String verdict,
    String tone,
    List<String> imbalances,
    boolean settling,
    List<Step> steps,
    List<Loss> losses,
    List<Visit> visits,
    boolean truncated,
    String earlier,
    String later) {

  public DayView {
    imbalances = List.copyOf(imbalances);
    steps = List.copyOf(steps);
    losses = List.copyOf(losses);
    visits = List.copyOf(visits);
  }

  /// One step of the chain.
  ///
  /// @param percent length of its bar
  /// @param note what the figure counts
  public record Step(String name, String count, int percent, String note) {}

  /// What fell out for one reason.
  ///
  /// @param example one address
  public record Loss(String stage, String count, String reason, String example) {}

  /// One visit.
  public record Visit(String began, String outcome, String tone, String counts) {}
}
