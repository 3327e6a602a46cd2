package dev.herald.config.language;

import java.util.Map;
import java.util.Optional;

/// Which analyzer reads which language, under the names a full Elasticsearch gives them.
///
/// Languages without an analyzer of their own are read by [WordsAnalyzer] alone.
public final class Languages {
  private static final Map<String, String> ANALYZER_BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ar", "arabic"),
          Map.entry("bg", "bulgarian"),
          Map.entry("bn", "bengali"),
          Map.entry("ca", "catalan"),
          Map.entry("cs", "czech"),
          Map.entry("da", "danish"),
          Map.entry("de", "german"),
          Map.entry("el", "greek"),
          Map.entry("en", "english"),
          Map.entry("es", "spanish"),
          Map.entry("et", "estonian"),
          Map.entry("eu", "basque"),
          Map.entry("fa", "persian"),
          Map.entry("fi", "finnish"),
          Map.entry("fr", "french"),
          Map.entry("ga", "irish"),
          Map.entry("gl", "galician"),
          Map.entry("hi", "hindi"),
          Map.entry("hu", "hungarian"),
          Map.entry("hy", "armenian"),
          Map.entry("id", "indonesian"),
          Map.entry("it", "italian"),
          Map.entry("ja", "cjk"),
          Map.entry("ko", "cjk"),
          Map.entry("lt", "lithuanian"),
          Map.entry("lv", "latvian"),
          Map.entry("nb", "norwegian"),
          Map.entry("nl", "dutch"),
          Map.entry("nn", "norwegian"),
          Map.entry("no", "norwegian"),
          Map.entry("pt", "portuguese"),
          Map.entry("ro", "romanian"),
          Map.entry("ru", "russian"),
          Map.entry("sv", "swedish"),
          Map.entry("th", "thai"),
          Map.entry("tr", "turkish"),
          Map.entry("zh", "cjk"));

  private Languages() {}

  /// Name of the analyzer of a language.
  ///
  /// @param language BCP 47; only the primary subtag counts
  public static Optional<String> findAnalyzer(String language) {
    return Optional.ofNullable(ANALYZER_BY_LANGUAGE.get(primary(language)));
  }

  /// Every language with an analyzer, by primary subtag.
  public static Map<String, String> analyzers() {
    return ANALYZER_BY_LANGUAGE;
  }

  /// The primary subtag in lower case: `pt` of `pt-BR`.
  public static String primary(String language) {
    int dash = language.indexOf('-');
    return (dash < 0 ? language : language.substring(0, dash)).toLowerCase(java.util.Locale.ROOT);
  }
}
