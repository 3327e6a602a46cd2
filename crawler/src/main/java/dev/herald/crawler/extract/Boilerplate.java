package dev.herald.crawler.extract;

import java.util.Map;

/// What a source repeats across its statements, learned from their blocks. Immutable.
///
/// @param pagesByBlock for each block key (see [#key]), on how many of the source's statements it
///   stood
/// @param pages how many statements were seen
public record Boilerplate(Map<String, Integer> pagesByBlock, int pages) {
  /// Nothing learned yet.
  public static final Boilerplate NONE = new Boilerplate(Map.of(), 0);

  /// Pages that must carry a text before it counts as repeated.
  public static final int LEAST_PAGES = 3;

  private static final double LEAST_SHARE = 0.3;

  public Boilerplate {
    pagesByBlock = Map.copyOf(pagesByBlock);
  }

  /// Whether enough statements of the source carry this very text.
  public boolean contains(String blockText) {
    if (pages < LEAST_PAGES) return false;
    int seen = pagesByBlock.getOrDefault(key(blockText), 0);
    return seen >= LEAST_PAGES && seen >= LEAST_SHARE * pages;
  }

  /// Key of a block's text: case, blanks and punctuation do not matter. Digits do, for notices of
  /// rates and auctions differ in nothing else and are each a statement of its own.
  public static String key(String blockText) {
    String normal =
        blockText
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
            .strip();
    return dev.herald.config.message.Hashes.sha256(
            normal.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .substring(0, 16);
  }
}
