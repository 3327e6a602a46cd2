package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The words on one side of a quotation, up to the border of its sentence or of another quotation.
///
/// @param words with the punctuation that is written on them; dashes alone are none
/// @param text what they were read from
record Clause(List<Word> words, String text) {
  private static final int REACH = 200;
  private static final String QUOTE_MARKS = "“”„«»「」『』\"";
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "dr", "mr", "mrs", "ms", "prof", "st", "sr", "sra", "dra", "hon", "gen", "lt", "col",
          "sen", "rep", "gov", "jr", "dipl", "ing", "mag", "mme", "mlle", "им", "св", "г");

  /// One word.
  ///
  /// @param text as printed, with its punctuation
  /// @param bare in lower case, without what stands around it
  record Word(String text, String bare) {
    static Word of(String text) {
      return new Word(text, trimmed(text).toLowerCase(Locale.ROOT));
    }

    boolean is(SpeechWords kind) {
      return kind.has(bare);
    }

    /// Whether it is written as names are: "Berg", "al-Sisi", "d’Estaing".
    boolean isCapital() {
      String letters = trimmed(text);
      if (letters.isEmpty()) return false;
      if (Character.isUpperCase(letters.charAt(0))) return true;
      for (int i = 1; i < Math.min(5, letters.length() - 1); i++)
        if ("-'’".indexOf(letters.charAt(i)) >= 0)
          return Character.isUpperCase(letters.charAt(i + 1));
      return false;
    }

    boolean isSmall() {
      return !isCapital() && !bare.isEmpty() && Character.isLetter(bare.charAt(0));
    }

    boolean isInBrackets() {
      return text.startsWith("(") || text.startsWith("[");
    }

    boolean endsPart() {
      char last = text.charAt(text.length() - 1);
      return last == ',' || last == ';' || last == ':' || last == ')' || last == '،';
    }
  }

  /// What stands before a quotation.
  static Clause before(String text, int start) {
    String near = text.substring(Math.max(0, start - REACH), start);
    int from = near.length() - 1;
    while (from >= 0 && QUOTE_MARKS.indexOf(near.charAt(from)) < 0 && !endsSentence(near, from))
      from--;
    return of(near.substring(from + 1));
  }

  /// What stands behind a quotation.
  static Clause after(String text, int end) {
    String near = text.substring(end, Math.min(text.length(), end + REACH));
    int to = 0;
    while (to < near.length()
        && QUOTE_MARKS.indexOf(near.charAt(to)) < 0
        && !endsSentence(near, to)) to++;
    return of(near.substring(0, to));
  }

  static Clause of(String text) {
    var words = new ArrayList<Word>();
    for (String word : text.split("[ \\u00A0]", -1)) {
      Word one = Word.of(word.strip());
      if (!one.bare.isEmpty()) words.add(one);
    }
    return new Clause(List.copyOf(words), text);
  }

  int size() {
    return words.size();
  }

  Word word(int index) {
    return words.get(index);
  }

  static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && !Character.isLetterOrDigit(text.charAt(from))) from++;
    while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) to--;
    return text.substring(from, to);
  }

  /// A full stop behind a capital letter or an abbreviation ends none.
  private static boolean endsSentence(String text, int i) {
    char c = text.charAt(i);
    if ("\n!?。！？؟".indexOf(c) >= 0) return true;
    if (c != '.' || (i + 1 < text.length() && !Texts.isBlank(text.charAt(i + 1)))) return false;
    int from = i;
    while (from > 0 && Character.isLetter(text.charAt(from - 1))) from--;
    String word = text.substring(from, i);
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    return !initial && !ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }
}
