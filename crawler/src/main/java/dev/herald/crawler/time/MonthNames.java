package dev.herald.crawler.time;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Month names of every CLDR language, as printed: full and short, in the forms for dates and
/// alone.
final class MonthNames {
  /// A month of a calendar.
  ///
  /// @param calendar CLDR name: `gregorian`, `persian`, `islamic`
  /// @param month 1 to 12
  record Month(String calendar, int month) {}

  private static final Map<String, Map<String, Month>> BY_LANGUAGE = new ConcurrentHashMap<>();
  private static final int[] FORMS = {DateFormatSymbols.FORMAT, DateFormatSymbols.STANDALONE};
  private static final int[] WIDTHS = {DateFormatSymbols.WIDE, DateFormatSymbols.ABBREVIATED};

  /// Forms that press rooms print and CLDR does not list.
  private static final Map<String, Map<String, Integer>> MORE =
      Map.of(
          "en", Map.of("sept", 9),
          "ar",
              Map.ofEntries(
                  Map.entry("كانون", 1),
                  Map.entry("شباط", 2),
                  Map.entry("آذار", 3),
                  Map.entry("نيسان", 4),
                  Map.entry("أيار", 5),
                  Map.entry("حزيران", 6),
                  Map.entry("تموز", 7),
                  Map.entry("آب", 8),
                  Map.entry("أيلول", 9),
                  Map.entry("إبريل", 4),
                  Map.entry("ابريل", 4),
                  Map.entry("اغسطس", 8),
                  Map.entry("اكتوبر", 10)),
          "de", Map.of("jänner", 1, "feber", 2),
          "el", Map.of("ιαν", 1, "φεβ", 2, "μαρ", 3, "απρ", 4, "αυγ", 8, "σεπ", 9));

  private MonthNames() {}

  /// The month a word names in one of the languages, the first that knows it.
  static Optional<Month> find(String word, List<String> languages) {
    String plain = plain(word, languages.isEmpty() ? "en" : languages.get(0));
    for (String language : languages) {
      Month month = names(language).get(plain);
      if (month != null) return Optional.of(month);
    }
    return Optional.ofNullable(names("en").get(plain));
  }

  private static Map<String, Month> names(String language) {
    return BY_LANGUAGE.computeIfAbsent(
        language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT), MonthNames::load);
  }

  private static Map<String, Month> load(String language) {
    Map<String, Month> names = new HashMap<>();
    add(names, language, "persian");
    if (List.of("ar", "fa", "ur", "tr", "az", "en", "id", "ms").contains(language))
      add(names, language, "islamic");
    add(names, language, "gregorian");
    MORE.getOrDefault(language, Map.of())
        .forEach((name, month) -> names.put(name, new Month("gregorian", month)));
    return Map.copyOf(names);
  }

  private static void add(Map<String, Month> names, String language, String calendar) {
    DateFormatSymbols symbols =
        new DateFormatSymbols(
            Calendar.getInstance(new ULocale(language + "@calendar=" + calendar)),
            new ULocale(language + "@calendar=" + calendar));
    for (int form : FORMS)
      for (int width : WIDTHS) {
        String[] months = symbols.getMonths(form, width);
        for (int i = 0; i < Math.min(12, months.length); i++) {
          String name = plain(months[i], language);
          if (name.codePoints().anyMatch(Character::isLetter) && name.length() > 1)
            names.put(name, new Month(calendar, i + 1));
        }
      }
  }

  private static String plain(String name, String language) {
    Locale locale = Locale.forLanguageTag(language);
    StringBuilder plain = new StringBuilder();
    java.text.Normalizer.normalize(name.toLowerCase(locale), java.text.Normalizer.Form.NFKC)
        .codePoints()
        .filter(
            c ->
                Character.isLetter(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.COMBINING_SPACING_MARK
                    || c == '\u200c')
        .filter(c -> c != 0x307)
        .forEach(plain::appendCodePoint);
    return plain.toString().replace("ي", "ی").replace("ك", "ک");
  }
}
