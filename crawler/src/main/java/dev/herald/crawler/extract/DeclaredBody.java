package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Uses the article text that JSON-LD declares as evidence: where the page shows most of it, other
/// paragraphs among the blocks are insets and not the article's.
final class DeclaredBody {
  private static final int LEAST_CHARS = 400;
  private static final int SHINGLE = 3;
  private static final double LEAST_SHOWN = 0.7;
  private static final double FOREIGN = 0.1;

  private DeclaredBody() {}

  /// The blocks without those that a declared text does not know.
  static List<RawBlock> confirm(List<RawBlock> blocks, String declared) {
    if (declared.length() < LEAST_CHARS) return blocks;
    Set<String> known = new HashSet<>(shingles(declared));
    var kept = new ArrayList<RawBlock>(blocks.size());
    int shown = 0;
    for (RawBlock block : blocks) {
      List<String> own = shingles(block.text());
      long hits = own.stream().filter(known::contains).count();
      shown += (int) hits;
      boolean prose =
          block.kind() == RawBlock.Kind.PARAGRAPH || block.kind() == RawBlock.Kind.OTHER;
      if (!prose || shown == 0 || own.isEmpty() || hits > FOREIGN * own.size()) kept.add(block);
    }
    return shown >= LEAST_SHOWN * known.size() ? kept : blocks;
  }

  private static List<String> shingles(String text) {
    var words = new ArrayList<String>();
    int start = -1;
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i <= lower.length(); i++) {
      boolean letter = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
      if (letter && start < 0) start = i;
      if (!letter && start >= 0) {
        words.add(lower.substring(start, i));
        start = -1;
      }
    }
    var shingles = new ArrayList<String>();
    for (int i = 0; i + SHINGLE <= words.size(); i++)
      shingles.add(String.join(" ", words.subList(i, i + SHINGLE)));
    return shingles;
  }
}
