package dev.herald.crawler.time;

import dev.herald.crawler.time.Meaning.Kind;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a folded text into numbers, words and signs, in one pass.
final class Lexer {
  private static final int MOST_DIGITS = 18;
  private static final int MOST_PIECES = 4;
  private static final String KANJI_DIGITS = "〇一二三四五六七八九";
  private static final String KANJI_AFTER = "年月日時时分点點號号";
  private static final Set<UnicodeScript> UNSPACED =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final FoldedText text;
  private final Words words;
  private final List<Token> tokens = new ArrayList<>();
  private boolean blank = true;
  private int at;

  private Lexer(FoldedText text, Words words) {
    this.text = text;
    this.words = words;
  }

  static List<Token> tokens(FoldedText text, Words words) {
    var lexer = new Lexer(text, words);
    lexer.run();
    lexer.readInflected();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ') {
        blank = true;
        at++;
      } else if (isDigit(c)) {
        readNumber();
      } else if (isWordPart(c)) {
        readWord(c);
      } else {
        add(Token.Type.SIGN, at + 1, 0, List.of());
      }
    }
  }

  private void readNumber() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) end++;
    int length = end - at;
    boolean beforeClock = end < text.length() && text.charAt(end) == ':';
    // A date and a time that lost the blank between them: 2016020417:10, 6月2911:30.
    int first =
        beforeClock && length == 10
            ? 8
            : beforeClock && length >= 3 && afterMonth() ? length - 2 : length;
    addNumber(at + first);
    if (first < length) addNumber(end);
  }

  private boolean afterMonth() {
    return !tokens.isEmpty() && tokens.getLast().has(Kind.MONTH_MARK);
  }

  private void addNumber(int end) {
    long value = end - at > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(text.substring(at, end));
    add(Token.Type.NUMBER, end, value, List.of());
  }

  private void readWord(char c) {
    UnicodeScript script = UnicodeScript.of(c);
    if (script == UnicodeScript.HAN && readKanjiNumber()) return;
    if (UNSPACED.contains(script)) readUnspaced();
    else readSpaced();
  }

  private boolean readKanjiNumber() {
    int end = at;
    while (end < text.length() && isKanjiNumber(text.charAt(end))) end++;
    if (end == at && text.charAt(at) == '元') end++;
    if (end == at || end == text.length() || KANJI_AFTER.indexOf(text.charAt(end)) < 0)
      return false;
    String digits = text.substring(at, end);
    long value = digits.equals("元") ? 1 : kanjiValue(digits);
    if (digits.equals("元") && text.charAt(end) != '年') return false;
    tokens.add(
        new Token(Token.Type.NUMBER, at, end, value, Long.toString(value), List.of(), takeBlank()));
    at = end;
    return true;
  }

  private static boolean isKanjiNumber(char c) {
    return KANJI_DIGITS.indexOf(c) >= 0 || c == '十' || c == '百' || c == '千';
  }

  private static long kanjiValue(String digits) {
    if (digits.chars().allMatch(c -> KANJI_DIGITS.indexOf(c) >= 0)) {
      long value = 0;
      for (int i = 0; i < Math.min(digits.length(), 9); i++)
        value = value * 10 + KANJI_DIGITS.indexOf(digits.charAt(i));
      return value;
    }
    long total = 0;
    long digit = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1000 : 0;
      if (unit == 0) {
        digit = KANJI_DIGITS.indexOf(c);
      } else {
        total += Math.max(1, digit) * unit;
        digit = 0;
      }
    }
    return total + digit;
  }

  /// Where words are not set apart, the longest known one begins here, or one char means nothing.
  private void readUnspaced() {
    int most = Math.min(text.length(), at + words.longest());
    for (int end = most; end > at; end--) {
      List<Meaning> meanings = words.find(text.substring(at, end));
      if (!meanings.isEmpty()) {
        add(Token.Type.WORD, end, 0, meanings);
        skipStop(meanings);
        return;
      }
    }
    int end = at + 1;
    while (end < text.length() && Character.getType(text.charAt(end)) == Character.NON_SPACING_MARK)
      end++;
    add(Token.Type.WORD, end, 0, List.of());
  }

  /// The longest known sequence of up to four words that begins here, or one word.
  private void readSpaced() {
    int first = wordEnd(at);
    int bestEnd = first;
    List<Meaning> best = words.find(text.substring(at, first));
    int end = first;
    for (int piece = 1; piece < MOST_PIECES; piece++) {
      int next = nextPiece(end);
      if (next < 0) break;
      end = wordEnd(next);
      if (end - at > words.longest()) break;
      List<Meaning> longer = words.find(text.substring(at, end));
      if (!longer.isEmpty()) {
        best = longer;
        bestEnd = end;
      }
    }
    if (best.isEmpty() && text.charAt(at) == 'ב' && first - at > 2)
      best = words.find(text.substring(at + 1, first));
    add(Token.Type.WORD, bestEnd, 0, best);
    skipStop(best);
  }

  private int nextPiece(int end) {
    int next = end;
    while (next < text.length() && next - end < 2 && isJoint(text.charAt(next))) next++;
    return next > end && next < text.length() && isWordPart(text.charAt(next)) ? next : -1;
  }

  private static boolean isJoint(char c) {
    return c == ' ' || c == '.' || c == '\'' || c == '-';
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWordPart(text.charAt(end))) end++;
    return end;
  }

  /// The stop of an abbreviation belongs to it.
  private void skipStop(List<Meaning> meanings) {
    if (!meanings.isEmpty() && at < text.length() && text.charAt(at) == '.') at++;
  }

  /// Words beside numbers may be month names with an ending, or cut short.
  private void readInflected() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.isOther() || !isBesideNumber(i)) continue;
      int index = i;
      words
          .findInflected(token.text())
          .ifPresent(
              meaning ->
                  tokens.set(
                      index,
                      new Token(
                          Token.Type.WORD,
                          token.start(),
                          token.end(),
                          0,
                          token.text(),
                          List.of(meaning),
                          token.blankBefore())));
    }
  }

  private boolean isBesideNumber(int i) {
    for (int j = Math.max(0, i - 3); j <= Math.min(tokens.size() - 1, i + 2); j++)
      if (tokens.get(j).isNumber()) return true;
    return false;
  }

  private void add(Token.Type type, int end, long value, List<Meaning> meanings) {
    tokens.add(new Token(type, at, end, value, text.substring(at, end), meanings, takeBlank()));
    at = end;
  }

  private boolean takeBlank() {
    boolean before = blank;
    blank = false;
    return before;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    if (Character.isLetter(c) || Character.isSurrogate(c)) return true;
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
