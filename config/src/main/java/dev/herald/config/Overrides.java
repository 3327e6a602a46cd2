package dev.herald.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Settings of `herald.yaml` given on the command line, by dotted path; remembers which were used.
final class Overrides {
  static final String ORIGIN = "command line";

  private final TreeMap<String, String> values;
  private final Set<String> unused;

  Overrides(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    this.unused = new TreeSet<>(values.keySet());
  }

  static Overrides none() {
    return new Overrides(Map.of());
  }

  Optional<String> take(String path) {
    unused.remove(path);
    return Optional.ofNullable(values.get(path));
  }

  boolean hasUnder(String path) {
    String next = values.ceilingKey(path + ".");
    return next != null && next.startsWith(path + ".");
  }

  /// Paths that name no setting.
  Set<String> unused() {
    return unused;
  }
}
