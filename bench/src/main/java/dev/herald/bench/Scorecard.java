package dev.herald.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Figures beside what the best peer reached and what they must be.
final class Scorecard {
  private final List<String> lines = new ArrayList<>();
  private int missed;

  /// A figure that must be at least so large.
  ///
  /// @param peer the best peer's figure and its name, or empty
  void atLeast(String what, double figure, String peer, double must) {
    add(what, number(figure), peer, "at least " + number(must), figure >= must - 0.0005);
  }

  /// A figure that must be at most so large.
  void atMost(String what, double figure, String peer, double must) {
    add(what, number(figure), peer, "at most " + number(must), figure <= must + 0.0005);
  }

  /// Something that must hold.
  void holds(String what, boolean holds) {
    add(what, holds ? "yes" : "no", "", "yes", holds);
  }

  /// A figure to compare with.
  void shown(String what, double figure) {
    lines.add("| %s | %s | | | |".formatted(what, number(figure)));
  }

  /// Prints the table.
  ///
  /// @return whether every figure is what it must be
  boolean print() {
    System.out.println("| what | measured | best peer | must be | |");
    System.out.println("|---|---|---|---|---|");
    lines.forEach(System.out::println);
    System.out.println(missed == 0 ? "all reached" : missed + " missed");
    return missed == 0;
  }

  private void add(String what, String figure, String peer, String must, boolean reached) {
    if (!reached) missed++;
    lines.add(
        "| %s | %s | %s | %s | %s |"
            .formatted(what, figure, peer, must, reached ? "reached" : "MISSED"));
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, Math.abs(figure) >= 10 ? "%.0f" : "%.3f", figure);
  }
}
