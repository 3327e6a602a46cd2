package dev.herald.crawler.time;

import dev.herald.crawler.time.Meaning.Kind;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the time of day that begins at a token, with its day period and its zone.
final class ClockMatcher {
  private static final int MOST_OFFSET_HOURS = 15;
  private static final int MOST_CITY_WORDS = 3;
  private static final Set<String> FOUR_DIGIT_MARKS = Set.of("hrs", "hours");

  private final List<Token> tokens;
  private final FoldedText text;
  private final ZoneId source;

  ClockMatcher(List<Token> tokens, FoldedText text, ZoneId source) {
    this.tokens = tokens;
    this.text = text;
    this.source = source;
  }

  /// A time of day between two tokens.
  ///
  /// @param to index after its last token, zone included
  /// @param zone printed beside it
  /// @param strong whether its form alone says that it is a time
  record Match(int from, int to, LocalTime time, Optional<ZoneId> zone, boolean strong) {}

  /// @param second 0–59; -1 where none is printed
  private record Raw(int to, int hour, int minute, int second, boolean strong) {}

  /// The time that begins at a token.
  ///
  /// @param dotted whether 19.10 may be a time here
  Optional<Match> at(int i, boolean dotted) {
    Token token = tokens.get(i);
    if (token.has(Kind.NOON) && !isNumber(i + 1)) return named(i, LocalTime.NOON);
    if (token.has(Kind.MIDNIGHT) && !isNumber(i + 1)) return named(i, LocalTime.MIDNIGHT);
    Optional<Meaning> period = token.find(Kind.DAY_PERIOD);
    int number = i;
    if (period.isPresent()) {
      number = i + 1;
      while (number < tokens.size()
          && number < i + 3
          && (tokens.get(number).isSign(',') || tokens.get(number).has(Kind.CONNECT))) number++;
    } else if (token.has(Kind.CLOCK)) {
      number = i + 1;
      while (number < tokens.size()
          && number < i + 4
          && (tokens.get(number).has(Kind.CLOCK) || tokens.get(number).isOneOf(".:"))) number++;
    }
    if (!isNumber(number)) return Optional.empty();
    if (tokens.get(number).digits() == 4)
      return fourDigits(number).flatMap(raw -> complete(i, raw, period));
    if (tokens.get(number).digits() > 2) return Optional.empty();
    boolean announced = token.has(Kind.CLOCK) || period.isPresent();
    return raw(number, dotted || announced, announced).flatMap(raw -> complete(i, raw, period));
  }

  private Optional<Match> named(int i, LocalTime time) {
    return Optional.of(new Match(i, i + 1, time, Optional.empty(), true));
  }

  private Optional<Raw> raw(int i, boolean dotted, boolean announced) {
    int hour = (int) tokens.get(i).value();
    if (isSign(i + 1, ':') && isNumber(i + 2) && !tokens.get(i + 2).blankBefore())
      return colons(i, hour, announced);
    if (has(i + 1, Kind.HOUR_MARK)) return Optional.of(marked(i, hour));
    if (has(i + 1, Kind.DAY_PERIOD)) return Optional.of(new Raw(i + 1, hour, 0, -1, true));
    boolean tight =
        isSign(i + 1, '.')
            && isNumber(i + 2)
            && !tokens.get(i + 1).blankBefore()
            && !tokens.get(i + 2).blankBefore();
    if (dotted && tight && tokens.get(i + 2).digits() == 2) return dots(i, hour);
    if (announced && has(i + 1, Kind.CONNECT) && isNumber(i + 2) && has(i + 3, Kind.MINUTE_MARK))
      return Optional.of(new Raw(i + 4, hour, (int) tokens.get(i + 2).value(), -1, true));
    return Optional.empty();
  }

  // 1910 hrs, 0930 hours
  private Optional<Raw> fourDigits(int i) {
    if (!has(i + 1, Kind.HOUR_MARK) || !FOUR_DIGIT_MARKS.contains(tokens.get(i + 1).text()))
      return Optional.empty();
    int value = (int) tokens.get(i).value();
    return Optional.of(new Raw(i + 2, value / 100, value % 100, -1, true));
  }

