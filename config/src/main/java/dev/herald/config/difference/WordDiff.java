package dev.herald.config.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.ibm.icu.text.BreakIterator;
import dev.herald.config.difference.Run.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/// What changed between two texts, word by word. Pure.
///
/// Words are those of the text's language, so Chinese and Thai are compared by words too.
final class WordDiff {
  /// A text with more words is not compared word by word.
  static final int MAX_WORDS = 6_000;

  private WordDiff() {}

  /// The runs that turn `before` into `after`; deleted text precedes what was put in its place.
  static List<Run> between(String before, String after, Locale locale) {
    List<String> old = words(before, locale);
    List<String> now = words(after, locale);
    if (before.equals(after)) return List.of(Run.of(Change.KEPT, after));
    if (old.size() > MAX_WORDS || now.size() > MAX_WORDS) return replaced(before, after);
    var runs = new Runs();
    int at = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<String>()).getDeltas()) {
      runs.keep(String.join("", old.subList(at, delta.getSource().getPosition())));
      runs.delete(String.join("", delta.getSource().getLines()));
      runs.insert(String.join("", delta.getTarget().getLines()));
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    runs.keep(String.join("", old.subList(at, old.size())));
    return runs.finish();
  }

  /// Share of words that both texts have, 0 to 1.
  static double likeness(List<String> before, List<String> after) {
    List<String> left = before.stream().filter(WordDiff::isWord).toList();
    List<String> right = after.stream().filter(WordDiff::isWord).toList();
    int all = left.size() + right.size();
    if (all == 0) return 0;
    var counts = new HashMap<String, Integer>();
    left.forEach(word -> counts.merge(word, 1, Integer::sum));
    int common = 0;
    for (String word : right) {
      int count = counts.getOrDefault(word, 0);
      if (count == 0) continue;
      counts.put(word, count - 1);
      common++;
    }
    return 2.0 * common / all;
  }

  /// The text cut at word boundaries; joined, the parts are the text.
  static List<String> words(String text, Locale locale) {
    var parts = new ArrayList<String>();
    BreakIterator breaks = BreakIterator.getWordInstance(locale);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      parts.add(text.substring(start, end));
      start = end;
    }
    return parts;
  }

  /// Whether a part of a text is more than blanks and marks.
  static boolean isWord(String part) {
    return part.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static List<Run> replaced(String before, String after) {
    var runs = new ArrayList<Run>();
    if (!before.isEmpty()) runs.add(Run.of(Change.DELETED, before));
    if (!after.isEmpty()) runs.add(Run.of(Change.INSERTED, after));
    return runs;
  }

  /// Collects runs; blanks between two changed words change with them, so that a rewritten sentence
  /// reads as one deletion and one insertion.
  private static final class Runs {
    private final List<Run> done = new ArrayList<>();
    private final StringBuilder deleted = new StringBuilder();
    private final StringBuilder inserted = new StringBuilder();
    private String blanks = "";

    void keep(String text) {
      if (text.isEmpty()) return;
      boolean changing = !deleted.isEmpty() || !inserted.isEmpty();
      if (changing && blanks.isEmpty() && text.isBlank()) {
        blanks = text;
        return;
      }
      flush();
      done.add(Run.of(Change.KEPT, text));
    }

    void delete(String text) {
      join();
      deleted.append(text);
    }

    void insert(String text) {
      join();
      inserted.append(text);
    }

    private void join() {
      if (blanks.isEmpty()) return;
      deleted.append(blanks);
      inserted.append(blanks);
      blanks = "";
    }

    private void flush() {
      if (!deleted.isEmpty()) done.add(Run.of(Change.DELETED, deleted.toString()));
      if (!inserted.isEmpty()) done.add(Run.of(Change.INSERTED, inserted.toString()));
      if (!blanks.isEmpty()) done.add(Run.of(Change.KEPT, blanks));
      deleted.setLength(0);
      inserted.setLength(0);
      blanks = "";
    }

    List<Run> finish() {
      flush();
      return List.copyOf(done);
    }
  }
}
