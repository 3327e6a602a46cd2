package dev.herald.dashboard.rule;

import dev.herald.config.message.Hashes;
import dev.herald.indexer.read.RuleBook;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// Ids for rules that are given a name only.
public final class RuleIds {
  private static final int MAX_ID = 40;

  // Paths under /rules/ that are pages of their own.
  private static final Set<String> PAGES = Set.of("new", "check");

  private RuleIds() {}

  /// The name in plain letters, numbered where that id is taken; a hash where it has no plain ones.
  public static String forName(String name, RuleBook rules) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-");
    String cut = trim(plain.substring(0, Math.min(plain.length(), MAX_ID)));
    boolean speaks = !cut.isEmpty() && Character.isLetter(cut.charAt(0));
    String base = speaks ? cut : "rule-" + hash(name);
    String id = base;
    for (int number = 2; PAGES.contains(id) || rules.find(id).isPresent(); number++)
      id = base + "-" + number;
    return id;
  }

  private static String hash(String name) {
    return Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '-') start++;
    while (end > start && text.charAt(end - 1) == '-') end--;
    return text.substring(start, end);
  }
}
