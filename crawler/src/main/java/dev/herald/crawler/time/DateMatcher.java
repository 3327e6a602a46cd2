package dev.herald.crawler.time;

import dev.herald.crawler.time.Calendars.CalendarKind;
import dev.herald.crawler.time.Calendars.Day;
import dev.herald.crawler.time.Meaning.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Finds the date that begins at a token: by names, by marks as in 2021年2月26日, or in numbers.
final class DateMatcher {
  private final DateParts parts;
  private final TimeContext context;
  private final Calendars calendars;
  private final NumericDates numeric;

  DateMatcher(List<Token> tokens, TimeContext context) {
    this.parts = new DateParts(tokens);
    this.context = context;
    this.calendars = new Calendars(context);
    this.numeric = new NumericDates(parts, context, calendars);
  }

  /// A date between two tokens.
  ///
  /// @param to index after its last token
  /// @param monthOnly whether the day is not printed
  /// @param gregorian whether it is printed in the Gregorian calendar
  record Match(int from, int to, LocalDate date, boolean monthOnly, boolean gregorian) {}

  /// The date with its year that begins at a token.
  Optional<Match> at(int i) {
    Token token = parts.get(i);
    if (token.has(Kind.ERA)) return byEra(i);
    if (token.has(Kind.MONTH_BEFORE)) return Optional.empty();
    if (token.has(Kind.MONTH)) return byMonthFirst(i);
    if (token.has(Kind.ORDINAL)) return byDayFirst(i);
    if (!token.isNumber() || parts.isMinutes(i)) return Optional.empty();
    // Taiwan counts its years from 1912: 110年.
    boolean mayBeYear = DateParts.isYear(token) || token.digits() == 3;
    if (parts.hasMark(i, Kind.YEAR_MARK) && mayBeYear)
      return byYearMark(i, (int) token.value(), token.digits(), Optional.empty(), i);
    return numeric
        .find(i)
        .or(() -> byDayFirst(i))
        .or(() -> byYearFirst(i))
        .or(() -> numeric.findCompact(i));
  }

  /// The day of a month without a year that begins at a token, of the last such day before the
  /// fetch.
  Optional<Match> withoutYear(int i) {
    int second = parts.next(i);
    if (second < 0) return Optional.empty();
    if (parts.isMinutes(i)) return Optional.empty();
    Token one = parts.get(i);
    Token other = parts.get(second);
    boolean dayFirst = parts.isDay(one) && parts.month(second).isPresent();
    boolean monthFirst = parts.month(i).isPresent() && !one.isNumber() && parts.isDay(other);
    if (!dayFirst && !monthFirst) return Optional.empty();
    if (!dayFirst && parts.isHour(second)) return Optional.empty();
    int third = parts.next(second);
    if (third >= 0 && parts.get(third).digits() > 2) return Optional.empty();
    Meaning month = parts.month(dayFirst ? second : i).orElseThrow();
    int day = DateParts.value(dayFirst ? one : other);
    if (month.system() != CalendarKind.GREGORIAN) return Optional.empty();
    LocalDate today = context.fetchedAt().atZone(context.zone()).toLocalDate();
    for (int year = today.getYear(); year > today.getYear() - 5; year--) {
      Optional<Day> found = calendars.find(year, 4, month.value(), day, Optional.empty());
      if (found.isPresent() && !found.get().date().isAfter(today.plusDays(1)))
        return Optional.of(new Match(i, parts.after(second), found.get().date(), false, true));
    }
    return Optional.empty();
  }

  /// Completes a month and day by a year that stands behind the time of day, as in `Aug 05 12:00
  /// 2015`.
  Optional<Match> withYearBehind(int monthIndex, int yearIndex) {
    int day = parts.next(monthIndex);
    if (day < 0 || !parts.isDay(parts.get(day))) return Optional.empty();
    Token year = parts.get(yearIndex);
    if (!year.isNumber() || year.digits() != 4) return Optional.empty();
    return parts
        .month(monthIndex)
        .flatMap(month -> day(year, month, DateParts.value(parts.get(day))))
        .map(found -> match(monthIndex, parts.after(day), found, false));
  }

  /// Whether a month name and a day begin here.
  int dayAfterMonth(int i) {
    if (!parts.get(i).has(Kind.MONTH)) return -1;
    int day = parts.next(i);
    return day >= 0 && parts.isDay(parts.get(day)) ? day : -1;
  }

  // 14 de febrero de 2010, 14. 2月 ..., سوم شهریور ۱۳۹۴
  private Optional<Match> byDayFirst(int i) {
    Token first = parts.get(i);
    int second = parts.next(i);
    if (second < 0) return Optional.empty();
    Optional<Meaning> month = parts.month(second);
    if (month.isEmpty() || (first.isNumber() && parts.hasMark(i, Kind.MONTH_MARK)))
      return Optional.empty();
    int third = parts.next(second);
    if (third >= 0 && parts.get(third).has(Kind.MONTH) && parts.sameMonth(second, third))
      third = parts.next(third);
    if (parts.isDay(first) && third >= 0 && parts.isYearAt(third)) {
      int from = i;
      int year = third;
      return day(parts.get(year), month.get(), DateParts.value(first))
          .map(found -> match(from, parts.after(year), found, false));
    }
    return Optional.empty();
  }

