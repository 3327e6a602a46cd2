package dev.herald.config;

import dev.herald.config.YamlFile.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects every problem of a load.
final class Problems {
  private static final int MAX_SHOWN = 80;

  private final List<Problem> problems = new ArrayList<>();

  void add(Place place, String path, String found, String expected, String hint) {
    problems.add(
        new Problem(place.file(), place.line(), place.column(), path, found, expected, hint));
  }

  void missing(Place place, String path, String expected, String hint) {
    add(place, path, "", expected, hint);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /// All, by file and place.
  List<Problem> sorted() {
    return problems.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .distinct()
        .toList();
  }

  /// A value in quotes, cut, without what a terminal would obey.
  static String quote(String text) {
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return "'" + shown.replaceAll("\\p{Cntrl}", "\ufffd") + "'";
  }
}
