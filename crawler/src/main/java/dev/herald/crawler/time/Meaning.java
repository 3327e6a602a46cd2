package dev.herald.crawler.time;

import dev.herald.crawler.time.Calendars.CalendarKind;

/// What a word means in a time.
///
/// @param value number of the month, weekday (1 = Monday) or ordinal; hours of the day as bits of a
///   day period; what an era adds to its years
/// @param system whose month or year it is
record Meaning(Kind kind, int value, CalendarKind system) {

  enum Kind {
    MONTH,
    WEEKDAY,
    /// Morning, afternoon, am, pm: a set of hours.
    DAY_PERIOD,
    NOON,
    MIDNIGHT,
    YEAR_MARK,
    MONTH_MARK,
    /// A word before a number that is a month.
    MONTH_BEFORE,
    DAY_MARK,
    HOUR_MARK,
    MINUTE_MARK,
    SECOND_MARK,
    /// Counts its years from its own beginning.
    ERA,
    ORDINAL,
    /// A preposition, article or ending that may stand between the parts.
    CONNECT,
    /// Announces a time of day.
    CLOCK
  }

  static Meaning of(Kind kind, int value) {
    return new Meaning(kind, value, CalendarKind.GREGORIAN);
  }
}
