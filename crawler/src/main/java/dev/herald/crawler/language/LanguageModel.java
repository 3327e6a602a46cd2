package dev.herald.crawler.language;

import dev.herald.config.language.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;
import opennlp.tools.util.StringUtil;

/// OpenNLP's model of 103 languages, with answers by BCP 47 primary subtag. Thread-safe.
///
/// Its own detector cleans the text with regular expressions and wraps each n-gram; letters only, a
/// bounded sample and plain strings give the same answers several times faster.
final class LanguageModel {
  private static final String RESOURCE = "/langdetect-183.bin";
  private static final int MAX_CHARS = 400;
  private static final int LONGEST_NGRAM = 3;

  private final MaxentModel model;
  private final String[] languages;

  private LanguageModel(MaxentModel model) {
    this.model = model;
    Map<String, String> codes = codes();
    this.languages = new String[model.getNumOutcomes()];
    for (int i = 0; i < languages.length; i++) {
      String code = model.getOutcome(i);
      languages[i] = codes.getOrDefault(code, code);
    }
  }

  static LanguageModel load() {
    try (InputStream bytes = LanguageModel.class.getResourceAsStream(RESOURCE)) {
      return new LanguageModel(
          new LanguageDetectorModel(
                  Objects.requireNonNull(bytes, "%s is not on the class path".formatted(RESOURCE)))
              .getMaxentModel());
    } catch (IOException e) {
      throw new IllegalStateException("the language model %s is broken".formatted(RESOURCE), e);
    }
  }

  /// The probability of each language; of two varieties with one tag, the likelier.
  ///
  /// @param text NFC
  Map<String, Double> probabilities(String text) {
    double[] outcomes = model.eval(ngrams(sample(text)));
    Map<String, Double> probabilities = new HashMap<>();
    for (int j = 0; j < outcomes.length; j++)
      probabilities.merge(languages[j], outcomes[j], Math::max);
    return probabilities;
  }

  /// The distinct runs of one to three characters, as the model was taught with.
  static String[] ngrams(String text) {
    String lower = StringUtil.toLowerCase(text);
    Set<String> ngrams = HashSet.newHashSet(LONGEST_NGRAM * lower.length());
    for (int length = 1; length <= LONGEST_NGRAM; length++)
      for (int at = 0; at + length <= lower.length(); at++)
        ngrams.add(lower.substring(at, at + length));
    return ngrams.toArray(String[]::new);
  }

  private static String sample(String text) {
    var sample = new StringBuilder(MAX_CHARS + 2);
    boolean blank = false;
    for (int i = 0; i < text.length() && sample.length() < MAX_CHARS; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetter(c)
          || Character.getType(c) == Character.NON_SPACING_MARK
          || Character.getType(c) == Character.COMBINING_SPACING_MARK
          || c == '\'') {
        if (blank) sample.append(' ');
        blank = false;
        sample.appendCodePoint(c);
      } else {
        blank = true;
      }
    }
    return sample.toString();
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String two : Locale.getISOLanguages())
      codes.put(
          Locale.of(two).getISO3Language(), Languages.primary(Locale.of(two).toLanguageTag()));
    codes.putAll(
        Map.of(
            "cmn", "zh", "nan", "zh", "pes", "fa", "lvs", "lv", "ekk", "et", "plt", "mg", "pnb",
            "pa"));
    return codes;
  }
}
