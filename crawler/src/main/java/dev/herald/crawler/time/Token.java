package dev.herald.crawler.time;

import dev.herald.crawler.time.Meaning.Kind;
import java.util.List;
import java.util.Optional;

/// A number, a word or a sign of a folded text.
///
/// @param start index in the folded text
/// @param end index after it
/// @param value of a number, else 0
/// @param text folded
/// @param meanings of a word that means something in a time, most likely first
/// @param blankBefore whether something blank or the start stands before it
record Token(
    Type type,
    int start,
    int end,
    long value,
    String text,
    List<Meaning> meanings,
    boolean blankBefore) {

  enum Type {
    NUMBER,
    WORD,
    SIGN
  }

  boolean isNumber() {
    return type == Type.NUMBER;
  }

  boolean isSign(char sign) {
    return type == Type.SIGN && text.charAt(0) == sign;
  }

  boolean isOneOf(String signs) {
    return type == Type.SIGN && signs.indexOf(text.charAt(0)) >= 0;
  }

  int digits() {
    return isNumber() ? text.length() : 0;
  }

  /// Whether it is a number of at most two digits in a range.
  boolean isShort(int least, int most) {
    return isNumber() && text.length() <= 2 && value >= least && value <= most;
  }

  boolean has(Kind kind) {
    return find(kind).isPresent();
  }

  Optional<Meaning> find(Kind kind) {
    for (Meaning meaning : meanings) if (meaning.kind() == kind) return Optional.of(meaning);
    return Optional.empty();
  }

  /// A word that means nothing in a time.
  boolean isOther() {
    return type == Type.WORD && meanings.isEmpty();
  }
}