  private Optional<Raw> colons(int i, int hour, boolean announced) {
    Token minute = tokens.get(i + 2);
    if (minute.digits() > 2 || (minute.digits() == 1 && !announced)) return Optional.empty();
    int to = i + 3;
    int seconds = -1;
    if (isSign(to, ':') && isNumber(to + 1) && !tokens.get(to + 1).blankBefore()) {
      Token second = tokens.get(to + 1);
      if (second.digits() != 2 || second.value() > 60) return Optional.empty();
      to += 2;
      seconds = (int) Math.min(59, second.value());
      if (isSign(to, ':') && isNumber(to + 1)) return Optional.empty();
      if ((isSign(to, '.') || isSign(to, ','))
          && isNumber(to + 1)
          && !tokens.get(to + 1).blankBefore()) to += 2;
    }
    return Optional.of(new Raw(to, hour, (int) minute.value(), seconds, true));
  }

  private Optional<Raw> dots(int i, int hour) {
    int to = i + 3;
    // 19.10.21 is a date or a version, not a time.
    if (isSign(to, '.') && isNumber(to + 1) && !tokens.get(to + 1).blankBefore())
      return Optional.empty();
    if (isSign(to, '%') || isSign(to, '/')) return Optional.empty();
    return Optional.of(new Raw(to, hour, (int) tokens.get(i + 2).value(), -1, false));
  }

  // 14h40, 21時40分, 7 гадзін 10 хвілін, 18 Uhr
  private Raw marked(int i, int hour) {
    int minute = i + 2;
    while (has(minute, Kind.CONNECT) && minute < i + 4) minute++;
    boolean counts =
        isNumber(minute)
            && tokens.get(minute).digits() <= 2
            && tokens.get(minute).value() <= 59
            && (has(minute + 1, Kind.MINUTE_MARK)
                || (minute == i + 2
                    && (!tokens.get(minute).blankBefore() || tokens.get(i + 1).blankBefore())
                    && !has(minute + 1, Kind.HOUR_MARK)
                    && tokens.get(minute).digits() == 2));
    if (!counts) return new Raw(i + 2, hour, 0, -1, true);
    int to = minute + 1;
    if (has(to, Kind.MINUTE_MARK)) to++;
    if (isNumber(to) && has(to + 1, Kind.SECOND_MARK)) to += 2;
    return new Raw(to, hour, (int) tokens.get(minute).value(), -1, true);
  }

