package dev.herald.crawler.time;

import dev.herald.config.language.Languages;
import dev.herald.crawler.time.Meaning.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words that may stand in one text: those of its languages, first things first, English, and
/// those of every language.
final class Words {
  private static final int MOST_LANGUAGES = 6;
  private static final int MOST_CHARS = 30;
  private static final int LEAST_PREFIX = 3;
  private static final int LEAST_STEM = 4;
  private static final int MOST_ENDING = 5;

  private final List<Lexicon> lexicons = new ArrayList<>();
  private final Optional<Lexicon> others;
  private final int longest;

  private Words(List<String> languages, boolean all) {
    Set<String> primary = new LinkedHashSet<>();
    for (String language : languages) {
      if (primary.size() == MOST_LANGUAGES) break;
      primary.add(Languages.primary(language));
    }
    primary.add("en");
    for (String language : primary) lexicons.add(Lexicon.of(language));
    lexicons.add(Lexicon.common());
    this.others = all ? Optional.of(Lexicon.ofAll()) : Optional.empty();
    int most = lexicons.stream().mapToInt(Lexicon::longest).max().orElse(0);
    this.longest = Math.min(MOST_CHARS, Math.max(most, others.map(Lexicon::longest).orElse(0)));
  }

  static Words of(List<String> languages) {
    boolean unknown = languages.stream().allMatch(language -> language.startsWith("und"));
    return new Words(unknown ? List.of() : languages, unknown);
  }

  /// With the month names of all languages as well.
  static Words ofAll(List<String> languages) {
    return new Words(languages.stream().filter(l -> !l.startsWith("und")).toList(), true);
  }

  int longest() {
    return longest;
  }

  /// Everything a word means, in order of likelihood; empty if nothing.
  List<Meaning> find(String folded) {
    List<Meaning> found = List.of();
    for (Lexicon lexicon : lexicons) {
      List<Meaning> more = lexicon.find(folded);
      if (more.isEmpty()) continue;
      if (found.isEmpty()) {
        found = more;
      } else {
        var both = new LinkedHashSet<>(found);
        both.addAll(more);
        found = List.copyOf(both);
      }
    }
    // A word of the text's own languages means nothing foreign.
    return found.isEmpty() ? others.map(lexicon -> lexicon.find(folded)).orElse(found) : found;
  }

  /// The month a word is an inflected or shortened name of, if only one comes into question.
  Optional<Meaning> findInflected(String word) {
    if (word.length() < LEAST_PREFIX) return Optional.empty();
    for (Lexicon lexicon : lexicons) {
      Optional<Meaning> found = inflected(word, lexicon.monthNames());
      if (found.isPresent()) return found;
    }
    return Optional.empty();
  }

  private static Optional<Meaning> inflected(String word, Map<String, Meaning> names) {
    Optional<Meaning> best = Optional.empty();
    int bestLength = 0;
    boolean torn = false;
    for (Map.Entry<String, Meaning> name : names.entrySet()) {
      int common = common(word, name.getKey());
      boolean shortened = common == word.length() && common >= LEAST_PREFIX;
      boolean inflected =
          common >= LEAST_STEM
              && word.length() - common <= MOST_ENDING
              && name.getKey().length() - common <= 3;
      if (!shortened && !inflected) continue;
      if (common > bestLength) {
        best = Optional.of(name.getValue());
        bestLength = common;
        torn = false;
      } else if (common == bestLength
          && best.isPresent()
          && best.get().value() != name.getValue().value()) {
        torn = true;
      }
    }
    return torn ? Optional.empty() : best.filter(meaning -> meaning.kind() == Kind.MONTH);
  }

  private static int common(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(i) == other.charAt(i)) i++;
    return i;
  }
}
