package dev.herald.crawler.language;

import dev.herald.config.language.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import opennlp.tools.langdetect.DefaultLanguageDetectorContextGenerator;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;

/// OpenNLP's model of 103 languages, with answers by BCP 47 primary subtag. Thread-safe.
///
/// Its own detector cleans the text with regular expressions; letters only, and a bounded sample,
/// give the same answers several times faster.
final class LanguageModel {
  private static final String RESOURCE = "/langdetect-183.bin";
  private static final int MAX_CHARS = 400;
  private static final DefaultLanguageDetectorContextGenerator NGRAMS =
      new DefaultLanguageDetectorContextGenerator(1, 3);

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
    Map<String, Float> counts = new HashMap<>();
    for (CharSequence ngram : NGRAMS.getContext(sample(text)))
      counts.merge(ngram.toString(), 1f, Float::sum);
    String[] ngrams = new String[counts.size()];
    float[] values = new float[ngrams.length];
    int i = 0;
    for (Map.Entry<String, Float> count : counts.entrySet()) {
      ngrams[i] = count.getKey();
      values[i++] = count.getValue();
    }
    double[] outcomes = model.eval(ngrams, values);
    Map<String, Double> probabilities = new HashMap<>();
    for (int j = 0; j < outcomes.length; j++)
      probabilities.merge(languages[j], outcomes[j], Math::max);
    return probabilities;
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
