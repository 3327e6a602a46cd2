package dev.herald.crawler.time;

import com.ibm.icu.text.Normalizer2;

/// A text in the one form in which names and digits are compared, with the way back to the
/// original.
///
/// Lower case; digits of every script as ASCII; full-width, ligatured and accented letters as their
/// plain ones; tatweel, joiners and direction marks gone; every kind of blank, dash and apostrophe
/// as one.
public final class FoldedText {
  private static final Normalizer2 NFKD = Normalizer2.getNFKDInstance();

  private final StringBuilder folded;
  private int[] starts;

  private FoldedText(int length) {
    this.folded = new StringBuilder(length);
    this.starts = new int[length + 16];
  }

  public static FoldedText of(String text) {
    var result = new FoldedText(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      result.add(c, i);
      i += Character.charCount(c);
    }
    return result;
  }

  /// Only the folded form, blanks at the ends removed.
  public static String fold(String text) {
    return of(text).folded.toString().strip();
  }

  int length() {
    return folded.length();
  }

  char charAt(int index) {
    return folded.charAt(index);
  }

  @Override
  public String toString() {
    return folded.toString();
  }

  String substring(int from, int to) {
    return folded.substring(from, to);
  }

  /// The index in the original of what stands at an index here.
  public int startInOriginal(int index) {
    return starts[index];
  }

  /// The index in the original after what stands before an index here.
  int endInOriginal(int index, String original) {
    int start = starts[index - 1];
    return start + Character.charCount(original.codePointAt(start));
  }

  private void add(int c, int at) {
    if (c < 0x80) {
      append(Character.isWhitespace(c) ? ' ' : (char) Character.toLowerCase(c), at);
      return;
    }
    int digit = Character.digit(c, 10);
    if (digit >= 0) {
      append((char) ('0' + digit), at);
      return;
    }
    // Hangul syllables would fall apart into letters.
    String parts = c >= 0xAC00 && c <= 0xD7A3 ? null : NFKD.getDecomposition(c);
    if (parts == null) {
      addPlain(c, at);
      return;
    }
    for (int i = 0; i < parts.length(); ) {
      int part = parts.codePointAt(i);
      addPlain(part, at);
      i += Character.charCount(part);
    }
  }

  private void addPlain(int c, int at) {
    if (isDropped(c)) return;
    int plain = plain(c);
    int lower = Character.toLowerCase(plain);
    if (lower < 0x10000) {
      append((char) lower, at);
    } else {
      append(Character.highSurrogate(lower), at);
      append(Character.lowSurrogate(lower), at);
    }
  }

  private static int plain(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) return ' ';
    return switch (c) {
      case 'ı' -> 'i';
      case 'ي', 'ى', 'ې' -> 'ی';
      case 'ك' -> 'ک';
      case 'ة', 'ۀ', 'ە' -> 'ه';
      case '–', '—', '―', '‐', '‑', '‒', '−' -> '-';
      case '’', '‘', 'ʼ', 'ʻ', '′', '`', '´', 'ʹ' -> '\'';
      case '∶', '︓' -> ':';
      case '،', '、', '‚' -> ',';
      case '。', '．' -> '.';
      case '⁄', '∕' -> '/';
      default -> c;
    };
  }

  /// Marks that writers leave out or in at will.
  private static boolean isDropped(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || (c >= 0x591 && c <= 0x5C7 && c != 0x5BE)
        || (c >= 0x64B && c <= 0x65F)
        || c == 0x670
        || c == 0x640
        || isNukta(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isNukta(int c) {
    return c == 0x93C || c == 0x9BC || c == 0xA3C || c == 0xABC || c == 0xB3C || c == 0xCBC;
  }

  private void append(char c, int at) {
    if (folded.length() == starts.length)
      starts = java.util.Arrays.copyOf(starts, starts.length * 2);
    starts[folded.length()] = at;
    folded.append(c);
  }
}
