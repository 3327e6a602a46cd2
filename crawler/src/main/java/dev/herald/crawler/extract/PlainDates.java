package dev.herald.crawler.extract;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds plainly printed Gregorian dates in a short text. Every pattern is bounded.
final class PlainDates {
  private static final int MOST_CHARS = 600;
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)");
  private static final Pattern IDEOGRAPHIC =
      Pattern.compile(
          "(?<!\\d)(\\d{4}) {0,2}[年년] {0,2}(\\d{1,2}) {0,2}[月월] {0,2}(\\d{1,2}) {0,2}[日일]");
  private static final Pattern NUMERIC =
      Pattern.compile("(?<![\\d.])(\\d{1,2})[./-] ?(\\d{1,2})[./-] ?(\\d{4}|\\d{2})(?!\\d)");
  private static final Pattern DAY_MONTH =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)? {0,2}(?:de |of |-|/)?([\\p{L}\\p{M}]{3,14})"
              + "\\.?[,-/]? {0,2}(?:de |del )?((?:19|20)\\d{2})(?!\\d)");
  private static final Pattern MONTH_DAY =
      Pattern.compile(
          "(?<!\\p{L})(\\p{L}{3,14})\\.? {1,2}(\\d{1,2})(?:st|nd|rd|th)?,? {1,2}((?:19|20)\\d{2})(?!\\d)");
  private static final Pattern TIME =
      Pattern.compile(
          "^[\\s,|·•–—/T-]{0,5}(?:(?:um|at|às|kl\\.?|ore|ora|-) {0,2})?"
              + "(\\d{1,2})[:.h](\\d{2})(?::\\d{2})?(?:\\.\\d{1,9})?\\s?"
              + "(am|pm|a\\.m\\.|p\\.m\\.|AM|PM|Uhr)?(?!\\d)");
  private static final Map<String, Map<String, Integer>> MONTHS = new ConcurrentHashMap<>();

  private PlainDates() {}

  /// A date in a text.
  ///
  /// @param end index after its last char, its time included
  record Found(int start, int end, LocalDate date, Optional<LocalTime> time) {}

  /// All dates, in order.
  static List<Found> findAll(String whole, String language) {
    String text = whole.length() > MOST_CHARS ? whole.substring(0, MOST_CHARS) : whole;
    var found = new ArrayList<Found>();
    if (text.chars().noneMatch(Character::isDigit)) return found;
    match(YEAR_FIRST, text, found, m -> date(m, 1, 2, 3));
    match(IDEOGRAPHIC, text, found, m -> date(m, 1, 2, 3));
    match(DAY_MONTH, text, found, m -> named(m.group(3), m.group(2), m.group(1), language));
    match(MONTH_DAY, text, found, m -> named(m.group(3), m.group(1), m.group(2), language));
    match(NUMERIC, text, found, m -> numeric(m, language));
    found.sort(java.util.Comparator.comparingInt(Found::start));
    return found;
  }

  private interface Reader {
    Optional<LocalDate> read(Matcher match);
  }

  private static void match(Pattern pattern, String text, List<Found> found, Reader reader) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int start = matcher.start();
      int end = matcher.end();
      if (found.stream().anyMatch(other -> start < other.end() && other.start() < end)) continue;
      Optional<LocalDate> date = reader.read(matcher);
      if (date.isEmpty()) continue;
      Matcher time = TIME.matcher(text.substring(end, Math.min(text.length(), end + 40)));
      Optional<LocalTime> clock = time.find() ? clock(time) : Optional.empty();
      found.add(new Found(start, clock.isEmpty() ? end : end + time.end(), date.get(), clock));
    }
  }

  private static Optional<LocalTime> clock(Matcher time) {
    int hour = Integer.parseInt(time.group(1));
    int minute = Integer.parseInt(time.group(2));
    String half = time.group(3) == null ? "" : time.group(3).toLowerCase(Locale.ROOT);
    if (half.startsWith("p") && hour < 12) hour += 12;
    if (half.startsWith("a") && hour == 12) hour = 0;
    return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
  }

  private static Optional<LocalDate> date(Matcher m, int year, int month, int day) {
    return date(
        Integer.parseInt(m.group(year)),
        Integer.parseInt(m.group(month)),
        Integer.parseInt(m.group(day)));
  }

  private static Optional<LocalDate> numeric(Matcher m, String language) {
    int first = Integer.parseInt(m.group(1));
    int second = Integer.parseInt(m.group(2));
    int year = Integer.parseInt(m.group(3));
    if (year < 100) year += year < 70 ? 2000 : 1900;
    boolean monthFirst = second > 12 || (language.equalsIgnoreCase("en-us") && first <= 12);
    return monthFirst ? date(year, first, second) : date(year, second, first);
  }

  private static Optional<LocalDate> named(String year, String month, String day, String language) {
    String name = month.toLowerCase(Locale.ROOT);
    String primary = language.isEmpty() ? "en" : language.split("-", 2)[0];
    Integer number = months(primary).get(name);
    if (number == null) number = months("en").get(name);
    if (number == null) number = months("de").get(name);
    return number == null
        ? Optional.empty()
        : date(Integer.parseInt(year), number, Integer.parseInt(day));
  }

  private static Map<String, Integer> months(String language) {
    return MONTHS.computeIfAbsent(language, PlainDates::namesOf);
  }

  private static Map<String, Integer> namesOf(String language) {
    Locale locale = Locale.forLanguageTag(language);
    var names = new HashMap<String, Integer>();
    for (Month month : Month.values())
      for (TextStyle style :
          List.of(
              TextStyle.FULL,
              TextStyle.FULL_STANDALONE,
              TextStyle.SHORT,
              TextStyle.SHORT_STANDALONE)) {
        String name = month.getDisplayName(style, locale).toLowerCase(Locale.ROOT);
        names.putIfAbsent(name.replace(".", ""), month.getValue());
      }
    return names;
  }

  private static Optional<LocalDate> date(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
