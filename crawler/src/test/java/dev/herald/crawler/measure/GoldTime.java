package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/// Whether a page says at all what its gold row says of its time. Some rows do not: a year off, the
/// day of a later version, a month made its first day, midnight where no clock stands.
///
/// The whole source counts, address, attributes and scripts included, and whatever the day is there
/// of: a row is left aside only where nobody could read it off the page.
public final class GoldTime {
  private static final long MOST_OFFSET_HOURS = 14;
  private static final Pattern STAMP = Pattern.compile("(?<!\\d)(1\\d{9})(?:\\d{3})?(?!\\d)");
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-?(\\d{2})-?(\\d{2})[T ]{1,2}(\\d{2}):?(\\d{2})(?::?\\d{2}(?:[.,]\\d{1,9})?)?"
              + " ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?");

  private GoldTime() {}

  /// Whether the gold day, or another one that counts as right, stands on a page in any form:
  /// digits in any order, a month's name in any language, or seconds since 1970. What was read
  /// rightly stands there, too, in whatever form that is.
  public static boolean showsDay(Scored scored) {
    JsonNode gold = scored.page().gold();
    if (!gold.path("published").isTextual()) return false;
    Set<LocalDate> days = new LinkedHashSet<>();
    days.add(LocalDate.parse(gold.path("published").asText().substring(0, 10)));
    for (JsonNode other : gold.path("published_ok")) days.add(LocalDate.parse(other.asText()));
    String published = scored.answer().published();
    boolean isRight =
        published.length() >= 10 && days.contains(LocalDate.parse(published.substring(0, 10)));
    if (isRight) return true;
    String source = source(scored.page());
    return days.stream().anyMatch(day -> form(day).matcher(source).find() || stamps(source, day));
  }

  /// Whether a page writes the gold moment to the minute with its zone, as an attribute, meta
  /// element or script does; of a gold time without a zone, whether it writes that clock time.
  public static boolean showsMoment(Scored scored) {
    String published = scored.page().gold().path("published").asText("");
    if (published.indexOf('T') < 0) return false;
    String source = source(scored.page());
    try {
      Instant moment = OffsetDateTime.parse(published).toInstant().truncatedTo(ChronoUnit.MINUTES);
      return writes(source, moment);
    } catch (DateTimeException withoutOffset) {
      LocalDateTime clock = LocalDateTime.parse(published).truncatedTo(ChronoUnit.MINUTES);
      Matcher iso = ISO.matcher(source);
      while (iso.find()) if (clock(iso).equals(clock.toString())) return true;
      return false;
    }
  }

  private static boolean writes(String source, Instant moment) {
    Matcher iso = ISO.matcher(source);
    while (iso.find()) {
      String offset = iso.group(6);
      if (offset == null) continue;
      try {
        ZoneOffset zone = offset.matches("Z|UTC|GMT") ? ZoneOffset.UTC : ZoneOffset.of(offset);
        if (LocalDateTime.parse(clock(iso)).toInstant(zone).equals(moment)) return true;
      } catch (DateTimeException _) {
        // Digits that are no time are none of the page's.
      }
    }
    Matcher stamp = STAMP.matcher(source);
    while (stamp.find())
      if (second(stamp).truncatedTo(ChronoUnit.MINUTES).equals(moment)) return true;
    return false;
  }

  private static String clock(Matcher iso) {
    return "%s-%s-%sT%s:%s"
        .formatted(iso.group(1), iso.group(2), iso.group(3), iso.group(4), iso.group(5));
  }

  private static boolean stamps(String source, LocalDate day) {
    Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant from = start.minus(MOST_OFFSET_HOURS, ChronoUnit.HOURS);
    Instant to = start.plus(24 + MOST_OFFSET_HOURS, ChronoUnit.HOURS);
    Matcher stamp = STAMP.matcher(source);
    while (stamp.find()) {
      Instant second = second(stamp);
      if (!second.isBefore(from) && second.isBefore(to)) return true;
    }
    return false;
  }

  private static Instant second(Matcher stamp) {
    return Instant.ofEpochSecond(Long.parseLong(stamp.group(1)));
  }

  private static Pattern form(LocalDate day) {
    String year = "(?:%d|%02d)".formatted(day.getYear(), day.getYear() % 100);
    String month = "0?" + day.getMonthValue();
    String number = "0?" + day.getDayOfMonth();
    String between = "[^\\p{Alnum}]{1,3}";
    String name = "(?:" + names(day) + ")\\p{L}*";
    String gap = "(?:\\P{Alnum}|st|nd|rd|th|de|del|of|в){1,6}";
    return Pattern.compile(
        "(?<!\\d)(?:"
            + String.join(
                "|",
                "%d\\P{Alnum}{0,3}%02d\\P{Alnum}{0,3}%02d"
                    .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth()),
                day.getYear() + "\\D{1,3}" + month + "\\D{1,3}" + number,
                number + between + month + between + year,
                month + between + number + between + year,
                number + gap + name + gap + year,
                name + gap + number + gap + year)
            + ")(?!\\d)",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /// The month in every language Java knows, by its first three letters where it has more.
  private static String names(LocalDate day) {
    Set<String> names = new TreeSet<>();
    for (Locale locale : Locale.getAvailableLocales())
      for (TextStyle style : new TextStyle[] {TextStyle.FULL, TextStyle.SHORT}) {
        String name = day.getMonth().getDisplayName(style, locale);
        if (name.chars().noneMatch(Character::isLetter)) continue;
        names.add(name.substring(0, Math.min(3, name.length())));
      }
    return names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  private static String source(GoldPage page) {
    try {
      var bytes = new ByteArrayInputStream(page.content().bytes().toByteArray());
      return page.url().orElse("") + '\n' + Jsoup.parse(bytes, null, "").outerHtml();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
  }
}
