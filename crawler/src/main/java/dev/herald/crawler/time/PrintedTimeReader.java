package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Reads times as publishers print them, in any language, calendar and order. Pure and thread-safe;
/// linear in the text's length.
///
/// What nobody can be sure of is not read: 05/10/2018 where neither language nor country tells day
/// from month, a bare year, a duration.
///
/// ```java
/// var context = new TimeContext(List.of("bg"), ZoneId.of("Europe/Sofia"), fetchedAt, SELECTOR);
/// PrintedTimeReader.read("30 Януари 2017 | 21:11", context); // 2017-01-30T21:11+02:00
/// ```
public final class PrintedTimeReader {
  private static final int MAX_CHARS = 200_000;
  private static final int MAX_BRIEF_CHARS = 300;
  private static final Instant FIRST_TIMESTAMP = Instant.parse("1995-01-01T00:00:00Z");

  private PrintedTimeReader() {}

  /// Reads the one time that a short text prints.
  ///
  /// @param printed of a longer text, the beginning is read
  /// @return empty if it prints none, or one that nobody can be sure of
  public static Optional<PublicationTime> read(String printed, TimeContext context) {
    String bounded = bounded(printed, MAX_BRIEF_CHARS);
    var reading = new Reading(bounded, context, Words.of(context.languages()), true);
    Optional<PublicationTime> full = best(reading.full());
    if (full.isPresent()) return full;
    Optional<PublicationTime> relative = RelativeTimes.read(bounded, context);
    if (relative.isPresent()) return relative;
    if (mayNameMonth(reading)) {
      var anyLanguage = new Reading(bounded, context, Words.ofAll(context.languages()), true);
      Optional<PublicationTime> found = best(anyLanguage.full());
      if (found.isPresent()) return found;
    }
    if (!context.isDeclared()) return Optional.empty();
    return reading.partial().map(Reading.Span::time).or(() -> timestamp(bounded, context));
  }

  /// Finds every date with its year in running text, in order, with the time of day beside it.
  ///
  /// @param text of a longer one than 200,000 chars, the beginning is read
  public static List<Found> findAll(String text, TimeContext context) {
    String bounded = bounded(text, MAX_CHARS);
    boolean brief = bounded.length() <= MAX_BRIEF_CHARS;
    var reading = new Reading(bounded, context, Words.of(context.languages()), brief);
    return reading.full().stream()
        .map(span -> new Found(reading.start(span.from()), reading.end(span.to()), span.time()))
        .toList();
  }

  /// Reads a text that says nothing but how long ago: "2 hours ago", "gestern um 18:23".
  ///
  /// @return empty if it says more or something else
  public static Optional<PublicationTime> readRelative(String printed, TimeContext context) {
    return RelativeTimes.read(printed, context);
  }

  /// Reads the first day and month that a short text prints without a year.
  ///
  /// @return in the last such year before the fetch, which may not be the one that is meant
  public static Optional<PublicationTime> readWithoutYear(String printed, TimeContext context) {
    String bounded = bounded(printed, MAX_BRIEF_CHARS);
    var reading = new Reading(bounded, context, Words.of(context.languages()), true);
    return reading.withoutYear().map(Reading.Span::time);
  }

  /// The first, unless a later one prints the same day in the Gregorian calendar or with its time.
  private static Optional<PublicationTime> best(List<Reading.Span> spans) {
    if (spans.isEmpty()) return Optional.empty();
    Reading.Span first = spans.getFirst();
    LocalDate day = first.time().date().orElseThrow();
    for (Reading.Span other : spans.subList(1, spans.size())) {
      LocalDate otherDay = other.time().date().orElseThrow();
      boolean near = Math.abs(otherDay.toEpochDay() - day.toEpochDay()) <= 1;
      if (!first.gregorian() && other.gregorian() && near)
        return Optional.of(withTime(other, first));
      boolean finer =
          other.time().precision() == Precision.MINUTE && first.time().precision() == Precision.DAY;
      if (finer && otherDay.equals(day)) return Optional.of(other.time());
    }
    return Optional.of(first.time());
  }

  private static PublicationTime withTime(Reading.Span day, Reading.Span timed) {
    PublicationTime time = day.time();
    if (time.precision() != Precision.DAY || timed.time().time().isEmpty()) return time;
    return PublicationTime.ofMinute(
        time.printed().orElse(""),
        time.date().orElseThrow(),
        timed.time().time().orElseThrow(),
        timed.time().zone().orElseThrow(),
        time.provenance());
  }

  private static boolean mayNameMonth(Reading reading) {
    List<Token> tokens = reading.tokens();
    return tokens.stream().anyMatch(Token::isNumber) && tokens.stream().anyMatch(Token::isOther);
  }

  // 1484823450: seconds or milliseconds since 1970, as attributes carry them
  static Optional<PublicationTime> timestamp(String text, TimeContext context) {
    String digits = text.strip();
    boolean milliseconds = digits.length() == 13;
    if (digits.length() != 10 && !milliseconds) return Optional.empty();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) return Optional.empty();
    long number = Long.parseLong(digits);
    Instant instant = milliseconds ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    if (instant.isBefore(FIRST_TIMESTAMP)
        || instant.isAfter(context.fetchedAt().plus(Duration.ofDays(366)))) return Optional.empty();
    var local = instant.truncatedTo(ChronoUnit.MINUTES).atZone(context.zone());
    return Optional.of(
        PublicationTime.ofMinute(
            digits,
            local.toLocalDate(),
            local.toLocalTime(),
            context.zone(),
            context.provenance()));
  }

  private static String bounded(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
