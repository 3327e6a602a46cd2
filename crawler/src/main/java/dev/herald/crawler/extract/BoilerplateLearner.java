package dev.herald.crawler.extract;

import dev.herald.config.message.Block;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Learns what a source repeats on its pages. Pure: the caller keeps what was learned.
///
/// ```java
/// known = BoilerplateLearner.observe(known, extracted.blocks());   // once per new statement
/// ```
///
/// Observe each statement once, when it is first published, never its later revisions. What is
/// learned counts from the next page on, by [Hints#boilerplate].
public final class BoilerplateLearner {
  private static final int MOST_BLOCKS = 4_000;
  private static final int MOST_PAGES = 1_000;
  private static final int LEAST_CHARS = 25;

  private BoilerplateLearner() {}

  /// What is known after one more statement of the source.
  ///
  /// Titles, dates and signatures are no part of the blocks that count; headings and lines shorter
  /// than 25 chars are left out, since "Background" over several statements is each one's own.
  ///
  /// @param known what was learned before
  /// @param blocks all blocks of the statement, as extracted
  public static Boilerplate observe(Boilerplate known, List<Block> blocks) {
    Set<String> keys = new HashSet<>();
    for (Block block : blocks) if (counts(block)) keys.add(Boilerplate.key(block.text()));
    Map<String, Integer> pages = new HashMap<>(known.pagesByBlock());
    for (String key : keys) pages.merge(key, 1, Integer::sum);
    int seen = known.pages() + 1;
    if (seen > MOST_PAGES) return halved(pages, seen);
    return new Boilerplate(pages.size() > MOST_BLOCKS ? repeated(pages) : pages, seen);
  }

  private static boolean counts(Block block) {
    return switch (block.zone()) {
      case HEADING, SIGNATURE -> false;
      case PARAGRAPH, LIST, QUOTE, BOILERPLATE, CONTACT -> block.text().length() >= LEAST_CHARS;
    };
  }

  /// Old pages fade, so that a footer a redesign dropped is forgotten.
  private static Boilerplate halved(Map<String, Integer> pages, int seen) {
    pages.replaceAll((key, count) -> count / 2);
    pages.values().removeIf(count -> count == 0);
    return new Boilerplate(pages, seen / 2);
  }

  private static Map<String, Integer> repeated(Map<String, Integer> pages) {
    pages.values().removeIf(count -> count < 2);
    return pages;
  }
}
