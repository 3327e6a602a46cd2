package dev.herald.crawler.language;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/// Tells a text's language with OpenNLP, among those a source publishes in. Thread-safe.
public final class LanguageDetector {
  private static final String MODEL = "langdetect-183.bin";
  private static final int MAX_CHARS = 2_000;
  private static final double SURE = 0.5;
  private static final String UNKNOWN = "und";
  private static final Map<String, String> TWO_LETTERS =
      Map.of(
          "cmn", "zh", "zho", "zh", "pes", "fa", "azj", "az", "nob", "nb", "ekk", "et", "lvs",
          "lv");

  private final LanguageDetectorModel model;

  private LanguageDetector(LanguageDetectorModel model) {
    this.model = model;
  }

  /// The detector of this process; its model is loaded once, on first use.
  public static LanguageDetector shared() {
    return Shared.DETECTOR;
  }

  /// The language of a text.
  ///
  /// @param candidates BCP 47; empty = any
  /// @param declared what the page says of itself, believed where the text does not contradict
  /// @return primary subtag, or `und` where it cannot be told
  public String detect(String text, List<String> candidates, Optional<String> declared) {
    String normal =
        Normalizer.normalize(
            text.substring(0, Math.min(text.length(), MAX_CHARS)), Normalizer.Form.NFC);
    List<String> among = candidates.stream().map(LanguageDetector::primary).distinct().toList();
    Optional<String> said =
        declared
            .map(LanguageDetector::primary)
            .filter(language -> among.isEmpty() || among.contains(language));
    if (normal.codePoints().filter(Character::isLetter).count() < 20)
      return said.orElse(among.size() == 1 ? among.get(0) : UNKNOWN);
    double bestSaid = 0;
    String best = UNKNOWN;
    double bestConfidence = 0;
    for (Language guess : new LanguageDetectorME(model).predictLanguages(normal)) {
      String language = twoLetters(guess.getLang());
      if (said.isPresent() && said.get().equals(language)) bestSaid = guess.getConfidence();
      if (!among.isEmpty() && !among.contains(language)) continue;
      if (guess.getConfidence() > bestConfidence) {
        best = language;
        bestConfidence = guess.getConfidence();
      }
    }
    if (said.isPresent() && (bestSaid > 0.02 || bestConfidence < SURE)) {
      boolean contradicted = bestConfidence > 0.9 && bestSaid < 0.01;
      if (!contradicted && bestSaid >= bestConfidence * 0.2) return said.get();
    }
    if (!among.isEmpty()) return bestConfidence > 0 ? best : among.get(0);
    return bestConfidence >= 0.1 ? best : said.orElse(UNKNOWN);
  }

  private static String twoLetters(String iso3) {
    String mapped = TWO_LETTERS.get(iso3);
    if (mapped != null) return mapped;
    for (String language : Iso.LANGUAGES.keySet())
      if (iso3.equals(language)) return Iso.LANGUAGES.get(language);
    return iso3;
  }

  private static String primary(String language) {
    return language.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static final class Iso {
    static final Map<String, String> LANGUAGES = table();

    private static Map<String, String> table() {
      Map<String, String> table = new java.util.HashMap<>();
      for (String two : Locale.getISOLanguages()) table.put(Locale.of(two).getISO3Language(), two);
      return Map.copyOf(table);
    }
  }

  private static final class Shared {
    static final LanguageDetector DETECTOR = load();

    private static LanguageDetector load() {
      try (InputStream bytes = LanguageDetector.class.getResourceAsStream("/" + MODEL)) {
        if (bytes == null) throw new IllegalStateException(MODEL + " is not on the class path");
        return new LanguageDetector(new LanguageDetectorModel(bytes));
      } catch (IOException e) {
        throw new IllegalStateException(MODEL + " cannot be read", e);
      }
    }
  }
}
