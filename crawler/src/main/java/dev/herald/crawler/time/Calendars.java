package dev.herald.crawler.time;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns a year, month and day of whatever calendar they are printed in into a date.
final class Calendars {
  private static final int EARLIEST_YEAR = 1800;
  private static final int YEARS_AHEAD = 10;
  private static final int MINGUO = 1911;
  private static final int BUDDHIST = 543;
  private static final Set<String> PERSIAN_ZONES = Set.of("Asia/Tehran", "Iran", "Asia/Kabul");
  private static final Set<String> ISLAMIC_LANGUAGES = Set.of("ar", "ur", "ps");

  enum CalendarKind {
    GREGORIAN,
    PERSIAN,
    ISLAMIC,
    BUDDHIST,
    ETHIOPIC
  }

  private final List<String> languages;
  private final String zone;
  private final boolean inTaiwan;
  private final int fetchedYear;

  Calendars(TimeContext context) {
    this.languages = context.languages().stream().map(Languages::primary).toList();
    this.zone = context.zone().getId();
    this.inTaiwan =
        zone.equals("Asia/Taipei")
            || context.languages().stream().anyMatch(l -> l.startsWith("zh") && l.endsWith("TW"));
    this.fetchedYear = context.fetchedAt().atZone(ZoneOffset.UTC).getYear();
  }

  /// A date of the calendar.
  ///
  /// @param gregorian whether it was printed in the Gregorian calendar
  record Day(LocalDate date, boolean gregorian) {}

  /// The date, if the numbers make one that a publisher may print.
  ///
  /// @param digits how many digits the year is printed with
  /// @param named the calendar its month or era is of; empty for a month in numbers
  Optional<Day> find(int year, int digits, int month, int day, Optional<CalendarKind> named) {
    if (month < 1 || month > 13 || day < 1 || day > 31) return Optional.empty();
    return switch (named.orElse(CalendarKind.GREGORIAN)) {
      case PERSIAN -> persian(digits == 2 ? shortPersianYear(year) : year, month, day);
      case ISLAMIC -> islamic(year, month, day);
      case ETHIOPIC -> ethiopic(year, month, day);
      case BUDDHIST -> gregorian(year - BUDDHIST, month, day, false);
      case GREGORIAN -> byYear(year, digits, month, day, named.isEmpty());
    };
  }

  private Optional<Day> byYear(int year, int digits, int month, int day, boolean inNumbers) {
    // In Taiwan, 99 is 1999 or 2010.
    if (digits == 2)
      return inTaiwan ? Optional.empty() : gregorian(shortYear(year), month, day, true);
    if (digits == 3)
      return isChinese() && year >= 70 && year <= 200
          ? gregorian(year + MINGUO, month, day, false)
          : Optional.empty();
    if (inNumbers && year >= 1300 && year <= 1500) {
      if (isPersian()) return persian(year, month, day);
      return languages.stream().anyMatch(ISLAMIC_LANGUAGES::contains) || zone.equals("Asia/Riyadh")
          ? islamic(year, month, day)
          : Optional.empty();
    }
    if (year >= 2400 && year <= 2700)
      return isThai() ? gregorian(year - BUDDHIST, month, day, false) : Optional.empty();
    return gregorian(year, month, day, true);
  }

  /// The century of a two-digit year: the last ninety years and the next ten; in Thai, the Buddhist
  /// year where it lies nearer to the fetch.
  private int shortYear(int year) {
    int century = year <= fetchedYear % 100 + YEARS_AHEAD ? 2000 : 1900;
    int common = century + year;
    if (!isThai()) return common;
    int buddhist = 2500 + year - BUDDHIST;
    boolean nearer = Math.abs(fetchedYear - buddhist) < Math.abs(fetchedYear - common);
    return nearer && buddhist <= fetchedYear + 1 ? buddhist : common;
  }

  private int shortPersianYear(int year) {
    int now = fetchedYear - 621;
    return year <= now % 100 + YEARS_AHEAD ? 1400 + year : 1300 + year;
  }

  private Optional<Day> gregorian(int year, int month, int day, boolean printed) {
    if (year < EARLIEST_YEAR || year > fetchedYear + YEARS_AHEAD) return Optional.empty();
    try {
      return Optional.of(new Day(LocalDate.of(year, month, day), printed));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Day> persian(int year, int month, int day) {
    return year < 1200 || year > 1500 ? Optional.empty() : convert("persian", year, month, day);
  }

  private Optional<Day> islamic(int year, int month, int day) {
    return year < 1300 || year > 1500
        ? Optional.empty()
        : convert("islamic-umalqura", year, month, day);
  }

  private Optional<Day> ethiopic(int year, int month, int day) {
    return year < 1850 || year > 2100 ? Optional.empty() : convert("ethiopic", year, month, day);
  }

  private Optional<Day> convert(String name, int year, int month, int day) {
    Calendar calendar = Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("en@calendar=" + name));
    calendar.clear();
    calendar.setLenient(false);
    calendar.set(Calendar.EXTENDED_YEAR, year);
    calendar.set(Calendar.MONTH, month - 1);
    calendar.set(Calendar.DAY_OF_MONTH, day);
    try {
      LocalDate date = calendar.getTime().toInstant().atZone(ZoneOffset.UTC).toLocalDate();
      return date.getYear() > fetchedYear + YEARS_AHEAD
          ? Optional.empty()
          : Optional.of(new Day(date, false));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isPersian() {
    return languages.contains("fa") || languages.contains("ps") || PERSIAN_ZONES.contains(zone);
  }

  private boolean isThai() {
    return languages.contains("th") || zone.equals("Asia/Bangkok");
  }

  private boolean isChinese() {
    return inTaiwan || languages.contains("zh");
  }
}
