package dev.herald.crawler.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The scripts of a text, and the languages that have a script to themselves.
///
/// @param main the one most letters are of; `COMMON` if there are no letters
/// @param letters how many there are
/// @param hasKana whether a noticeable part is Japanese syllables
/// @param isUyghur whether it has letters only Uyghur writes
record Scripts(UnicodeScript main, int letters, boolean hasKana, boolean isUyghur) {
  private static final Map<UnicodeScript, List<String>> LANGUAGES =
      Map.ofEntries(
          Map.entry(UnicodeScript.ETHIOPIC, List.of("am", "ti")),
          Map.entry(UnicodeScript.KHMER, List.of("km")),
          Map.entry(UnicodeScript.LAO, List.of("lo")),
          Map.entry(UnicodeScript.MYANMAR, List.of("my")),
          Map.entry(UnicodeScript.THAI, List.of("th")),
          Map.entry(UnicodeScript.GEORGIAN, List.of("ka")),
          Map.entry(UnicodeScript.ARMENIAN, List.of("hy")),
          Map.entry(UnicodeScript.GREEK, List.of("el")),
          Map.entry(UnicodeScript.HEBREW, List.of("he", "yi")),
          Map.entry(UnicodeScript.HANGUL, List.of("ko")),
          Map.entry(UnicodeScript.HIRAGANA, List.of("ja")),
          Map.entry(UnicodeScript.KATAKANA, List.of("ja")),
          Map.entry(UnicodeScript.GUJARATI, List.of("gu")),
          Map.entry(UnicodeScript.GURMUKHI, List.of("pa")),
          Map.entry(UnicodeScript.TAMIL, List.of("ta")),
          Map.entry(UnicodeScript.TELUGU, List.of("te")),
          Map.entry(UnicodeScript.KANNADA, List.of("kn")),
          Map.entry(UnicodeScript.MALAYALAM, List.of("ml")),
          Map.entry(UnicodeScript.SINHALA, List.of("si")),
          Map.entry(UnicodeScript.BENGALI, List.of("bn", "as")),
          Map.entry(UnicodeScript.ORIYA, List.of("or")),
          Map.entry(UnicodeScript.TIBETAN, List.of("bo", "dz")),
          Map.entry(UnicodeScript.THAANA, List.of("dv")));

  private static final Set<String> HAVING_THEIR_OWN =
      Stream.concat(LANGUAGES.values().stream().flatMap(List::stream), Stream.of("zh"))
          .collect(Collectors.toUnmodifiableSet());

  static Scripts of(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    UnicodeScript current = UnicodeScript.COMMON;
    int run = 0;
    int letters = 0;
    int kana = 0;
    boolean uyghur = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!Character.isLetter(c)) continue;
      letters++;
      UnicodeScript script = UnicodeScript.of(c);
      if (script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA) kana++;
      if (c == 'ۇ' || c == 'ۆ' || c == 'ۈ') uyghur = true;
      if (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) continue;
      if (script != current) {
        counts.merge(current, run, Integer::sum);
        current = script;
        run = 0;
      }
      run++;
    }
    counts.merge(current, run, Integer::sum);
    UnicodeScript main =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(UnicodeScript.COMMON);
    return new Scripts(main, letters, kana * 20 > letters, uyghur);
  }

  /// The languages that alone write this script; empty if many do.
  List<String> languages() {
    if (hasKana) return List.of("ja");
    if (main == UnicodeScript.HAN) return List.of("zh");
    return isUyghur && main == UnicodeScript.ARABIC
        ? List.of("ug")
        : LANGUAGES.getOrDefault(main, List.of());
  }

  /// Whether a language is written in this script, as far as is known.
  boolean mayWrite(String language) {
    List<String> own = languages();
    if (!own.isEmpty())
      return own.contains(language) || (main == UnicodeScript.HAN && language.equals("ja"));
    if (main == UnicodeScript.COMMON) return true;
    if (HAVING_THEIR_OWN.contains(language)) return false;
    return switch (main) {
      case ARABIC -> ARABIC_WRITTEN.contains(language);
      case CYRILLIC -> CYRILLIC_WRITTEN.contains(language);
      case DEVANAGARI -> DEVANAGARI_WRITTEN.contains(language);
      case LATIN -> !ONLY_OTHER.contains(language);
      default -> true;
    };
  }

  private static final List<String> ARABIC_WRITTEN =
      words("ar fa ur ps ku ckb sd ug pa ks az kk ky uz ms ha arz pnb tk");
  private static final List<String> CYRILLIC_WRITTEN =
      words("ru uk be bg mk sr kk ky tg tt mn uz az ba ce bs tk cv os ab kv udm");
  private static final List<String> DEVANAGARI_WRITTEN = words("hi mr ne sa kok mai bho");
  private static final List<String> ONLY_OTHER =
      words("ar fa ur ps ru uk be bg mk hi mr ne sa ug ba ce");

  private static List<String> words(String words) {
    return List.of(words.toLowerCase(Locale.ROOT).split(" ", -1));
  }
}
