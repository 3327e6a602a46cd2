package dev.herald.crawler.extract;

import dev.herald.config.language.Languages;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads how a page names a language: a tag (`en`, `pt_BR`) or a name (`English`, `Türkçe`).
final class LanguageNames {
  private static final int MOST_CHARS = 35;
  private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

  private LanguageNames() {}

  /// The language's primary subtag.
  ///
  /// @param among BCP 47, those whose names are looked for; empty = all of ISO 639-1
  static Optional<String> find(String text, List<String> among) {
    String name = text.strip();
    if (name.isEmpty() || name.length() > MOST_CHARS) return Optional.empty();
    return byTag(name.replace('_', '-'))
        .or(() -> byName(name, among.isEmpty() ? List.copyOf(KNOWN) : among));
  }

  /// Whether a text is a tag of a language that ISO 639-1 knows.
  static boolean isTag(String text) {
    return byTag(text).isPresent();
  }

  private static Optional<String> byTag(String tag) {
    try {
      String language = new Locale.Builder().setLanguageTag(tag).build().getLanguage();
      return KNOWN.contains(language) ? Optional.of(Languages.primary(tag)) : Optional.empty();
    } catch (IllformedLocaleException e) {
      return Optional.empty(); // a name rather than a tag
    }
  }

  private static Optional<String> byName(String name, List<String> among) {
    for (String language : among) {
      Locale locale = Locale.forLanguageTag(language);
      if (name.equalsIgnoreCase(locale.getDisplayLanguage(locale))
          || name.equalsIgnoreCase(locale.getDisplayLanguage(Locale.ENGLISH)))
        return Optional.of(Languages.primary(language));
    }
    return Optional.empty();
  }
}
