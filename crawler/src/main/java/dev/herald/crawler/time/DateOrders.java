package dev.herald.crawler.time;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// In which order a page's language and country write numeric dates, by CLDR.
final class DateOrders {
  private static final Set<String> MONTH_FIRST =
      Set.of("US", "PH", "FM", "GU", "MH", "PW", "PR", "AS", "MP", "VI");

  /// Written year first at home, so that a year at the end leaves day and month open.
  private static final Set<String> YEAR_FIRST_ONLY =
      Set.of("zh", "ja", "ko", "mn", "dz", "bo", "ii");

  private static final Map<String, Optional<DateOrder>> KNOWN = new ConcurrentHashMap<>();
  private static final int MOST_KNOWN = 5_000;

  private DateOrders() {}

  /// The order where the year stands last; empty if day and month could be either.
  static Optional<DateOrder> find(TimeContext context) {
    if (context.order().isPresent()) return context.order();
    String language = context.languages().isEmpty() ? "und" : context.languages().getFirst();
    String key = language + " " + context.zone().getId();
    Optional<DateOrder> known = KNOWN.get(key);
    if (known != null) return known;
    Optional<DateOrder> found = byLocale(language, context.zone().getId());
    if (KNOWN.size() < MOST_KNOWN) KNOWN.put(key, found);
    return found;
  }

  /// Whether short numeric dates begin with the year: 21-02-26.
  static boolean isYearFirst(TimeContext context) {
    if (context.order().isPresent()) return context.order().get() == DateOrder.YEAR_MONTH_DAY;
    return context.languages().stream()
        .findFirst()
        .map(language -> Languages.primary(language))
        .filter(
            language -> YEAR_FIRST_ONLY.contains(language) || Set.of("hu", "lt").contains(language))
        .isPresent();
  }

  private static Optional<DateOrder> byLocale(String language, String zone) {
    ULocale tag = ULocale.forLanguageTag(language);
    String country = tag.getCountry().isEmpty() ? countryOf(zone) : tag.getCountry();
    String primary = tag.getLanguage();
    if (primary.isEmpty() || primary.equals("und"))
      return country.isEmpty() ? Optional.empty() : byCountry(country);
    if (primary.equals("en")) {
      if (country.isEmpty() || country.equals("CA")) return Optional.empty();
      return Optional.of(
          MONTH_FIRST.contains(country) ? DateOrder.MONTH_DAY_YEAR : DateOrder.DAY_MONTH_YEAR);
    }
    if (YEAR_FIRST_ONLY.contains(primary) || country.equals("CA")) return Optional.empty();
    return Optional.of(
        byPattern(new ULocale(primary, country))
            .filter(o -> o == DateOrder.MONTH_DAY_YEAR)
            .orElse(DateOrder.DAY_MONTH_YEAR));
  }

  private static Optional<DateOrder> byCountry(String country) {
    if (MONTH_FIRST.contains(country)) return Optional.of(DateOrder.MONTH_DAY_YEAR);
    return byPattern(ULocale.addLikelySubtags(new ULocale("und", country)))
        .filter(order -> order != DateOrder.YEAR_MONTH_DAY);
  }

  private static Optional<DateOrder> byPattern(ULocale locale) {
    if (!(DateFormat.getDateInstance(DateFormat.SHORT, locale) instanceof SimpleDateFormat format))
      return Optional.empty();
    String pattern = format.toPattern();
    int day = pattern.indexOf('d');
    int month = pattern.indexOf('M');
    int year = pattern.indexOf('y');
    if (day < 0 || month < 0 || year < 0) return Optional.empty();
    if (year < day && year < month) return Optional.of(DateOrder.YEAR_MONTH_DAY);
    return Optional.of(day < month ? DateOrder.DAY_MONTH_YEAR : DateOrder.MONTH_DAY_YEAR);
  }

  private static String countryOf(String zone) {
    try {
      String region = TimeZone.getRegion(zone);
      return region.equals("001") ? "" : region;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
