package dev.herald.crawler.visit;

import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.util.Set;
import java.util.stream.Collectors;

/// What a page says, but for numbers: a wall ("please wait", "confirm that you are human") carries
/// another number or token each time that it is shown.
///
/// @param title words of its title
/// @param text words of its body
record Notice(Set<String> title, Set<String> text) {
  private static final int LEAST_LETTERS = 3;
  private static final int FEW_WORDS = 25;
  private static final double MOSTLY = 0.6;

  static Notice of(Extracted page) {
    return new Notice(
        words(Pieces.of(page.title(), LEAST_LETTERS)),
        words(Pieces.of(page.blocks(), LEAST_LETTERS)));
  }

  private static Set<String> words(Set<String> pieces) {
    return pieces.stream()
        .filter(piece -> piece.chars().noneMatch(Character::isDigit))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether two pages show one notice.
  boolean isLike(Notice other) {
    return title.equals(other.title)
        && Pieces.shared(text, other.text) >= MOSTLY * Math.max(text.size(), other.text.size());
  }

  /// Whether it is as short as walls are, and few statements.
  boolean isShort() {
    return text.size() < FEW_WORDS;
  }
}
