package dev.herald.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name somebody meant.
public final class Suggestions {
  private static final int MAX_LENGTH = 100;

  private Suggestions() {}

  /// The known name that is at most a third of its letters away from `name`; empty if none is.
  public static Optional<String> closest(String name, Collection<String> known) {
    if (name.length() > MAX_LENGTH) return Optional.empty();
    String wanted = plain(name);
    return known.stream()
        .filter(k -> distance(wanted, plain(k)) <= Math.max(1, k.length() / 3))
        .min(Comparator.comparingInt(k -> distance(wanted, plain(k))));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Levenshtein's distance, with two neighbours swapped counting once; three rows at a time.
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) last[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
