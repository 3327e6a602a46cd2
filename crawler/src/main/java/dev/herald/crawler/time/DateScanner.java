package dev.herald.crawler.time;

import com.ibm.icu.util.BuddhistCalendar;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.IslamicCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds a date that begins at a token.
final class DateScanner {
  /// A date between two tokens.
  ///
  /// @param from index of its first token
  /// @param to index after its last token
  /// @param monthOnly whether the day is not known
  record Span(int from, int to, LocalDate date, boolean monthOnly) {}

  private static final Set<String> BETWEEN =
      Set.of(
          "de", "del", "of", "di", "du", "d", "da", "den", "der", "st", "nd", "rd", "th", "er",
          "re", "m", "г", "р", "року", "года", "anno", "the", "e", "ª", "º", "من", "le", "gada",
          "ta");
  private static final Map<String, Integer> ERAS =
      Map.of("令和", 2018, "平成", 1988, "昭和", 1925, "民國", 1911, "民国", 1911);

  private static final Set<String> PUNCTUATION = Set.of(".", ",", "،", "'", "’", "-", "º", "ª");
  private static final Map<String, Integer> LEVANTINE =
      Map.of("كانون الثاني", 1, "تشرين الأول", 10, "تشرين الثاني", 11, "كانون الأول", 12);
  private static final Set<String> LEVANTINE_SECOND = Set.of("الثاني", "الأول");

  private final List<Token> tokens;
  private final List<String> languages;

  DateScanner(List<Token> tokens, List<String> languages) {
    this.tokens = tokens;
    this.languages = languages;
  }

  Optional<Span> at(int i) {
    Token first = tokens.get(i);
    if (first.kind() == Token.Kind.NUMBER) {
      return ideographic(i)
          .or(() -> numeric(i))
          .or(() -> dayMonthYear(i))
          .or(() -> yearMonthDay(i));
    }
    if (first.kind() == Token.Kind.WORD) return monthFirst(i);
    return era(i);
  }

  /// 2021年2月26日, and the Korean form.
  private Optional<Span> ideographic(int i) {
    if (!mark(i + 1, "年", "년") || !token(i).isNumber(2, 4)) return Optional.empty();
    int year = token(i).value();
    if (year < 200) return Optional.empty();
    return ideographicAfterYear(i, i + 2, year);
  }

  private Optional<Span> ideographicAfterYear(int from, int i, int year) {
    if (!number(i, 1, 2) || !mark(i + 1, "月", "월")) return Optional.empty();
    int month = token(i).value();
    if (number(i + 2, 1, 2) && mark(i + 3, "日", "일", "號", "号"))
      return span(from, i + 4, year, month, token(i + 2).value(), "gregorian");
    return monthSpan(from, i + 2, year, month, "gregorian");
  }

  private Optional<Span> era(int i) {
    for (Map.Entry<String, Integer> era : ERAS.entrySet()) {
      if (!mark(i, era.getKey().substring(0, 1)) || !mark(i + 1, era.getKey().substring(1)))
        continue;
      int year = number(i + 2, 1, 3) ? token(i + 2).value() : mark(i + 2, "元") ? 1 : -1;
      if (year > 0 && mark(i + 3, "年"))
        return ideographicAfterYear(i, i + 4, era.getValue() + year);
    }
    return Optional.empty();
  }

  /// 2021-02-26, 26.02.2021, 26/02/2021, 02/26/2021 where that is the order.
  private Optional<Span> numeric(int i) {
    if (!token(i).isNumber(1, 4)) return Optional.empty();
    String separator = i + 1 < tokens.size() ? token(i + 1).text() : "";
    if (!Set.of("-", "/", ".", "‑", "–", "٫", "؍").contains(separator)) return Optional.empty();
    if (!number(i + 2, 1, 2) || !mark(i + 3, separator) || !number(i + 4, 1, 4))
      return Optional.empty();
    // A longer chain of numbers is a version or a telephone number.
    if (mark(i + 5, separator) && number(i + 6, 1, 9) && !separator.equals("."))
      return Optional.empty();
    int a = token(i).value();
    int b = token(i + 2).value();
    int c = token(i + 4).value();
    if (token(i).text().length() == 4)
      return token(i + 4).text().length() <= 2
          ? span(i, i + 5, a, b, c, calendarOf(a))
          : Optional.empty();
    if (token(i + 4).text().length() == 3 || token(i + 4).text().length() == 1)
      return Optional.empty();
    int year = token(i + 4).text().length() == 2 ? century(c) : c;
    boolean monthFirst = monthFirstOrder() && separator.equals("/");
    int day = monthFirst ? b : a;
    int month = monthFirst ? a : b;
    if (month > 12 && day <= 12 && separator.equals("/")) {
      int swap = day;
      day = month;
      month = swap;
    }
    return span(i, i + 5, year, month, day, calendarOf(year));
  }

  /// 26 February 2021, 26. Februar 2021, 26 de febrero de 2021, 26 Şubat 2021.
  private Optional<Span> dayMonthYear(int i) {
    if (!token(i).isNumber(1, 2)) return Optional.empty();
    int day = token(i).value();
    int j = skip(i + 1);
    Optional<MonthNames.Month> month = month(j);
    if (month.isEmpty()) return Optional.empty();
    int y = skip(j + 1);
    if (!number(y, 4, 4) && !isShortYear(y)) return Optional.empty();
    int year = token(y).text().length() == 2 ? century(token(y).value()) : token(y).value();
    return span(i, y + 1, year, month.get().month(), day, calendar(month.get(), year));
  }

