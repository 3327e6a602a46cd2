package dev.herald.config.difference;

import dev.herald.config.difference.Extent.Place;
import dev.herald.config.difference.RevisionDiff.Row;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Counts the words of a difference and the parts of the statement that they stand in.
final class ChangedWords {
  private static final Set<String> BODY = Set.of("paragraph", "heading", "list", "quote");

  private final Set<Place> places = EnumSet.noneOf(Place.class);
  private final int bodyWords;
  private int added;
  private int removed;
  private int kept;
  private int bodyAt;
  private boolean onlyFigures = true;

  ChangedWords(RevisionDiff diff) {
    this.bodyWords =
        diff.rows().stream()
            .filter(ChangedWords::isBody)
            .flatMap(row -> row.runs().stream().map(run -> words(run, row).size()))
            .mapToInt(Integer::intValue)
            .sum();
    diff.rows().forEach(this::count);
  }

  int added() {
    return added;
  }

  int removed() {
    return removed;
  }

  /// Whether every changed word is a figure.
  boolean onlyFigures() {
    return onlyFigures;
  }

  Set<Place> places() {
    return places;
  }

  double share() {
    return Math.max(share(added), share(removed));
  }

  private double share(int changed) {
    return changed == 0 ? 0 : (double) changed / (kept + changed);
  }

  private void count(Row row) {
    for (Run run : row.runs()) {
      List<String> words = words(run, row);
      switch (run.change()) {
        case KEPT -> kept += words.size();
        case INSERTED -> added += words.size();
        case DELETED -> removed += words.size();
      }
      if (run.change() != Run.Change.KEPT && !words.isEmpty()) changed(run, row, words);
      if (isBody(row)) bodyAt += words.size();
    }
  }

  private void changed(Run run, Row row, List<String> words) {
    onlyFigures &= words.stream().allMatch(ChangedWords::isFigure);
    if (run.quotation().isPresent()) places.add(Place.QUOTATION);
    if (!isBody(row)) {
      places.add(place(row));
      return;
    }
    Set<Integer> thirds = new HashSet<>();
    for (int word = bodyAt; word < bodyAt + words.size(); word++) thirds.add(3 * word / bodyWords);
    if (thirds.contains(0)) places.add(Place.BEGINNING);
    if (thirds.contains(1)) places.add(Place.MIDDLE);
    if (thirds.contains(2)) places.add(Place.END);
  }

  private static Place place(Row row) {
    return Place.valueOf(row.laterPart().replace(' ', '_').toUpperCase(Locale.ROOT));
  }

  private static boolean isBody(Row row) {
    return BODY.contains(row.laterPart());
  }

  private static List<String> words(Run run, Row row) {
    return WordDiff.words(run.text(), Locale.forLanguageTag(row.language())).stream()
        .filter(WordDiff::isWord)
        .toList();
  }

  private static boolean isFigure(String word) {
    return word.codePoints().anyMatch(Character::isDigit)
        && word.codePoints().noneMatch(Character::isLetter);
  }
}
