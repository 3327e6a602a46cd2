package dev.herald.crawler.time;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the dates of feeds and sitemaps: RFC 822 with its liberties, RFC 3339 and W3C-DTF.
public final class FeedDates {
  private static final int MAX_CHARS = 60;
  private static final Map<String, String> ZONES =
      Map.of(
          "UT", "+0000", "UTC", "+0000", "GMT", "+0000", "Z", "+0000", "EST", "-0500", "EDT",
          "-0400", "CST", "-0600", "PST", "-0800", "PDT", "-0700");
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("d MMM uuuu H:mm[:ss] xx"),
          form("d MMM uuuu H:mm[:ss]"),
          form("d MMM uuuu"),
          form("d MMMM uuuu H:mm[:ss] xx"),
          form("d MMMM uuuu H:mm[:ss]"),
          form("uuuu-MM-dd'T'HH:mm[:ss][.SSS][.SS][.S]XXX"),
          form("uuuu-MM-dd'T'HH:mm[:ss][.SSS]xx"),
          form("uuuu-MM-dd'T'HH:mm[:ss]"),
          form("uuuu-MM-dd HH:mm[:ss][ ]xx"),
          form("uuuu-MM-dd HH:mm[:ss]"),
          form("uuuu-MM-dd"),
          form("d.M.uuuu H:mm[:ss]"),
          form("d.M.uuuu"));

  private FeedDates() {}

  /// Reads a date.
  ///
  /// @param fallback zone of a time that names none
  /// @return empty if it is none of the forms
  public static Optional<PublicationTime> parse(String value, ZoneId fallback) {
    String printed = value.strip();
    if (printed.isEmpty() || printed.length() > MAX_CHARS) return Optional.empty();
    String text = printed.replaceFirst("^\\p{L}{3,9}\\.?,?\\s+", "").replaceAll("\\s+", " ");
    int blank = text.lastIndexOf(' ');
    if (blank > 0) {
      String offset = ZONES.get(text.substring(blank + 1).toUpperCase(Locale.ROOT));
      if (offset != null) text = text.substring(0, blank + 1) + offset;
      else text = text.replaceFirst(" ([+-]\\d\\d):(\\d\\d)$", " $1$2");
    }
    for (DateTimeFormatter form : FORMS) {
      Optional<PublicationTime> read = read(form, text, printed, fallback);
      if (read.isPresent()) return read;
    }
    return Optional.empty();
  }

  private static Optional<PublicationTime> read(
      DateTimeFormatter form, String text, String printed, ZoneId fallback) {
    try {
      TemporalAccessor parsed =
          form.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(
          switch (parsed) {
            case OffsetDateTime at -> {
              var local = at.atZoneSameInstant(fallback);
              yield PublicationTime.ofMinute(
                  printed, local.toLocalDate(), local.toLocalTime(), fallback, Provenance.FEED);
            }
            case LocalDateTime at ->
                PublicationTime.ofMinute(
                    printed, at.toLocalDate(), at.toLocalTime(), fallback, Provenance.FEED);
            default ->
                PublicationTime.ofDay(printed, LocalDate.from(parsed), fallback, Provenance.FEED);
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }
}
