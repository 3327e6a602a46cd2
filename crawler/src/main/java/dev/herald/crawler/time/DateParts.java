package dev.herald.crawler.time;

import dev.herald.crawler.time.Calendars.CalendarKind;
import dev.herald.crawler.time.Meaning.Kind;
import java.util.List;
import java.util.Optional;

/// The tokens of a text as the parts of dates: days, months, years, and what may stand between
/// them.
record DateParts(List<Token> tokens) {
  private static final int MOST_GAP = 7;
  private static final String BETWEEN = ".,/-'()[]°\"";

  int size() {
    return tokens.size();
  }

  Token get(int i) {
    return tokens.get(i);
  }

  Optional<Meaning> month(int i) {
    Token token = tokens.get(i);
    Optional<Meaning> named = token.find(Kind.MONTH);
    if (named.isPresent()) return named;
    if (!token.isShort(1, 12)) return Optional.empty();
    boolean marked = hasMark(i, Kind.MONTH_MARK) || isBehindMonthWord(i);
    return marked
        ? Optional.of(Meaning.of(Kind.MONTH_MARK, (int) token.value()))
        : Optional.empty();
  }

  boolean isBehindMonthWord(int i) {
    return i > 0 && tokens.get(i).isNumber() && tokens.get(i - 1).has(Kind.MONTH_BEFORE);
  }

  boolean sameMonth(int one, int other) {
    return tokens
        .get(one)
        .find(Kind.MONTH)
        .map(Meaning::value)
        .equals(tokens.get(other).find(Kind.MONTH).map(Meaning::value));
  }

  boolean isDay(Token token) {
    return token.isShort(1, 31) || token.has(Kind.ORDINAL);
  }

  static int value(Token token) {
    return token.find(Kind.ORDINAL).map(Meaning::value).orElse((int) token.value());
  }

  static boolean isYear(Token token) {
    return token.isNumber() && (token.digits() == 4 || token.digits() == 2) && token.value() < 3000;
  }

  /// A year is no hour, and of two digits no number of something else: 10 May 12 people.
  boolean isYearAt(int i) {
    if (!isYear(tokens.get(i)) || isHour(i)) return false;
    if (tokens.get(i).digits() == 4 || isJoined(i) || i + 1 == tokens.size()) return true;
    Token behind = tokens.get(i + 1);
    return !behind.isOther() && (!behind.isNumber() || isHour(i + 1));
  }

  /// Whether a sign ties a number to what stands before it: Jan-21, May '21.
  boolean isJoined(int i) {
    return i > 0 && tokens.get(i - 1).isOneOf("./-'");
  }

  /// The 06 of 10:06.
  boolean isMinutes(int i) {
    return i >= 2
        && !tokens.get(i).blankBefore()
        && tokens.get(i - 1).isSign(':')
        && !tokens.get(i - 1).blankBefore()
        && tokens.get(i - 2).isNumber();
  }

  /// Whether a number is followed by minutes or by a word of hours.
  boolean isHour(int i) {
    Token token = tokens.get(i);
    if (token.digits() > 2 || i + 1 >= tokens.size()) return false;
    Token behind = tokens.get(i + 1);
    if (behind.has(Kind.HOUR_MARK)) return true;
    // A period before another number is that number's: 25 오후 11:23.
    boolean before = i + 2 < tokens.size() && tokens.get(i + 2).isNumber();
    if (behind.has(Kind.DAY_PERIOD) && !behind.has(Kind.CONNECT) && !before) return true;
    return i + 2 < tokens.size()
        && behind.isSign(':')
        && tokens.get(i + 2).isNumber()
        && !tokens.get(i + 2).blankBefore();
  }

  boolean hasMark(int i, Kind mark) {
    int j = i + 1;
    if (j < tokens.size() && tokens.get(j).isSign('-') && !tokens.get(j).blankBefore()) j++;
    return j < tokens.size() && tokens.get(j).has(mark);
  }

  /// The next number, month or ordinal, past what may stand between the parts of a date; -1 if
  /// none.
  int next(int i) {
    for (int j = i + 1; j < tokens.size() && j - i <= MOST_GAP; j++) {
      Token token = tokens.get(j);
      if (token.isNumber() || token.has(Kind.MONTH) || token.has(Kind.ORDINAL)) return j;
      if (!mayStandBetween(token)) return -1;
    }
    return -1;
  }

  private static boolean mayStandBetween(Token token) {
    return token.isOneOf(BETWEEN)
        || token.has(Kind.CONNECT)
        || token.has(Kind.WEEKDAY)
        || token.has(Kind.YEAR_MARK)
        || token.has(Kind.MONTH_MARK)
        || token.has(Kind.MONTH_BEFORE)
        || token.has(Kind.DAY_MARK)
        || token.find(Kind.ERA).filter(era -> era.system() == CalendarKind.BUDDHIST).isPresent();
  }

  /// After a last part and its mark.
  int after(int last) {
    int to = last + 1;
    if (to < tokens.size()
        && tokens.get(to).isSign('-')
        && to + 1 < tokens.size()
        && tokens.get(to + 1).has(Kind.DAY_MARK)
        && !tokens.get(to + 1).blankBefore()) to++;
    while (to < tokens.size()
        && (tokens.get(to).has(Kind.YEAR_MARK)
            || tokens.get(to).has(Kind.DAY_MARK)
            || tokens.get(to).has(Kind.MONTH_MARK))
        && !tokens.get(to).has(Kind.WEEKDAY)
        && to - last < 4) to++;
    return to;
  }
}