  private Optional<Match> complete(int from, Raw raw, Optional<Meaning> before) {
    int to = raw.to;
    Optional<Meaning> period = before;
    if (period.isEmpty() && has(to, Kind.DAY_PERIOD)) {
      period = tokens.get(to).find(Kind.DAY_PERIOD);
      to++;
    }
    boolean hourWord = has(to, Kind.HOUR_MARK);
    if (hourWord) to++;
    int hour = raw.hour == 24 && raw.minute == 0 ? 0 : raw.hour;
    if (period.isPresent()) hour = inPeriod(hour, period.get().value());
    Optional<ZoneMatch> zone = zone(to, raw.second >= 0);
    if (zone.isPresent()) to = zone.get().to;
    try {
      boolean strong = raw.strong || period.isPresent() || hourWord;
      return Optional.of(
          new Match(
              from,
              to,
              LocalTime.of(hour, raw.minute, Math.max(0, raw.second)),
              zone.map(ZoneMatch::zone),
              strong));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The hour of the day that an hour of the clock is within a set of hours.
  private static int inPeriod(int hour, int hours) {
    if (hour > 12 || hour == 0) return hour;
    int early = hour % 12;
    int late = early + 12;
    boolean mayBeEarly = (hours >> early & 1) == 1;
    boolean mayBeLate = (hours >> late & 1) == 1;
    if (mayBeEarly != mayBeLate) return mayBeLate ? late : early;
    int lateHours = Integer.bitCount(hours >>> 12);
    return lateHours > Integer.bitCount(hours & 0xFFF) ? late : early;
  }

  private record ZoneMatch(int to, ZoneId zone) {}

  private Optional<ZoneMatch> zone(int i, boolean seconds) {
    boolean open = isSign(i, '(');
    int at = open || isSign(i, ',') ? i + 1 : i;
    Optional<ZoneMatch> found = offset(at, seconds).or(() -> zoneName(at));
    return found.map(
        zone -> open && isSign(zone.to, ')') ? new ZoneMatch(zone.to + 1, zone.zone) : zone);
  }

  private Optional<ZoneMatch> zoneName(int i) {
    if (i >= tokens.size() || tokens.get(i).type() != Token.Type.WORD) return Optional.empty();
    Optional<ZoneMatch> spelled = zoneId(i).or(() -> cityTime(i));
    if (spelled.isPresent()) return spelled;
    String name = tokens.get(i).text();
    Optional<ZoneId> zone = ZoneNames.find(name, source);
    if (zone.isEmpty()) return Optional.empty();
    boolean base = name.equals("gmt") || name.equals("utc") || name.equals("ut");
    Optional<ZoneMatch> shifted = base ? shift(i + 1) : Optional.empty();
    return shifted.or(() -> zone.map(z -> new ZoneMatch(i + 1, z)));
  }

  // GMT+2, GMT-07:00
  private Optional<ZoneMatch> shift(int i) {
    if (!(isSign(i, '+') || isSign(i, '-')) || !isNumber(i + 1)) return Optional.empty();
    Token hours = tokens.get(i + 1);
    if (hours.blankBefore()) return Optional.empty();
    if (hours.digits() <= 2 && !isSign(i + 2, ':'))
      return offsetOf(isSign(i, '-'), hours.value(), 0).map(zone -> new ZoneMatch(i + 2, zone));
    return offset(i, true);
  }

  // Baku time, New York time, local time
  private Optional<ZoneMatch> cityTime(int i) {
    for (int end = i + 1; end <= i + MOST_CITY_WORDS && end < tokens.size(); end++) {
      Token next = tokens.get(end);
      if (next.type() != Token.Type.WORD) return Optional.empty();
      if (!next.text().equals("time")) continue;
      String name = text.substring(tokens.get(i).start(), tokens.get(end - 1).end());
      int last = end + 1;
      return (name.equals("local") ? Optional.of(source) : ZoneNames.findCity(name))
          .map(zone -> new ZoneMatch(last, zone));
    }
    return Optional.empty();
  }

  private Optional<ZoneMatch> zoneId(int i) {
    if (!isSign(i + 1, '/')) return Optional.empty();
    int end = i + 2;
    while (end < tokens.size()
        && end < i + 8
        && !tokens.get(end).blankBefore()
        && (tokens.get(end).type() == Token.Type.WORD || tokens.get(end).isOneOf("_/-+"))) end++;
    if (end == i + 2) return Optional.empty();
    String id = text.substring(tokens.get(i).start(), tokens.get(end - 1).end());
    int last = end;
    return ZoneNames.findId(id).map(zone -> new ZoneMatch(last, zone));
  }

  // +0200, -05:00; a dash after minutes alone is more often a range of times
  private Optional<ZoneMatch> offset(int i, boolean seconds) {
    boolean minus = isSign(i, '-');
    if (!(minus || isSign(i, '+')) || !isNumber(i + 1) || tokens.get(i + 1).blankBefore())
      return Optional.empty();
    Token hours = tokens.get(i + 1);
    boolean apart = tokens.get(i).blankBefore();
    if (hours.digits() == 4 && (!minus || seconds || apart))
      return offsetOf(minus, hours.value() / 100, hours.value() % 100)
          .map(zone -> new ZoneMatch(i + 2, zone));
    boolean colon =
        hours.digits() == 2
            && isSign(i + 2, ':')
            && isNumber(i + 3)
            && tokens.get(i + 3).digits() == 2;
    if (colon && (!minus || seconds))
      return offsetOf(minus, hours.value(), tokens.get(i + 3).value())
          .map(zone -> new ZoneMatch(i + 4, zone));
    if (hours.digits() == 2 && seconds && !colon && !apart)
      return offsetOf(minus, hours.value(), 0).map(zone -> new ZoneMatch(i + 2, zone));
    return Optional.empty();
  }

  private static Optional<ZoneId> offsetOf(boolean minus, long hours, long minutes) {
    if (hours > MOST_OFFSET_HOURS || minutes > 59) return Optional.empty();
    int seconds = (int) (hours * 3600 + minutes * 60);
    return Optional.of(ZoneOffset.ofTotalSeconds(minus ? -seconds : seconds));
  }

  private boolean has(int i, Kind kind) {
    return i >= 0 && i < tokens.size() && tokens.get(i).has(kind);
  }

  private boolean isNumber(int i) {
    return i >= 0 && i < tokens.size() && tokens.get(i).isNumber();
  }

  private boolean isSign(int i, char sign) {
    return i >= 0 && i < tokens.size() && tokens.get(i).isSign(sign);
  }
}
