package dev.herald.app.proposal;

import dev.herald.config.message.PublicationTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Describes how pages print their times, as a `java.time` pattern: `d MMMM uuuu '|' HH:mm`. Pure.
final class PrintedPattern {
  private static final Pattern TOKEN = Pattern.compile("\\p{Nd}+|\\p{L}[\\p{L}\\p{M}]*|.");
  private static final Pattern FOR_PROGRAMS = Pattern.compile("\\d{4}-?\\d\\d-?\\d\\dT|^\\d{10,}$");
  private static final Pattern HALF_DAY = Pattern.compile("(?i)\\b[ap]\\.?m\\b");
  private static final int MOST_CHARS = 60;

  private final LocalDate date;
  private final Optional<LocalTime> time;
  private final Locale language;
  private final boolean halfDays;
  private final StringBuilder pattern = new StringBuilder();
  private boolean day;
  private boolean hour;
  private boolean year;

  private PrintedPattern(PublicationTime printed, String language) {
    this.date = printed.date().orElseThrow();
    this.time = printed.time();
    this.language = Locale.forLanguageTag(language);
    this.halfDays = HALF_DAY.matcher(printed.printed().orElse("")).find();
  }

  /// A time as a page in some language prints it.
  record Printed(PublicationTime time, String language) {
    /// Whether people see it: what stands in a page's head or a feed is in a form for programs.
    private boolean isShown() {
      boolean ofPage =
          switch (time.provenance()) {
            case VISIBLE_TEXT, SELECTOR, JSON_LD, META, TIME_ELEMENT -> true;
            case FEED, SITEMAP, LISTING, URL, NONE -> false;
          };
      return ofPage
          && time.printed()
              .filter(text -> text.length() <= MOST_CHARS && !FOR_PROGRAMS.matcher(text).find())
              .isPresent();
    }
  }

  /// The most frequent pattern, with one of the times it was seen in; empty if none is printed.
  static Optional<String> describe(List<Printed> times) {
    List<Printed> shown = times.stream().filter(Printed::isShown).toList();
    return shown.stream()
        .map(PrintedPattern::of)
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .map(pattern -> "%s, such as “%s”".formatted(pattern, example(shown, pattern)))
        .or(() -> shown.stream().findFirst().map(first -> "“" + text(first) + "”"));
  }

  private static String example(List<Printed> shown, String pattern) {
    return shown.stream()
        .filter(printed -> of(printed).equals(Optional.of(pattern)))
        .map(PrintedPattern::text)
        .findFirst()
        .orElseThrow();
  }

  private static String text(Printed printed) {
    return printed.time().printed().orElseThrow();
  }

  /// Empty where the year is not the Gregorian one in figures that can be told.
  private static Optional<String> of(Printed printed) {
    var reader = new PrintedPattern(printed.time(), printed.language());
    TOKEN.matcher(text(printed)).results().map(MatchResult::group).forEach(reader::token);
    return reader.year
        ? Optional.of(reader.pattern.toString().replace("''", ""))
        : Optional.empty();
  }

  private void token(String token) {
    if (Character.isDigit(token.codePointAt(0))) pattern.append(figures(token));
    else if (Character.isLetter(token.codePointAt(0))) pattern.append(word(token));
    else pattern.append(" ,.:-/–".contains(token) ? token : "'" + token + "'");
  }

  private String figures(String token) {
    int number = token.length() > 9 ? -1 : Integer.parseInt(token);
    if (number == date.getYear() && !year) {
      year = true;
      return "uuuu";
    }
    // Which of 24 and 04 has a leading zero tells; of 24 alone, nobody can say.
    boolean padded = token.startsWith("0") || (token.length() > 1 && pattern.indexOf("MM") >= 0);
    if (number == date.getDayOfMonth() && !day) {
      day = true;
      return padded ? "dd" : "d";
    }
    if (number == date.getMonthValue() && pattern.indexOf("M") < 0)
      return token.length() > 1 ? "MM" : "M";
    if (time.isEmpty()) return "'" + token + "'";
    if (!hour && !halfDays && number == time.get().getHour()) {
      hour = true;
      return "HH";
    }
    if (!hour && number == (time.get().getHour() + 11) % 12 + 1) {
      hour = true;
      return "h";
    }
    if (hour && number == time.get().getMinute()) return "mm";
    return "'" + token + "'";
  }

  private String word(String token) {
    if (isName(token, style -> Month.from(date).getDisplayName(style, language))) return "MMMM";
    if (isName(token, style -> DayOfWeek.from(date).getDisplayName(style, language))) return "EEEE";
    if (token.matches("(?i)am|pm") && hour) return "a";
    return "'" + token + "'";
  }

  private static boolean isName(String token, Function<TextStyle, String> name) {
    return Stream.of(TextStyle.values())
        .filter(style -> style != TextStyle.NARROW && style != TextStyle.NARROW_STANDALONE)
        .map(name)
        .anyMatch(known -> known.replace(".", "").equalsIgnoreCase(token));
  }
}
