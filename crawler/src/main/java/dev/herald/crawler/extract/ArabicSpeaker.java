package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Clause.Word;
import java.util.ArrayList;
import java.util.Optional;

/// Names a speaker in Arabic, where the verb stands before its subject and no capital shows where a
/// name ends.
final class ArabicSpeaker {
  private static final int MOST_NAME_WORDS = 8;
  private static final int LEAST_CHARS = 3;

  private ArabicSpeaker() {}

  static Optional<String> find(Clause before, Clause after) {
    return behind(after).or(() -> ahead(before));
  }

  /// «…»، قال الوزير
  private static Optional<String> behind(Clause clause) {
    for (int i = 0; i < Math.min(2, clause.size()); i++)
      if (isVerb(clause.word(i))) return name(clause, i + 1);
    return Optional.empty();
  }

  /// وقال الوزير: «…» · وأكد الوزير أن «…»
  private static Optional<String> ahead(Clause clause) {
    int verb = clause.size() - 1;
    while (verb >= 0 && !isVerb(clause.word(verb))) verb--;
    if (verb < 0 || !leadsOn(clause, verb)) return Optional.empty();
    return name(clause, verb + 1);
  }

  private static boolean leadsOn(Clause clause, int verb) {
    String text = clause.text().strip();
    if (text.endsWith(":") || text.endsWith("،") || text.endsWith(",")) return true;
    for (int i = verb + 1; i < clause.size(); i++)
      if (clause.word(i).is(SpeechWords.ARABIC_THAT)) return true;
    return false;
  }

  private static Optional<String> name(Clause clause, int from) {
    var name = new ArrayList<String>();
    for (int i = from; i < clause.size() && !ends(clause.word(i)); i++) {
      name.add(clause.word(i).text());
      if (clause.word(i).endsPart()) break;
    }
    if (name.size() > MOST_NAME_WORDS) return Optional.empty();
    String joined = Clause.trimmed(String.join(" ", name));
    return joined.length() < LEAST_CHARS ? Optional.empty() : Optional.of(joined);
  }

  private static boolean ends(Word word) {
    return word.is(SpeechWords.ARABIC_THAT)
        || word.is(SpeechWords.ARABIC_ASIDE)
        || word.is(SpeechWords.ARABIC_NO_NAME);
  }

  /// A verb, also with "and" or "then" written on it.
  private static boolean isVerb(Word word) {
    if (word.is(SpeechWords.ARABIC_VERB)) return true;
    String bare = word.bare();
    boolean joined = bare.length() > 3 && "وف".indexOf(bare.charAt(0)) >= 0;
    return joined && SpeechWords.ARABIC_VERB.has(bare.substring(1));
  }
}
