package dev.herald.crawler.time;

import dev.herald.crawler.time.Calendars.CalendarKind;
import dev.herald.crawler.time.Calendars.Day;
import dev.herald.crawler.time.DateMatcher.Match;
import dev.herald.crawler.time.Meaning.Kind;
import java.util.Optional;

/// Finds dates of three numbers, in the order of the page's language and country.
final class NumericDates {
  private final DateParts parts;
  private final TimeContext context;
  private final Calendars calendars;
  private final Optional<DateOrder> order;
  private final boolean yearFirst;

  NumericDates(DateParts parts, TimeContext context, Calendars calendars) {
    this.parts = parts;
    this.context = context;
    this.calendars = calendars;
    this.order = DateOrders.find(context);
    this.yearFirst = DateOrders.isYearFirst(context);
  }

  // R4.1.28, 民國110.5.3
  Optional<Match> inEra(int i, int year, Meaning era) {
    if (!isTriple(year)) return Optional.empty();
    int yearOfEra = era.value() + (int) parts.get(year).value();
    return calendars
        .find(
            yearOfEra,
            4,
            (int) parts.get(year + 2).value(),
            (int) parts.get(year + 4).value(),
            Optional.empty())
        .map(found -> new Match(i, year + 5, found.date(), false, false));
  }

  // 26.02.2021, 2021-02-26, 02/26/21
  Optional<Match> find(int i) {
    if (!isTriple(i) || isInsideLonger(i)) return Optional.empty();
    Token first = parts.get(i);
    Token second = parts.get(i + 2);
    Token third = parts.get(i + 4);
    Optional<CalendarKind> era = eraBehind(i + 5);
    int to = era.isPresent() ? i + 6 : i + 5;
    Optional<Day> found = Optional.empty();
    if (first.digits() >= 3) found = numbers(first, second, third, era);
    else if (third.digits() >= 3)
      found = dayAndMonth(first, second, third, era, parts.get(i + 1).isSign('.'));
    else if (first.value() > 31 || (yearFirst && first.digits() == 2))
      found = numbers(first, second, third, era);
    else if (third.digits() == 2)
      found = dayAndMonth(first, second, third, era, parts.get(i + 1).isSign('.'));
    return found.map(day -> new Match(i, to, day.date(), false, day.gregorian()));
  }

  private Optional<Day> numbers(Token year, Token month, Token day, Optional<CalendarKind> era) {
    return month.digits() > 2 || day.digits() > 2
        ? Optional.empty()
        : calendars.find(
            (int) year.value(), year.digits(), (int) month.value(), (int) day.value(), era);
  }

  private Optional<Day> dayAndMonth(
      Token first, Token second, Token year, Optional<CalendarKind> era, boolean dotted) {
    if (first.digits() > 2 || second.digits() > 2) return Optional.empty();
    long one = first.value();
    long other = second.value();
    Optional<Day> dayFirst = other > 12 ? Optional.empty() : numbers(year, second, first, era);
    Optional<Day> monthFirst = one > 12 ? Optional.empty() : numbers(year, first, second, era);
    if (dayFirst.isEmpty() || one == other) return monthFirst;
    if (monthFirst.isEmpty()) return dayFirst;
    // Dots are read day first everywhere but where the page is known to do otherwise.
    Optional<DateOrder> known =
        order.isEmpty() && dotted ? Optional.of(DateOrder.DAY_MONTH_YEAR) : order;
    return known.flatMap(o -> o == DateOrder.MONTH_DAY_YEAR ? monthFirst : dayFirst);
  }

  /// Three numbers with the same sign between them, blanks or not.
  private boolean isTriple(int i) {
    if (i + 4 >= parts.size()) return false;
    Token sign = parts.get(i + 1);
    return parts.get(i).digits() <= 4
        && sign.isOneOf("./-")
        && parts.get(i + 2).isShort(1, 31)
        && parts.get(i + 3).isSign(sign.text().charAt(0))
        && parts.get(i + 4).isNumber()
        && parts.get(i + 4).digits() <= 4
        && !parts.isHour(i + 4);
  }

  /// Whether the three numbers are part of something longer: an address, a version, a docket
  /// number.
  private boolean isInsideLonger(int i) {
    if (i >= 2 && !parts.get(i).blankBefore() && parts.get(i - 1).isOneOf("./-"))
      if (!parts.get(i - 1).blankBefore() && parts.get(i - 2).type() != Token.Type.SIGN)
        return true;
    int behind = i + 5;
    return behind + 1 < parts.size()
        && parts.get(behind).isOneOf("./-")
        && !parts.get(behind).blankBefore()
        && parts.get(behind + 1).isNumber()
        && !parts.get(behind + 1).blankBefore();
  }

  /// `14-09-1432 هـ`
  private Optional<CalendarKind> eraBehind(int i) {
    if (i >= parts.size()) return Optional.empty();
    return parts.get(i).find(Kind.ERA).map(Meaning::system).filter(s -> s == CalendarKind.ISLAMIC);
  }

  // 20160204, only where nothing else is expected
  Optional<Match> findCompact(int i) {
    Token token = parts.get(i);
    if (token.digits() != 8 || !context.isDeclared()) return Optional.empty();
    int year = (int) (token.value() / 10_000);
    if (year < 1990 || year > 2100) return Optional.empty();
    return calendars
        .find(
            year,
            4,
            (int) (token.value() / 100 % 100),
            (int) (token.value() % 100),
            Optional.empty())
        .map(found -> new Match(i, i + 1, found.date(), false, found.gregorian()));
  }
}
