package dev.herald.crawler.time;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.herald.crawler.time.Calendars.CalendarKind;
import dev.herald.crawler.time.Meaning.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The words of times in one language: names of months and weekdays in every case and length CLDR
/// has, in the calendars in use there, day periods, and the words of [WordTable].
final class Lexicon {
  private static final Map<String, Lexicon> BY_LANGUAGE = new ConcurrentHashMap<>();
  private static final int MOST_REGIONS = 40;
  private static final Map<String, List<String>> SAME =
      Map.of("tl", List.of("fil"), "no", List.of("nb"), "ku", List.of("ku", "ckb"));
  private static final Set<String> PERSIAN = Set.of("fa", "ps", "ckb", "mzn", "lrc");
  private static final Set<String> ISLAMIC =
      Set.of("ar", "fa", "ur", "ps", "tr", "id", "ms", "ckb");
  private static final Set<String> ETHIOPIC = Set.of("am", "ti");

  private final Map<String, List<Meaning>> meanings = new HashMap<>();
  private final Map<String, Meaning> monthNames = new HashMap<>();
  private int longest;

  private Lexicon() {}

  /// The words of a language; empty for one nobody knows.
  ///
  /// @param language BCP 47 primary subtag
  static Lexicon of(String language) {
    Lexicon known = BY_LANGUAGE.get(language);
    if (known != null) return known;
    Lexicon built = build(language);
    // A hostile page may declare any number of languages; only real ones are kept.
    if (!built.monthNames.isEmpty()) BY_LANGUAGE.putIfAbsent(language, built);
    return built;
  }

  /// The month names of all languages, without those that mean another month elsewhere.
  static Lexicon ofAll() {
    return All.LEXICON;
  }

  /// Words that are the same everywhere.
  static Lexicon common() {
    return Common.LEXICON;
  }

  List<Meaning> find(String folded) {
    return meanings.getOrDefault(folded, List.of());
  }

  int longest() {
    return longest;
  }

  /// Full month names, folded, with what they mean; for inflected and shortened forms.
  Map<String, Meaning> monthNames() {
    return monthNames;
  }

  private static Lexicon build(String language) {
    var lexicon = new Lexicon();
    if (!language.chars().allMatch(c -> c >= 'a' && c <= 'z')) return lexicon;
    for (String same : SAME.getOrDefault(language, List.of(language)))
      for (ULocale locale : locales(same)) lexicon.addNames(locale);
    WordTable.of(language).forEach(lexicon::add);
    return lexicon;
  }

  private static List<ULocale> locales(String language) {
    List<ULocale> all = Locales.BY_LANGUAGE.getOrDefault(language, List.of());
    if (all.size() <= MOST_REGIONS) return all;
    return all.stream()
        .filter(l -> l.getCountry().isEmpty() || l.getCountry().matches("AU|CA|GB"))
        .toList();
  }

  private void addNames(ULocale locale) {
    addMonths(locale, "gregorian", CalendarKind.GREGORIAN);
    String language = locale.getLanguage();
    if (PERSIAN.contains(language)) addMonths(locale, "persian", CalendarKind.PERSIAN);
    if (ISLAMIC.contains(language)) addMonths(locale, "islamic", CalendarKind.ISLAMIC);
    if (ETHIOPIC.contains(language)) addMonths(locale, "ethiopic", CalendarKind.ETHIOPIC);
    DateFormatSymbols symbols = symbols(locale, "gregorian");
    for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE})
      for (int width :
          new int[] {
            DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED, DateFormatSymbols.SHORT
          }) {
        String[] names = symbols.getWeekdays(context, width);
        for (int i = 1; i < names.length; i++)
          add(names[i], Meaning.of(Kind.WEEKDAY, i == 1 ? 7 : i - 1));
      }
    if (locale.getCountry().isEmpty()) addDayPeriods(locale);
  }

  private void addMonths(ULocale locale, String calendar, CalendarKind system) {
    DateFormatSymbols symbols = symbols(locale, calendar);
    for (int context : new int[] {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE})
      for (int width : new int[] {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED}) {
        String[] names = symbols.getMonths(context, width);
        for (int i = 0; i < names.length; i++) {
          String name = key(names[i]);
          // Names with numbers are read by the marks beside the numbers: 2月, tháng 2.
          if (name.isEmpty() || name.chars().anyMatch(c -> c >= '0' && c <= '9')) continue;
          var meaning = new Meaning(Kind.MONTH, i + 1, system);
          add(name, meaning);
          if (width == DateFormatSymbols.WIDE) monthNames.putIfAbsent(name, meaning);
        }
      }
  }

  private static DateFormatSymbols symbols(ULocale locale, String calendar) {
    if (calendar.equals("gregorian")) return new DateFormatSymbols(GregorianCalendar.class, locale);
    ULocale withCalendar = locale.setKeywordValue("calendar", calendar);
    return new DateFormatSymbols(Calendar.getInstance(withCalendar), withCalendar);
  }

  /// What each hour is called: the hours with one name become that name's set.
  private void addDayPeriods(ULocale locale) {
    Map<String, Integer> hours = new HashMap<>();
    for (String pattern : List.of("B", "BBBB", "a")) {
      var format = new SimpleDateFormat(pattern, locale);
      format.setTimeZone(TimeZone.GMT_ZONE);
      for (int hour = 0; hour < 24; hour++)
        hours.merge(
            key(format.format((Object) (hour * 3_600_000L + 60_000))), 1 << hour, (a, b) -> a | b);
    }
    hours.forEach((name, set) -> add(name, Meaning.of(Kind.DAY_PERIOD, set)));
  }

  private void add(String name, Meaning meaning) {
    String key = key(name);
    if (key.isEmpty()) return;
    List<Meaning> known = meanings.computeIfAbsent(key, _ -> new ArrayList<>(1));
    if (!known.contains(meaning)) known.add(meaning);
    longest = Math.max(longest, key.length());
  }

  /// Folded, without the stop of an abbreviation.
  static String key(String name) {
    String folded = FoldedText.fold(name);
    return folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
  }

  private static final class Locales {
    static final Map<String, List<ULocale>> BY_LANGUAGE = new HashMap<>();

    static {
      for (ULocale locale : ULocale.getAvailableLocales())
        BY_LANGUAGE.computeIfAbsent(locale.getLanguage(), _ -> new ArrayList<>()).add(locale);
    }
  }

  private static final class Common {
    static final Lexicon LEXICON = new Lexicon();

    static {
      WordTable.of(WordTable.EVERY_LANGUAGE).forEach(LEXICON::add);
    }
  }

  private static final class All {
    static final Lexicon LEXICON = new Lexicon();

    static {
      Set<ULocale> bases = new LinkedHashSet<>();
      for (ULocale locale : ULocale.getAvailableLocales())
        if (locale.getCountry().isEmpty()) bases.add(locale);
      for (ULocale locale : bases) {
        LEXICON.addMonths(locale, "gregorian", CalendarKind.GREGORIAN);
        if (PERSIAN.contains(locale.getLanguage()))
          LEXICON.addMonths(locale, "persian", CalendarKind.PERSIAN);
      }
      for (String language : WordTable.languages())
        WordTable.of(language)
            .forEach(
                (word, meaning) -> {
                  if (meaning.kind() == Kind.MONTH) LEXICON.add(word, meaning);
                });
      Set<String> torn = new HashSet<>();
      LEXICON.meanings.forEach(
          (name, all) -> {
            if (all.stream().map(Meaning::value).distinct().count() > 1) torn.add(name);
          });
      torn.forEach(LEXICON.meanings::remove);
      LEXICON.monthNames.clear();
    }
  }
}