  /// 2021. február 26., 2021 m. vasario 26 d.
  private Optional<Span> yearMonthDay(int i) {
    if (!token(i).isNumber(4, 4)) return Optional.empty();
    int j = skip(i + 1);
    Optional<MonthNames.Month> month = month(j);
    if (month.isEmpty()) return Optional.empty();
    int d = skip(j + 1);
    int year = token(i).value();
    if (!number(d, 1, 2)) return Optional.empty();
    return span(i, d + 1, year, month.get().month(), token(d).value(), calendar(month.get(), year));
  }

  /// February 26, 2021; and February 2021, whose day is not known.
  private Optional<Span> monthFirst(int i) {
    Optional<MonthNames.Month> month = month(i);
    if (month.isEmpty()) return Optional.empty();
    int d = skip(i + 1);
    if (number(d, 1, 2)) {
      int y = skip(d + 1);
      if (!number(y, 4, 4)) return Optional.empty();
      int year = token(y).value();
      return span(
          i, y + 1, year, month.get().month(), token(d).value(), calendar(month.get(), year));
    }
    if (number(d, 4, 4) && token(i).text().length() > 2) {
      int year = token(d).value();
      return monthSpan(i, d + 1, year, month.get().month(), calendar(month.get(), year));
    }
    return Optional.empty();
  }

  private Optional<MonthNames.Month> month(int i) {
    if (i >= tokens.size() || token(i).kind() != Token.Kind.WORD) return Optional.empty();
    // Levantine names are two words: كانون الثاني.
    if (i + 1 < tokens.size()) {
      String pair = token(i).text() + " " + token(i + 1).text();
      Integer levantine = LEVANTINE.get(pair);
      if (levantine != null) return Optional.of(new MonthNames.Month("gregorian", levantine));
    }
    return MonthNames.find(token(i).text(), languages);
  }

  /// Past punctuation and the small words that stand inside dates.
  private int skip(int i) {
    int at = i;
    for (int steps = 0; steps < 4 && at < tokens.size(); steps++) {
      Token token = token(at);
      boolean punctuation = token.kind() == Token.Kind.MARK && PUNCTUATION.contains(token.text());
      boolean small =
          token.kind() == Token.Kind.WORD
              && BETWEEN.contains(token.text().toLowerCase(Locale.ROOT));
      boolean passes = punctuation || small || LEVANTINE_SECOND.contains(token.text());
      if (!passes) return at;
      at++;
    }
    return at;
  }

  private boolean isShortYear(int i) {
    return number(i, 2, 2) && i > 0 && (mark(i - 1, "'") || mark(i - 1, "’"));
  }

  private static int century(int twoDigits) {
    return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  private boolean monthFirstOrder() {
    if (languages.isEmpty()) return false;
    String first = languages.get(0);
    return first.equals("en") || first.equals("en-US");
  }

  private String calendarOf(int year) {
    if (year >= 1300 && year <= 1500)
      return speaks("fa") ? "persian" : speaks("ar") ? "islamic" : "none";
    if (year >= 2400 && year <= 2700) return speaks("th") ? "buddhist" : "none";
    return "gregorian";
  }

  private String calendar(MonthNames.Month month, int year) {
    return month.calendar().equals("gregorian") ? calendarOf(year) : month.calendar();
  }

  private boolean speaks(String language) {
    return languages.stream()
        .anyMatch(tag -> tag.equals(language) || tag.startsWith(language + "-"));
  }

  private Optional<Span> span(int from, int to, int year, int month, int day, String calendar) {
    return date(year, month, day, calendar).map(date -> new Span(from, to, date, false));
  }

  private Optional<Span> monthSpan(int from, int to, int year, int month, String calendar) {
    if (!calendar.equals("gregorian")) return Optional.empty();
    return date(year, month, 1, calendar).map(date -> new Span(from, to, date, true));
  }

  private static Optional<LocalDate> date(int year, int month, int day, String calendar) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return Optional.empty();
    Calendar other =
        switch (calendar) {
          case "persian" ->
              Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("fa@calendar=persian"));
          case "islamic" -> {
            IslamicCalendar hijri = new IslamicCalendar(TimeZone.GMT_ZONE);
            hijri.setCalculationType(IslamicCalendar.CalculationType.ISLAMIC_UMALQURA);
            yield hijri;
          }
          case "buddhist" -> new BuddhistCalendar(TimeZone.GMT_ZONE);
          default -> null;
        };
    try {
      if (other == null) {
        if (!calendar.equals("gregorian") || year < 1900 || year > 2100) return Optional.empty();
        return Optional.of(LocalDate.of(year, month, day));
      }
      other.clear();
      other.setLenient(false);
      other.set(Calendar.YEAR, year);
      other.set(Calendar.MONTH, month - 1);
      other.set(Calendar.DAY_OF_MONTH, day);
      return Optional.of(
          LocalDate.ofInstant(Instant.ofEpochMilli(other.getTimeInMillis()), ZoneOffset.UTC));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Token token(int i) {
    return tokens.get(i);
  }

  private boolean number(int i, int least, int most) {
    return i < tokens.size() && token(i).isNumber(least, most);
  }

  private boolean mark(int i, String... any) {
    if (i < 0 || i >= tokens.size()) return false;
    for (String one : any) if (token(i).is(one)) return true;
    return false;
  }
}