  // December 23, 2016; February 2012
  private Optional<Match> byMonthFirst(int i) {
    Meaning month = parts.get(i).find(Kind.MONTH).orElseThrow();
    int second = parts.next(i);
    if (second >= 0 && parts.get(second).has(Kind.MONTH) && parts.sameMonth(i, second))
      second = parts.next(second);
    if (second < 0) return Optional.empty();
    Token number = parts.get(second);
    int third = parts.next(second);
    int dayIndex = second;
    boolean longYear = third >= 0 && (parts.get(third).digits() == 4 || parts.isJoined(third));
    if (parts.isDay(number) && longYear && parts.isYearAt(third) && !parts.isHour(second)) {
      Optional<Match> found =
          day(parts.get(third), month, DateParts.value(number))
              .map(date -> match(i, parts.after(third), date, false));
      if (found.isPresent()) return found;
    }
    // A number before the name is a day that the month does not have.
    boolean afterNumber = i > 0 && parts.get(i - 1).isNumber();
    if (number.digits() == 4 && DateParts.isYear(number) && !afterNumber)
      return day(number, month, 1).map(date -> match(i, parts.after(dayIndex), date, true));
    return Optional.empty();
  }

  // 2010. február 14.; 2015 წ. 12 ივნ; 2012 február
  private Optional<Match> byYearFirst(int i) {
    Token year = parts.get(i);
    if (!year.isNumber() || year.digits() != 4 || !DateParts.isYear(year)) return Optional.empty();
    return byYearMark(i, (int) year.value(), 4, Optional.empty(), i);
  }

  private Optional<Match> byEra(int i) {
    Meaning era = parts.get(i).find(Kind.ERA).orElseThrow();
    int year = i + 1;
    if (year >= parts.size() || !parts.get(year).isNumber()) return Optional.empty();
    Token number = parts.get(year);
    if (era.system() == CalendarKind.BUDDHIST)
      return byYearMark(year, (int) number.value(), 4, Optional.of(CalendarKind.BUDDHIST), i);
    if (era.system() != CalendarKind.GREGORIAN || number.digits() > 3) return Optional.empty();
    boolean letter = parts.get(i).text().length() == 1;
    if (letter && (number.blankBefore() || number.digits() > 2)) return Optional.empty();
    if (letter || !parts.hasMark(year, Kind.YEAR_MARK)) return numeric.inEra(i, year, era);
    return byYearMark(year, era.value() + (int) number.value(), 4, Optional.empty(), i);
  }

  private Optional<Match> byYearMark(
      int yearIndex, int year, int digits, Optional<CalendarKind> system, int from) {
    int second = parts.next(yearIndex);
    if (second < 0) return Optional.empty();
    int third = parts.next(second);
    boolean monthSecond =
        parts.get(second).has(Kind.MONTH)
            || parts.hasMark(second, Kind.MONTH_MARK)
            || parts.isBehindMonthWord(second);
    if (monthSecond) {
      Optional<Meaning> month = parts.month(second);
      if (month.isEmpty()) return Optional.empty();
      boolean withDay = third >= 0 && parts.isDay(parts.get(third)) && !parts.isHour(third);
      int day = withDay ? DateParts.value(parts.get(third)) : 1;
      int last = withDay ? third : second;
      return calendars
          .find(year, digits, month.get().value(), day, named(month.get(), system))
          .map(found -> match(from, parts.after(last), found, !withDay));
    }
    if (third >= 0 && parts.isDay(parts.get(second)) && parts.get(third).has(Kind.MONTH)) {
      Meaning month = parts.get(third).find(Kind.MONTH).orElseThrow();
      return calendars
          .find(
              year, digits, month.value(), DateParts.value(parts.get(second)), named(month, system))
          .map(found -> match(from, parts.after(third), found, false));
    }
    return Optional.empty();
  }

  private static Optional<CalendarKind> named(Meaning month, Optional<CalendarKind> system) {
    if (system.isPresent()) return system;
    return month.kind() == Kind.MONTH ? Optional.of(month.system()) : Optional.empty();
  }

  private Optional<Day> day(Token year, Meaning month, int day) {
    int digits = year.digits();
    return calendars.find(
        (int) year.value(), digits, month.value(), day, Optional.of(month.system()));
  }

  private static Match match(int from, int to, Day day, boolean monthOnly) {
    return new Match(from, to, day.date(), monthOnly, day.gregorian());
  }

  /// The day of the fetch, where nothing but a weekday or a time is printed.
  LocalDate today() {
    return context.fetchedAt().atZone(context.zone()).toLocalDate();
  }
}
