package dev.herald.app.proposal;

import com.ibm.icu.util.ULocale;
import dev.herald.config.language.Languages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds where an institution belongs: by its address, its pages' language tags, its name. Pure.
final class CountryFinder {
  /// Endings that are sold to everybody, whatever country they stand for.
  private static final Set<String> SOLD =
      Set.of("ai", "cc", "co", "fm", "gg", "io", "ly", "me", "tv", "ws");

  private static final Map<String, String> OTHER_CODES =
      Map.of("uk", "GB", "eu", "EU", "int", "INT", "gov", "US", "mil", "US");
  private static final Set<String> ISO = Set.of(Locale.getISOCountries());
  private static final Pattern STATE_DOMAIN =
      Pattern.compile(
          "(?:^|\\.)(?:gov|gob|gouv|gub|go|govt|mil|parl|parliament|admin)\\.[a-z]{2}$");

  /// Templates carry these without anybody having thought of the country.
  private static final Set<String> THOUGHTLESS = Set.of("en-US", "de-DE", "fr-FR");

  /// Spoken by institutions of so many countries that it points nowhere; `und` is no language.
  private static final Set<String> OF_MANY = Set.of("en", "und");

  private CountryFinder() {}

  /// Where it belongs.
  ///
  /// @param host of its site
  /// @param tags language tags that its pages declare
  /// @param name what it calls itself
  /// @param languages it publishes in, most used first
  static Fact<String> find(String host, List<String> tags, String name, List<String> languages) {
    return byHost(host)
        .or(() -> byTag(tags))
        .or(() -> byName(name, languages))
        .orElseGet(() -> byLanguage(languages));
  }

  private static Optional<Fact<String>> byHost(String host) {
    String ending = host.substring(host.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String other = OTHER_CODES.get(ending);
    if (other != null) return Optional.of(Fact.certain(other, "its address ends in ." + ending));
    String code = ending.toUpperCase(Locale.ROOT);
    if (!host.contains(".") || !ISO.contains(code)) return Optional.empty();
    boolean ofState = STATE_DOMAIN.matcher(host).find();
    if (SOLD.contains(ending) && !ofState) return Optional.empty();
    return Optional.of(
        ofState
            ? Fact.certain(code, "its address is one of the state's")
            : Fact.likely(code, "its address ends in ." + ending));
  }

  private static Optional<Fact<String>> byTag(List<String> tags) {
    return tags.stream()
        .map(tag -> tag.replace('_', '-'))
        .filter(tag -> !THOUGHTLESS.contains(tag))
        .map(tag -> Locale.forLanguageTag(tag).getCountry())
        .filter(ISO::contains)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> Fact.likely(entry.getKey(), "its pages are marked as of that country"));
  }

  private static Optional<Fact<String>> byName(String name, List<String> languages) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String language : languages) {
      Locale own = Locale.forLanguageTag(language);
      Optional<String> named =
          Arrays.stream(Locale.getISOCountries())
              .filter(
                  code -> {
                    String country = Locale.of("", code).getDisplayCountry(own);
                    return country.length() > 3 && lower.contains(country.toLowerCase(Locale.ROOT));
                  })
              .findFirst();
      if (named.isPresent()) return Optional.of(Fact.likely(named.get(), "its name names it"));
    }
    return Optional.empty();
  }

  private static Fact<String> byLanguage(List<String> languages) {
    String language = languages.isEmpty() ? "und" : Languages.primary(languages.getFirst());
    String country = ULocale.addLikelySubtags(new ULocale(language)).getCountry();
    return ISO.contains(country) && !OF_MANY.contains(language)
        ? Fact.assumed(country, "nothing but its language, %s, points there".formatted(language))
        : Fact.assumed("INT", "nothing on its pages tells");
  }
}
