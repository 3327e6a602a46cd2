package dev.herald.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a benchmark found, for people and for a note.
final class Table {
  private final List<String> lines = new ArrayList<>();

  /// A figure that must reach something.
  void add(String what, double figure, String unit, String must) {
    lines.add(String.format(Locale.ROOT, "| %s | %.2f %s | %s |", what, figure, unit, must));
  }

  /// A figure to compare with.
  void add(String what, double figure, String unit) {
    add(what, figure, unit, "");
  }

  void print() {
    System.out.println("| what | measured | must be |");
    System.out.println("|---|---|---|");
    lines.forEach(System.out::println);
  }
}
