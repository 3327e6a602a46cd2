package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.time.Meaning.Kind;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the dates of feeds and sitemaps: RFC 822 and its liberties, RFC 3339, W3C-DTF, and what
/// publishers write instead, in any language. Pure and thread-safe.
///
/// A date is read whole or not at all: one with a broken time, zone or anything else that is no
/// part of a date is refused.
public final class FeedDates {
  private static final int MAX_CHARS = 120;
  private static final Pattern SHORT_ISO = Pattern.compile("(\\d\\d)-(\\d\\d)-(\\d\\d)");
  private static final Pattern SIX_DIGITS = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)");
  private static final Pattern SHORT_MONTH = Pattern.compile("-(\\d\\d)(\\d\\d)");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d\\d)");
  private static final Pattern NUMBERS_APART =
      Pattern.compile("^(\\p{L}{2,9}\\.?,? )?(\\d\\d) (\\d\\d) (\\d{4}) ");

  /// Two digits of a year below 50 are of this century, others of the last (RFC 2822, section 4.3).
  private static final Instant CENTURY = Instant.parse("2039-12-31T00:00:00Z");

  private FeedDates() {}

  /// Reads a date, its names in whatever language.
  ///
  /// @param fallback zone of a time that names none, and the zone in which the time is told
  /// @return empty if it is none
  public static Optional<PublicationTime> parse(String value, ZoneId fallback) {
    return parse(value, fallback, List.of());
  }

  /// Reads a date.
  ///
  /// @param fallback zone of a time that names none, and the zone in which the time is told
  /// @param languages BCP 47, of the feed: they decide numeric order and names that mean different
  ///   months in different languages
  /// @return empty if it is none
  public static Optional<PublicationTime> parse(
      String value, ZoneId fallback, List<String> languages) {
    String printed = value.strip();
    if (printed.isEmpty() || printed.length() > MAX_CHARS) return Optional.empty();
    var context = new TimeContext(languages, fallback, CENTURY, Provenance.FEED);
    String text = isoOf(withoutComments(printed).strip());
    Optional<PublicationTime> stamp = PrintedTimeReader.timestamp(text, context);
    if (stamp.isPresent()) return stamp;
    if (MONTH.matcher(text).matches()) return month(text, printed, fallback);
    var reading = new Reading(text, context, Words.ofAll(languages), true, ChronoUnit.SECONDS);
    List<Reading.Span> spans = reading.full();
    if (spans.size() != 1 || !isAllOf(reading.tokens(), spans.getFirst(), fallback))
      return Optional.empty();
    return Optional.of(inZone(spans.getFirst().time(), printed, fallback));
  }

  /// The rare short forms of ISO 8601 and of RSS in full.
  private static String isoOf(String text) {
    var shortDay = SHORT_ISO.matcher(text);
    if (shortDay.matches()) return century(shortDay.group(1)) + text;
    var six = SIX_DIGITS.matcher(text);
    if (six.matches())
      return "%s%s-%s-%s"
          .formatted(century(six.group(1)), six.group(1), six.group(2), six.group(3));
    var month = SHORT_MONTH.matcher(text);
    if (month.matches())
      return "%s%s-%s".formatted(century(month.group(1)), month.group(1), month.group(2));
    return NUMBERS_APART.matcher(text).replaceFirst("$2.$3.$4 ");
  }

  private static String century(String year) {
    return Integer.parseInt(year) < 50 ? "20" : "19";
  }

  private static Optional<PublicationTime> month(String text, String printed, ZoneId zone) {
    int month = Integer.parseInt(text.substring(5));
    if (month < 1 || month > 12) return Optional.empty();
    return Optional.of(
        PublicationTime.ofMonth(
            printed,
            java.time.LocalDate.of(Integer.parseInt(text.substring(0, 4)), month, 1),
            zone,
            Provenance.FEED));
  }

  /// Without what stands in parentheses, nested or not.
  private static String withoutComments(String text) {
    if (text.indexOf('(') < 0) return text;
    var plain = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') depth++;
      if (depth == 0) plain.append(c);
      if (c == ')' && depth > 0) depth--;
    }
    return plain.toString();
  }

  /// Whether nothing is left but a weekday, a zone and signs.
  private static boolean isAllOf(List<Token> tokens, Reading.Span span, ZoneId fallback) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (i >= span.from() && i < span.to()) continue;
      boolean weekday =
          token.has(Kind.WEEKDAY) || (i == 0 && i < span.from() && token.type() == Token.Type.WORD);
      boolean passes =
          token.isOneOf(",.-")
              || weekday
              || token.has(Kind.CONNECT)
              || ZoneNames.find(token.text(), fallback).isPresent();
      if (!passes) return false;
    }
    return true;
  }

  /// The same moment in the source's zone.
  private static PublicationTime inZone(PublicationTime time, String printed, ZoneId zone) {
    if (time.precision() != Precision.MINUTE)
      return PublicationTime.ofDay(printed, time.date().orElseThrow(), zone, Provenance.FEED);
    var local = time.instant().orElseThrow().atZone(zone);
    LocalTime clock = local.toLocalTime();
    return PublicationTime.ofMinute(printed, local.toLocalDate(), clock, zone, Provenance.FEED);
  }
}
