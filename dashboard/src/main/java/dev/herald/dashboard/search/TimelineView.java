package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Statements over time as a row of bars, 1000 units wide and [#HEIGHT] high.
///
/// @param bars in the order of time
/// @param firstLabel where it begins
/// @param lastLabel where it ends
/// @param unit what one bar stands for: `day`, `week`, `month`, `year`
public record TimelineView(List<Bar> bars, String firstLabel, String lastLabel, String unit) {
  /// Height of the drawing in its own units.
  public static final int HEIGHT = 100;

  private static final double WIDTH = 1_000;
  private static final double LEAST_HEIGHT = 3;
  private static final double GAP = 0.18;

  public TimelineView {
    bars = List.copyOf(bars);
  }

  /// One bar.
  ///
  /// @param label the span, and how many statements: `24 Nov 2026: 12 statements`
  /// @param span the span alone
  /// @param count how many
  /// @param href the search narrowed to the span
  public record Bar(
      String label,
      String span,
      String count,
      String href,
      String slotX,
      String slotWidth,
      String x,
      String y,
      String width,
      String height) {}

  /// One span and what it holds.
  ///
  /// @param label such as `24 Nov 2026`
  /// @param count how many statements, never negative
  /// @param href the search narrowed to it
  public record Bucket(String label, long count, String href) {}

  /// Draws buckets, at least one, given in the order of time.
  public static TimelineView of(List<Bucket> buckets, String unit) {
    long most = Math.max(1, buckets.stream().mapToLong(Bucket::count).max().orElse(1));
    double slot = WIDTH / Math.max(1, buckets.size());
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < buckets.size(); i++) {
      Bucket bucket = buckets.get(i);
      double height =
          bucket.count() == 0
              ? 0
              : Math.max(LEAST_HEIGHT, (double) (HEIGHT - 2) * bucket.count() / most);
      bars.add(
          new Bar(
              bucket.label() + ": " + Words.count(bucket.count(), "statement"),
              bucket.label(),
              Words.number(bucket.count()),
              bucket.href(),
              units(slot * i),
              units(slot),
              units(slot * (i + GAP / 2)),
              units(HEIGHT - height),
              units(slot * (1 - GAP)),
              units(height)));
    }
    return new TimelineView(bars, buckets.getFirst().label(), buckets.getLast().label(), unit);
  }

  private static String units(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
