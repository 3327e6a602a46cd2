package dev.herald.crawler.visit;

import dev.herald.config.message.Block;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What texts are compared by: words and numbers; in scripts that write no blanks, where a clause
/// would be one word, each two letters that follow.
final class Pieces {
  private static final int KINDS_IN_WORDS =
      kinds(
          Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER);

  /// The first letter of scripts that write no blanks.
  private static final int THAI = 0x0E01;

  private Pieces() {}

  /// The pieces of a text, in lower case.
  ///
  /// @param leastLetters of a word that counts; numbers always do
  static Set<String> of(String text, int leastLetters) {
    String lower = text.toLowerCase(Locale.ROOT);
    Set<String> pieces = new HashSet<>();
    int start = 0;
    boolean blanks = true;
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      int next = i + Character.charCount(c);
      if (isInWords(c)) blanks &= !hasNoBlanks(c);
      else {
        add(pieces, lower.substring(start, i), blanks, leastLetters);
        start = next;
        blanks = true;
      }
      i = next;
    }
    add(pieces, lower.substring(start), blanks, leastLetters);
    return pieces;
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

  private static void add(Set<String> pieces, String word, boolean blanks, int leastLetters) {
    if (!blanks) for (int i = 0; i + 2 <= word.length(); i++) pieces.add(word.substring(i, i + 2));
    else if (word.length() >= leastLetters
        || (!word.isEmpty() && Character.isDigit(word.charAt(0)))) pieces.add(word);
  }

  private static boolean isInWords(int c) {
    return (KINDS_IN_WORDS >> Character.getType(c) & 1) != 0;
  }

  private static int kinds(int... types) {
    int kinds = 0;
    for (int type : types) kinds |= 1 << type;
    return kinds;
  }

  private static boolean hasNoBlanks(int letter) {
    if (letter < THAI) return false;
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
