package dev.herald.config.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// A date as written in a query: a year, month, day or moment, as a span of instants in UTC.
///
/// @param start its first instant
/// @param end the first instant after it
record QueryDate(Instant start, Instant end) {
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  static Optional<QueryDate> find(String text) {
    try {
      if (YEAR.matcher(text).matches()) {
        Year year = Year.parse(text);
        return Optional.of(days(year.atDay(1), year.plusYears(1).atDay(1)));
      }
      if (MONTH.matcher(text).matches()) {
        YearMonth month = YearMonth.parse(text);
        return Optional.of(days(month.atDay(1), month.plusMonths(1).atDay(1)));
      }
      if (DAY.matcher(text).matches()) {
        LocalDate day = LocalDate.parse(text);
        return Optional.of(days(day, day.plusDays(1)));
      }
      return Optional.of(moment(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// Lower end that takes the whole span in.
  QueryNode.Bound from() {
    return new QueryNode.Bound(start.toString(), true);
  }

  /// Lower end that leaves the whole span out.
  QueryNode.Bound after() {
    return start.equals(end)
        ? new QueryNode.Bound(start.toString(), false)
        : new QueryNode.Bound(end.toString(), true);
  }

  /// Upper end that takes the whole span in.
  QueryNode.Bound until() {
    return new QueryNode.Bound(end.toString(), start.equals(end));
  }

  /// Upper end that leaves the whole span out.
  QueryNode.Bound before() {
    return new QueryNode.Bound(start.toString(), false);
  }

  private static QueryDate days(LocalDate first, LocalDate after) {
    return new QueryDate(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        after.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  private static QueryDate moment(String text) {
    Instant instant;
    try {
      instant = OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      instant = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
    return new QueryDate(instant, instant);
  }
}
