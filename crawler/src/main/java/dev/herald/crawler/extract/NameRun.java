package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Clause.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A run of capitalised words that may be the name of a person or body, with the small words that
/// join them.
final class NameRun {
  static final int MOST_WORDS = 12;
  private static final int LEAST_CHARS = 3;

  private static final Set<String> GERMAN_ARTICLES = Set.of("der", "die", "das", "ein", "eine");
  private static final List<String> GERMAN_OFFICES =
      List.of(
          "minister",
          "präsident",
          "kanzler",
          "senator",
          "direktor",
          "sprecher",
          "kommissar",
          "botschafter",
          "bürgermeister",
          "gouverneur",
          "vorsitzende",
          "sekretär",
          "beauftragte",
          "chef",
          "regierung",
          "ministerium",
          "rat",
          "amt",
          "bank",
          "behörde",
          "kommission");

  private NameRun() {}

  /// Index behind the run that begins at a word.
  static int end(Clause clause, int start) {
    int end = start;
    int most = Math.min(clause.size(), start + MOST_WORDS);
    while (end < most) {
      Word word = clause.word(end);
      boolean goesOn = word.isCapital() || (end > start && joins(clause, end));
      if (!goesOn || word.isInBrackets()) break;
      end++;
      if (word.endsPart()) break;
    }
    while (end > start + 1 && !clause.word(end - 1).isCapital()) end--;
    return end;
  }

  /// Whether a small word joins the words of a name around it: "Bank of Norvania", "von der Aue".
  static boolean joins(Clause clause, int at) {
    Word word = clause.word(at);
    if (word.is(SpeechWords.LINK)) return true;
    return word.is(SpeechWords.ARTICLE) && clause.word(at - 1).is(SpeechWords.LINK);
  }

  /// A common noun, which German writes with a capital, is not who speaks, unless an office is.
  static boolean isGermanNoun(Word article, Word noun) {
    String bare = noun.bare();
    boolean acronym = noun.text().length() > 1 && Character.isUpperCase(noun.text().charAt(1));
    return GERMAN_ARTICLES.contains(article.bare()) && !acronym && !isGermanOffice(bare);
  }

  static boolean isGermanOffice(String bare) {
    return GERMAN_OFFICES.stream()
        .anyMatch(office -> bare.endsWith(office) || bare.endsWith(office + "in"));
  }

  /// The name in a run; empty if an agency or nobody is named.
  ///
  /// @param leading whether the name ends at what is no name, rather than begins behind it
  static Optional<String> name(List<Word> run, boolean leading) {
    var name = new ArrayList<Word>();
    for (Word word : run) {
      if (word.is(SpeechWords.AGENCY)) return Optional.empty();
      boolean initial = word.bare().length() == 1 && word.text().endsWith(".");
      boolean no = !initial && (word.is(SpeechWords.NO_NAME) || word.is(SpeechWords.PRONOUN));
      if (no && word.isCapital()) {
        if (leading) break;
        name.clear();
      } else if (!name.isEmpty() || (word.isCapital() && !word.is(SpeechWords.ARTICLE))) {
        name.add(word);
      }
    }
    while (!name.isEmpty() && !name.getLast().isCapital()) name.removeLast();
    String joined = Clause.trimmed(String.join(" ", name.stream().map(Word::text).toList()));
    return joined.length() < LEAST_CHARS ? Optional.empty() : Optional.of(joined);
  }
}
