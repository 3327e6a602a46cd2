package dev.herald.crawler.time;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The numbers up to sixty as words, in every gender and case that CLDR has rules for: "three",
/// "drei", "трёх".
///
/// A language's words are read when they are first asked for, as that costs some milliseconds.
final class SpelledNumbers {
  private static final int MOST = 60;
  private static final Map<String, Map<String, Integer>> BY_LANGUAGE = new ConcurrentHashMap<>();

  private SpelledNumbers() {}

  /// The number a word stands for; 0 if for none.
  ///
  /// @param folded word, or words with a blank between them
  /// @param language BCP 47 primary subtag, of which CLDR knows month names
  static int find(String folded, String language) {
    return BY_LANGUAGE.computeIfAbsent(language, SpelledNumbers::read).getOrDefault(folded, 0);
  }

  private static Map<String, Integer> read(String language) {
    var format = new RuleBasedNumberFormat(new ULocale(language), RuleBasedNumberFormat.SPELLOUT);
    Map<String, Integer> numbers = new HashMap<>();
    for (String rules : format.getRuleSetNames()) {
      if (!rules.contains("cardinal")) continue;
      for (int number = 1; number <= MOST; number++)
        numbers.putIfAbsent(FoldedText.fold(format.format(number, rules)), number);
    }
    return numbers;
  }
}
