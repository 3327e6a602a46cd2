package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What texts are compared by: words and numbers; in scripts that write no blanks, where a clause
/// would be one word, each two letters that follow.
final class Pieces {
  private static final Pattern WORD_BREAKS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Pieces() {}

  /// The pieces of a text, in lower case.
  ///
  /// @param leastLetters of a word that counts; numbers always do
  static Set<String> of(String text, int leastLetters) {
    return WORD_BREAKS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .flatMap(word -> ofWord(word, leastLetters))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// The pieces of a body.
  static Set<String> of(List<Block> blocks, int leastLetters) {
    Set<String> pieces = new HashSet<>();
    for (Block block : blocks)
      if (block.zone().isBody()) pieces.addAll(of(block.text(), leastLetters));
    return pieces;
  }

  /// How many pieces two texts have in common.
  static long shared(Set<String> one, Set<String> other) {
    return one.stream().filter(other::contains).count();
  }

  private static Stream<String> ofWord(String word, int leastLetters) {
    if (word.codePoints().anyMatch(Pieces::hasNoBlanks))
      return IntStream.range(0, word.length() - 1).mapToObj(i -> word.substring(i, i + 2));
    boolean counts =
        word.length() >= leastLetters || (!word.isEmpty() && Character.isDigit(word.charAt(0)));
    return counts ? Stream.of(word) : Stream.empty();
  }

  private static boolean hasNoBlanks(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
