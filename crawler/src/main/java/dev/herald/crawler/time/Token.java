package dev.herald.crawler.time;

import java.util.ArrayList;
import java.util.List;

/// A piece of printed text: a run of digits, a run of letters, or one other char.
///
/// @param kind what it is
/// @param start index of its first char
/// @param end index after its last char
/// @param text as printed; digits as ASCII
record Token(Kind kind, int start, int end, String text) {
  enum Kind {
    NUMBER,
    WORD,
    MARK
  }

  /// Splits a text in one pass. Blanks are left out.
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int start = i;
      if (Character.isWhitespace(c)
          || Character.isSpaceChar(c)
          || (Character.getType(c) == Character.FORMAT && c != '\u200c')) {
        i += Character.charCount(c);
      } else if (Character.isDigit(c)) {
        StringBuilder digits = new StringBuilder();
        while (i < text.length() && Character.isDigit(text.codePointAt(i))) {
          digits.append(Character.digit(text.codePointAt(i), 10));
          i += Character.charCount(text.codePointAt(i));
        }
        tokens.add(new Token(Kind.NUMBER, start, i, digits.toString()));
      } else if (isIdeograph(c)) {
        i += Character.charCount(c);
        tokens.add(new Token(Kind.MARK, start, i, text.substring(start, i)));
      } else if (isLetter(c)) {
        while (i < text.length()
            && isLetter(text.codePointAt(i))
            && !isIdeograph(text.codePointAt(i))) i += Character.charCount(text.codePointAt(i));
        tokens.add(new Token(Kind.WORD, start, i, text.substring(start, i)));
      } else {
        i += Character.charCount(c);
        tokens.add(new Token(Kind.MARK, start, i, text.substring(start, i)));
      }
    }
    return tokens;
  }

  boolean isNumber(int leastDigits, int mostDigits) {
    return kind == Kind.NUMBER && text.length() >= leastDigits && text.length() <= mostDigits;
  }

  boolean is(String mark) {
    return text.equals(mark);
  }

  int value() {
    return Integer.parseInt(text);
  }

  private static boolean isLetter(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c == '\u200c';
  }

  private static boolean isIdeograph(int c) {
    return Character.isIdeographic(c) || c == '년' || c == '월' || c == '일' || c == '시' || c == '분';
  }
}
