package dev.herald.config.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Days that return every year, such as a parliament's recess: `08-01..08-31`, or `12-24..01-06`
/// over the turn of the year.
///
/// @param first its first day
/// @param last its last day
public record YearlySpan(MonthDay first, MonthDay last) {
  private static final Pattern FORM = Pattern.compile("(\\d\\d-\\d\\d)\\.\\.(\\d\\d-\\d\\d)");

  /// Parses month and day, twice.
  ///
  /// @throws IllegalArgumentException if `text` is not of that form, or names a day that no year
  ///   has
  public static YearlySpan parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches())
      throw new IllegalArgumentException(
          "'%s' is not a span of the year; write 08-01..08-31".formatted(text));
    try {
      return new YearlySpan(
          MonthDay.parse("--" + form.group(1)), MonthDay.parse("--" + form.group(2)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'%s' names a day that no year has".formatted(text), e);
    }
  }

  /// Whether a day belongs to it.
  public boolean holds(LocalDate day) {
    MonthDay at = MonthDay.from(day);
    boolean begun = !at.isBefore(first);
    boolean lasts = !at.isAfter(last);
    return first.isAfter(last) ? begun || lasts : begun && lasts;
  }
}
