package dev.herald.crawler.extract;

import dev.herald.crawler.time.FoldedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The words of `date-words.txt`, of all languages together: labels are often in another language
/// than the text.
final class DateWordTable {
  /// What a word beside a date says that it is of.
  enum Kind {
    UPDATE,
    PUBLICATION,
    DATE,
    EVENT,
    UNTIL,
    BEHIND,
    PLACE,
    POSTED,
    RIGHTS,
    OTHER
  }

  /// Of these, a word's first letter tells where it begins.
  private static final Set<UnicodeScript> SPACED =
      Set.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARMENIAN,
          UnicodeScript.GEORGIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI);

  private static final Map<Character, List<Word>> BY_FIRST_LETTER = read();

  /// @param folded form in which it is compared
  /// @param anywhere whether it may stand inside a longer word
  private record Word(String folded, Kind kind, boolean anywhere) {}

  /// A word that stands in a text.
  ///
  /// @param start index of its first char
  /// @param end index after its last char in the table, which an ending may follow
  record Match(Kind kind, int start, int end, boolean anywhere) {}

  private DateWordTable() {}

  /// Every word that stands in a text, in order.
  ///
  /// @param text folded
  static List<Match> find(String text) {
    List<Match> found = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      List<Word> words = BY_FIRST_LETTER.getOrDefault(text.charAt(i), List.of());
      if (words.isEmpty()) continue;
      boolean first = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      for (Word word : words)
        if ((first || word.anywhere) && text.startsWith(word.folded, i))
          found.add(new Match(word.kind, i, i + word.folded.length(), word.anywhere));
    }
    return found;
  }

  private static Map<Character, List<Word>> read() {
    Map<Character, List<Word>> words = new HashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(DateWordTable.class.getResourceAsStream("date-words.txt")),
                StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> read(line, words));
    } catch (IOException e) {
      throw new UncheckedIOException("the words beside dates cannot be read", e);
    }
    return words;
  }

  private static void read(String line, Map<Character, List<Word>> words) {
    String[] parts = line.split(" ", -1);
    Kind kind = Kind.valueOf(parts[1]);
    for (int i = 2; i < parts.length; i++) {
      boolean starred = parts[i].startsWith("*");
      String written = FoldedText.fold(starred ? parts[i].substring(1) : parts[i]);
      String folded = written.replace('_', ' ');
      boolean anywhere = starred || mayStandInside(folded.charAt(0), kind);
      words
          .computeIfAbsent(folded.charAt(0), _ -> new ArrayList<>())
          .add(new Word(folded, kind, anywhere));
    }
  }

  /// Articles and prepositions are written before Arabic and Hebrew words, but not before "until".
  private static boolean mayStandInside(char first, Kind kind) {
    UnicodeScript script = UnicodeScript.of(first);
    if (script == UnicodeScript.ARABIC || script == UnicodeScript.HEBREW) return kind != Kind.UNTIL;
    return !SPACED.contains(script);
  }
}
