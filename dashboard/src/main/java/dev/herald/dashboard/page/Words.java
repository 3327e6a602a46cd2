package dev.herald.dashboard.page;

import dev.herald.config.message.CrawlReport;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names and numbers as people read them.
public final class Words {
  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi");
  private static final Map<String, String> COUNTRIES =
      Map.of("INT", "International", "EU", "European Union", "XK", "Kosovo");
  private static final int MAX_TAG = 35;

  private Words() {}

  /// `rtl`, `ltr`, or `auto` where the language is not known.
  ///
  /// @param language BCP 47 or `und`
  public static String direction(String language) {
    Locale locale = Locale.forLanguageTag(language);
    if (locale.getLanguage().isEmpty()) return "auto";
    if (locale.getScript().equals("Latn") || locale.getScript().equals("Cyrl")) return "ltr";
    if (locale.getScript().equals("Arab") || locale.getScript().equals("Hebr")) return "rtl";
    return RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
  }

  /// English name of a language: `Persian`, `Portuguese (Brazil)`.
  public static String language(String tag) {
    if (tag.isEmpty() || tag.equals("und")) return "unknown language";
    String name =
        tag.length() > MAX_TAG ? "" : Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
    return name.isEmpty() ? tag : name;
  }

  /// English name of a country: ISO 3166-1 alpha-2 or `INT`.
  public static String country(String code) {
    String known = COUNTRIES.get(code);
    if (known != null) return known;
    if (code.length() != 2) return code;
    String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  /// A value such as `central-bank` or `press-release` with blanks and a capital letter.
  public static String plain(String value) {
    if (value.isEmpty()) return value;
    String words = value.replace('-', ' ').replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /// An enum constant as it stands in JSON and in queries: `future-dated`.
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How a visit went, as the badge's tone: `good`, `warn` or `bad`.
  public static String tone(CrawlReport.Outcome outcome) {
    return switch (outcome) {
      case OK -> "good";
      case PARTIAL -> "warn";
      case FAILED, REFUSED -> "bad";
    };
  }

  /// What came of a visit, in a line.
  public static String of(CrawlReport.Counts counts) {
    return "%s listed, %s fetched, %s extracted, %s published, %s failed"
        .formatted(
            number(counts.listed()),
            number(counts.fetched()),
            number(counts.extracted()),
            number(counts.published()),
            number(counts.failed()));
  }

  /// A number with its thousands parted.
  public static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /// A number and its noun: `1 statement`, `2,041 statements`.
  public static String count(long number, String singular) {
    return number(number) + " " + singular + (number == 1 ? "" : plural(singular));
  }

  private static String plural(String singular) {
    return singular.endsWith("ch") || singular.endsWith("s") ? "es" : "s";
  }
}
