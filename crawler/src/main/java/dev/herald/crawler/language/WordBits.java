package dev.herald.crawler.language;

/// For each of several thousand words the languages it is frequent in, looked up while a text is
/// scanned, without making a string of any word. At most 64 languages. Immutable once filled.
final class WordBits {
  private static final int SIZE = 1 << 15;
  private static final int ASCII_END = 0x80;
  private static final int MOST_WORDS = SIZE / 2;

  private final int[] hashes = new int[SIZE];
  private final long[] languages = new long[SIZE];
  private int words;

  /// @param language 0 to 63
  void add(String word, int language) {
    if (language >= Long.SIZE || words >= MOST_WORDS)
      throw new IllegalStateException("more words or languages than there is room for");
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      // A word of several parts is met as these.
      if (!isPart(word.charAt(i))) return;
      hash = step(hash, word.charAt(i));
    }
    int at = slot(hash);
    if (languages[at] == 0) words++;
    hashes[at] = hash;
    languages[at] |= 1L << language;
  }

  /// Counts the words at the start of a text, and for each language those that are frequent in it.
  ///
  /// @param hits one counter for each language, counted up
  /// @return how many words there are
  int count(String text, int mostChars, int[] hits) {
    int end = Math.min(text.length(), mostChars);
    int counted = 0;
    int hash = 0;
    for (int i = 0; i <= end; i++) {
      char c = i < end ? text.charAt(i) : ' ';
      if (isPart(c)) {
        hash = step(hash, c);
        continue;
      }
      if (hash == 0) continue;
      counted++;
      for (long bits = languages[slot(hash)]; bits != 0; bits &= bits - 1)
        hits[Long.numberOfTrailingZeros(bits)]++;
      hash = 0;
    }
    return counted;
  }

  private int slot(int hash) {
    int at = (hash ^ (hash >>> 15)) & (SIZE - 1);
    while (languages[at] != 0 && hashes[at] != hash) at = (at + 1) & (SIZE - 1);
    return at;
  }

  private static int step(int hash, char c) {
    boolean capital = c >= 'A' && c <= 'Z';
    int next = hash * 31 + (c < ASCII_END ? (capital ? c | 0x20 : c) : Character.toLowerCase(c));
    return next == 0 ? 1 : next;
  }

  private static boolean isPart(char c) {
    // Most text is ASCII, and this is asked of every char.
    if (c < ASCII_END) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
