package dev.herald.crawler.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Frequent words, for what n-grams of letters cannot tell or the model was not taught.
final class FunctionWords {
  private static final Map<String, List<String>> LANGUAGES_BY_WORD = new HashMap<>();
  private static final List<Map<String, List<String>>> GROUPS;

  static {
    for (String line : lines("function-words.txt")) {
      int bar = line.indexOf('|');
      String language = line.substring(0, bar);
      for (String word : Set.copyOf(List.of(line.substring(bar + 1).split(" ", -1))))
        LANGUAGES_BY_WORD.computeIfAbsent(word, _ -> new ArrayList<>()).add(language);
    }
    Map<String, Map<String, List<String>>> groups = new HashMap<>();
    for (String line : lines("telling-words.txt")) {
      List<String> parts = List.of(line.split(" ", -1));
      groups
          .computeIfAbsent(parts.get(0), _ -> new HashMap<>())
          .put(parts.get(1), parts.subList(2, parts.size()));
    }
    GROUPS = List.copyOf(groups.values());
  }

  private FunctionWords() {}

  /// The words of a text, in lower case.
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && isPart(text.charAt(i));
      if (inWord && start < 0) start = i;
      if (!inWord && start >= 0) {
        words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
        start = -1;
      }
    }
    return words;
  }

  /// The share of a text's words that are frequent in each language with a list, above 0 to 1.
  static Map<String, Double> shares(List<String> words) {
    Map<String, Double> shares = new HashMap<>();
    double one = 1.0 / Math.max(1, words.size());
    for (String word : words)
      for (String language : LANGUAGES_BY_WORD.getOrDefault(word, List.of()))
        shares.merge(language, one, Double::sum);
    return shares;
  }

  /// The frequent words of each language with a list.
  static Map<String, List<String>> byLanguage() {
    Map<String, List<String>> byLanguage = new HashMap<>();
    LANGUAGES_BY_WORD.forEach(
        (word, languages) ->
            languages.forEach(
                language ->
                    byLanguage.computeIfAbsent(language, _ -> new ArrayList<>()).add(word)));
    return byLanguage;
  }

  /// The languages that are easily taken for this one, itself included; empty if there are none.
  static Set<String> relatives(String language) {
    return GROUPS.stream()
        .filter(group -> group.containsKey(language))
        .findFirst()
        .map(Map::keySet)
        .orElse(Set.of());
  }

  /// How many words speak for each of a language's relatives.
  static Map<String, Integer> telling(String language, List<String> words) {
    Map<String, Integer> hits = new HashMap<>();
    GROUPS.stream()
        .filter(group -> group.containsKey(language))
        .findFirst()
        .ifPresent(
            group -> group.forEach((relative, signs) -> hits.put(relative, count(words, signs))));
    return hits;
  }

  private static int count(List<String> words, List<String> signs) {
    int count = 0;
    for (String word : words)
      for (String sign : signs)
        if (shows(word, sign)) {
          count++;
          break;
        }
    return count;
  }

  private static boolean shows(String word, String sign) {
    int last = sign.length() - 1;
    if (sign.charAt(0) == '~') return word.contains(sign.substring(1));
    if (sign.charAt(last) == '|') return word.length() == last && sign.startsWith(word);
    return word.startsWith(sign);
  }

  private static boolean isPart(char c) {
    return Character.isLetter(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || c == '-'
        || c == '\'';
  }

  private static List<String> lines(String file) {
    return WordTable.lines(FunctionWords.class, file).stream()
        .map(text -> Normalizer.normalize(text, Normalizer.Form.NFC))
        .toList();
  }
}
