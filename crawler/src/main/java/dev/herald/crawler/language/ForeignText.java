package dev.herald.crawler.language;

import dev.herald.config.language.LanguageAnalyzers;
import dev.herald.config.language.Languages;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.analysis.StopwordAnalyzerBase;

/// Whether a text is likely in another language than its surroundings, told in a few microseconds:
/// by its script, or by whose most frequent words it uses. What is likely is then asked of
/// [LanguageDetector#findForeign].
public final class ForeignText {
  private static final int SAMPLE_CHARS = 240;
  private static final int SCRIPT_CHARS = 80;
  private static final int LEAST_LETTERS = 60;
  private static final int LEAST_WORDS = 8;
  private static final double LEAST_SHARE = 0.15;
  private static final double LEAD = 1.5;
  private static final int LATIN_END = 0x250;

  private static final List<String> KNOWN = new ArrayList<>();
  private static final WordBits WORDS = words();

  private ForeignText() {}

  /// Whether a text looks like another language's.
  ///
  /// @param language of its surroundings, BCP 47
  public static boolean isLikely(String text, String language) {
    String own = Languages.primary(language);
    if (!scripts(text).mayWrite(own)) return true;
    return text.length() >= LEAST_LETTERS && usesWordsOfOthers(text, KNOWN.indexOf(own));
  }

  private static Scripts scripts(String text) {
    int end = Math.min(text.length(), SCRIPT_CHARS);
    for (int i = 0; i < end; i++)
      if (text.charAt(i) >= LATIN_END) return Scripts.of(text.substring(0, end));
    return new Scripts(UnicodeScript.LATIN, end, false, false);
  }

  /// The language whose frequent words a text uses most, if it uses enough of them.
  static Optional<String> leading(String text) {
    var hits = new int[KNOWN.size()];
    int words = WORDS.count(text, SAMPLE_CHARS, hits);
    int lead = lead(hits);
    return words >= LEAST_WORDS && hits[lead] >= LEAST_SHARE * words
        ? Optional.of(KNOWN.get(lead))
        : Optional.empty();
  }

  private static boolean usesWordsOfOthers(String text, int own) {
    var hits = new int[KNOWN.size()];
    int words = WORDS.count(text, SAMPLE_CHARS, hits);
    int most = hits[lead(hits)];
    int ownHits = own < 0 ? 0 : hits[own];
    return words >= LEAST_WORDS
        && most >= LEAST_SHARE * words
        && most >= LEAD * ownHits
        && most > ownHits;
  }

  private static int lead(int[] hits) {
    int lead = 0;
    for (int i = 1; i < hits.length; i++) if (hits[i] > hits[lead]) lead = i;
    return lead;
  }

  /// The stop words of Lucene's analyzers, and the words the detector has for other languages.
  private static WordBits words() {
    Map<String, List<String>> byLanguage = new TreeMap<>(FunctionWords.byLanguage());
    Languages.analyzers()
        .forEach(
            (language, name) -> {
              if (LanguageAnalyzers.create(name) instanceof StopwordAnalyzerBase analyzer
                  && !name.equals("cjk"))
                byLanguage.put(
                    language,
                    analyzer.getStopwordSet().stream()
                        .map(word -> new String((char[]) word))
                        .toList());
            });
    KNOWN.addAll(byLanguage.keySet());
    var bits = new WordBits();
    byLanguage.forEach(
        (language, words) -> words.forEach(word -> bits.add(word, KNOWN.indexOf(language))));
    return bits;
  }
}
