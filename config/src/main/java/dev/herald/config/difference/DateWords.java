package dev.herald.config.difference;

import com.ibm.icu.text.DateFormatSymbols;
import dev.herald.config.difference.RevisionDiff.Kind;
import dev.herald.config.difference.RevisionDiff.Row;
import dev.herald.config.difference.Run.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Tells whether all that changed in a paragraph are days: names of months and weekdays in the
/// paragraph's language, and the figures beside them.
final class DateWords {
  /// How many words a day or a year may stand from its month: `5 de marzo de 2026`.
  private static final int NEAR = 3;

  private static final int[] CONTEXTS = {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE};
  private static final int[] WIDTHS = {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED};

  private DateWords() {}

  static boolean onlyDatesChanged(Row row) {
    if (row.laterPart().equals("printed date")) return true;
    if (row.kind() != Kind.CHANGED) return false;
    Locale locale = Locale.forLanguageTag(row.language());
    Set<String> names = names(locale);
    return isDated(side(row, Change.DELETED, locale), names)
        && isDated(side(row, Change.INSERTED, locale), names);
  }

  /// A word of one of the two texts.
  private record Word(String text, boolean changed) {}

  private static List<Word> side(Row row, Change change, Locale locale) {
    List<Word> words = new ArrayList<>();
    for (Run run : row.runs())
      if (run.change() == Change.KEPT || run.change() == change)
        for (String part : WordDiff.words(run.text(), locale))
          if (!part.isBlank())
            words.add(new Word(part.toLowerCase(locale), run.change() == change));
    return words;
  }

  private static boolean isDated(List<Word> words, Set<String> names) {
    for (int i = 0; i < words.size(); i++)
      if (words.get(i).changed()
          && WordDiff.isWord(words.get(i).text())
          && !names.contains(words.get(i).text())
          && !isFigureOfDate(words, i, names)) return false;
    return true;
  }

  private static boolean isFigureOfDate(List<Word> words, int at, Set<String> names) {
    if (!isFigure(words.get(at).text())) return false;
    if (isNumericDate(words.get(at).text())) return true;
    List<Word> near = words.subList(Math.max(0, at - NEAR), Math.min(words.size(), at + NEAR + 1));
    return near.stream().anyMatch(word -> names.contains(word.text()))
        || isPartOfSlashes(words, at);
  }

  private static boolean isFigure(String word) {
    return word.codePoints().noneMatch(Character::isLetter);
  }

  /// `05.03.2026`, which is one word.
  private static boolean isNumericDate(String word) {
    String[] parts = word.split("[.-]", -1);
    return parts.length == 3 && Stream.of(parts).allMatch(part -> isShort(part, 4));
  }

  private static boolean isShort(String part, int most) {
    return !part.isEmpty()
        && part.length() <= most
        && part.codePoints().allMatch(Character::isDigit);
  }

  /// `05/03/2026`, which is five.
  private static boolean isPartOfSlashes(List<Word> words, int at) {
    for (int from = at - 4; from <= at; from += 2)
      if (from >= 0 && from + 4 < words.size() && isSlashed(words.subList(from, from + 5)))
        return true;
    return false;
  }

  private static boolean isSlashed(List<Word> five) {
    String mark = five.get(1).text();
    return (mark.equals("/") || mark.equals("-"))
        && five.get(3).text().equals(mark)
        && Stream.of(0, 2, 4).allMatch(i -> isShort(five.get(i).text(), 4));
  }

  private static Set<String> names(Locale locale) {
    DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
    Set<String> names = new HashSet<>();
    for (int context : CONTEXTS)
      for (int width : WIDTHS)
        Stream.of(symbols.getMonths(context, width), symbols.getWeekdays(context, width))
            .flatMap(Stream::of)
            .filter(name -> name.length() > 1)
            .map(name -> name.toLowerCase(locale))
            .forEach(name -> names.addAll(parts(name, locale)));
    return names;
  }

  private static List<String> parts(String name, Locale locale) {
    return WordDiff.words(name, locale).stream().filter(WordDiff::isWord).toList();
  }
}
