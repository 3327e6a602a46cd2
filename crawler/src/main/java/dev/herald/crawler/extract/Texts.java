package dev.herald.crawler.extract;

import java.text.Normalizer;
import java.util.Locale;
import org.jsoup.parser.Parser;

/// Normal forms of page text.
final class Texts {
  private static final String SENTENCE_ENDS = ".!?…。！？؟।։჻۔";
  private static final String CLOSERS = "\"'”’»“)]）」』›‹«";

  private Texts() {}

  /// Whether a char is a letter, figure or mark of ASCII, as most are: text as it stands.
  static boolean isPlain(char c) {
    return c > ' ' && c < '\u007F';
  }

  /// Whether a char is one that text does without: soft hyphens, zero-width blanks, direction
  /// marks, variants of pictures, controls. Of joiners see [#isIdleJoiner].
  static boolean isInvisible(char c) {
    return c == '\u00AD'
        || c == '\u200B'
        || c == '\uFEFF'
        || c == '\uFE0E'
        || c == '\uFE0F'
        || c == '\u2060'
        || (c >= '\u200E' && c <= '\u200F')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069')
        || (c < ' ' && !isBlank(c))
        || (c >= '\u007F' && c <= '\u009F' && c != '\u0085');
  }

  /// Whether a char is a joiner that joins nothing. Persian and Indic words need theirs, and so do
  /// pictures of several parts; in other scripts they are left from copying.
  ///
  /// @param before the char before it
  static boolean isIdleJoiner(char c, char before) {
    boolean joins = (before >= '\u0590' && before <= '\u1FFF') || Character.isSurrogate(before);
    return (c == '\u200C' || c == '\u200D') && !joins;
  }

  /// A text whose entities were escaped twice: `&nbsp;` and `&amp;` that a reader would see.
  static String unescaped(String text) {
    return text.indexOf('&') < 0 || text.indexOf(';') < 0
        ? text
        : Parser.unescapeEntities(text, true);
  }

  /// Whether a char is a blank of any width, no-break ones included.
  static boolean isBlank(char c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == '\u0085'
        || c == '\u00A0'
        || c == '\u1680'
        || (c >= '\u2000' && c <= '\u200A')
        || c == '\u2028'
        || c == '\u2029'
        || c == '\u202F'
        || c == '\u205F'
        || c == '\u3000';
  }

  static boolean isIdeographic(char c) {
    return (c >= '\u3040' && c <= '\u30FF')
        || (c >= '\u3400' && c <= '\u9FFF')
        || (c >= '\uF900' && c <= '\uFAFF')
        || (c >= '\uAC00' && c <= '\uD7A3');
  }

  /// One line: blanks collapsed, invisible chars dropped, NFC.
  static String line(String text) {
    var line = new StringBuilder(Math.min(text.length(), 1 << 16));
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        if (isInvisible(c) || isIdleJoiner(c, last)) continue;
        if (isBlank(c)) c = ' ';
      }
      if (c == ' ' && last == ' ') continue;
      line.append(c);
      last = c;
    }
    if (!line.isEmpty() && last == ' ') line.setLength(line.length() - 1);
    return nfc(line.toString());
  }

  static String nfc(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /// Letters and digits alone, compatibility forms folded, lower case: for comparing titles.
  static String bare(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var bare = new StringBuilder(folded.length());
    folded.codePoints().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /// Whether a text ends as a sentence does, closing marks aside.
  static boolean endsSentence(String text) {
    int i = text.length() - 1;
    while (i >= 0 && (CLOSERS.indexOf(text.charAt(i)) >= 0 || isBlank(text.charAt(i)))) i--;
    return i >= 0 && SENTENCE_ENDS.indexOf(text.charAt(i)) >= 0;
  }

  /// How many words a text has; each ideograph counts half a word.
  static int words(String text) {
    int words = 0;
    int ideographs = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isIdeographic(c)) ideographs++;
      boolean letter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
      if (letter && !inside) words++;
      inside = letter;
    }
    return words + ideographs / 2;
  }
}
