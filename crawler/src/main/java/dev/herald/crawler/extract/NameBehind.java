package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Clause.Word;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the name that stands behind a verb or "according to". An office that is written small
/// before it is passed over, with what it is the office of.
final class NameBehind {
  private static final int MOST_OFFICE_WORDS = 12;
  private static final int OFFICE_WITHIN = 4;
  private static final Pattern PATRONYMIC = Pattern.compile(".{2,20}(?:вич|вна|ична)");
  private static final Pattern RUSSIAN_SURNAME =
      Pattern.compile(".{1,30}(?:[оеё]в|[иы]н|ский|цкий|ская|цкая|енко|швили|дзе)");

  /// Words of grammar, none of which stands between a calling and a name.
  private static final Set<SpeechWords> GRAMMAR =
      EnumSet.of(
          SpeechWords.LINK,
          SpeechWords.OF,
          SpeechWords.ARTICLE,
          SpeechWords.ASIDE,
          SpeechWords.THAT,
          SpeechWords.FILLER,
          SpeechWords.VERB,
          SpeechWords.PRONOUN,
          SpeechWords.NO_NAME);

  private NameBehind() {}

  /// The name that begins at a word, or behind an office there.
  static Optional<String> find(Clause clause, int at) {
    int adverbs = 0;
    while (at + adverbs < clause.size() && isAdverb(clause.word(at + adverbs))) adverbs++;
    int start = at + adverbs;
    if (start >= clause.size()) return Optional.empty();
    Word first = clause.word(start);
    if (first.isCapital()) return ofRun(clause, start, true);
    boolean article = first.is(SpeechWords.ARTICLE);
    boolean named = article && start + 1 < clause.size() && clause.word(start + 1).isCapital();
    // "dijo a Juan": what is an article in one language is a preposition in another.
    if (named && first.bare().length() > 1)
      return apposition(clause, start + 1).or(() -> ofRun(clause, start + 1, false));
    return named ? Optional.empty() : behindOffice(clause, start);
  }

  private static boolean isAdverb(Word word) {
    return word.is(SpeechWords.FILLER) && word.isSmall() && word.bare().length() > 2;
  }

  /// "der Minister für Häfen, Karl Weiss,": of an office and a name, the name.
  private static Optional<String> apposition(Clause clause, int start) {
    int end = NameRun.end(clause, start);
    if (end >= clause.size() || !clause.word(end - 1).text().endsWith(",")) return Optional.empty();
    if (!clause.word(end).isCapital()) return Optional.empty();
    return ofRun(clause, end, false).filter(name -> name.indexOf(' ') > 0);
  }

  /// The name behind "la ministre des Affaires étrangères,".
  private static Optional<String> behindOffice(Clause clause, int start) {
    boolean office = false;
    boolean opens = false;
    for (int i = start; i < Math.min(clause.size(), start + MOST_OFFICE_WORDS); i++) {
      Word word = clause.word(i);
      if (word.isCapital()) {
        int end = NameRun.end(clause, i);
        boolean owner = isOwner(clause, i, end, opens);
        if (!owner) return office ? person(clause, i, end) : Optional.empty();
        opens = clause.word(end - 1).endsPart();
        i = end - 1;
        continue;
      }
      boolean over = opens || word.is(SpeechWords.PRONOUN);
      if (over || word.is(SpeechWords.THAT) || word.is(SpeechWords.VERB)) return Optional.empty();
      boolean joins = word.is(SpeechWords.LINK) || word.is(SpeechWords.OF);
      if (word.is(SpeechWords.ASIDE) && !joins) return Optional.empty();
      office |= word.is(SpeechWords.OFFICE);
      if (!office && i - start >= OFFICE_WITHIN) return Optional.empty();
      opens = word.endsPart();
    }
    return Optional.empty();
  }

  /// Whether a run names what an office is of: "of Norvania", "Norway’s", "Минфина".
  private static boolean isOwner(Clause clause, int start, int end, boolean opens) {
    if (opens) return false;
    String last = clause.word(end - 1).bare();
    if (last.endsWith("'s") || last.endsWith("’s")) return true;
    Word earlier = clause.word(start - 1);
    boolean linked =
        earlier.is(SpeechWords.LINK)
            || earlier.is(SpeechWords.OF)
            || earlier.is(SpeechWords.ARTICLE);
    if (linked) return true;
    boolean goesOn = end < clause.size() && clause.word(end).isSmall();
    return end - start == 1
        && goesOn
        && isCyrillic(last)
        && !looksRussianSurname(last)
        && !clause.word(end).is(SpeechWords.ASIDE);
  }

  /// The name in a run behind an office; Russian writes whose office it is between.
  private static Optional<String> person(Clause clause, int start, int end) {
    int from = start;
    String last = clause.word(end - 1).bare();
    if (isCyrillic(last)) {
      if (end - start == 1 && !looksRussianSurname(last)) return Optional.empty();
      boolean patronymic =
          end - start >= 3 && PATRONYMIC.matcher(clause.word(end - 2).bare()).matches();
      from = Math.max(start, end - (patronymic ? 3 : 2));
    }
    return NameRun.name(clause.words().subList(from, end), true);
  }

  private static boolean isCyrillic(String word) {
    return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.CYRILLIC;
  }

  private static boolean looksRussianSurname(String word) {
    return RUSSIAN_SURNAME.matcher(word).matches();
  }

  /// The name in a run of capitals.
  ///
  /// @param bare whether no article stands before it
  private static Optional<String> ofRun(Clause clause, int start, boolean bare) {
    int end = NameRun.end(clause, start);
    Optional<String> name = NameRun.name(clause.words().subList(start, end), true);
    if (name.isEmpty() || end - start > 1) return name;
    Word only = clause.word(start);
    if (!bare) return NameRun.isGermanNoun(clause.word(start - 1), only) ? Optional.empty() : name;
    return behindNoun(clause, end).or(() -> name);
  }

  /// The name behind what is written small: of "Norway’s minister Anna Berg", not "Norway’s".
  private static Optional<String> behindNoun(Clause clause, int start) {
    if (start == 0 || clause.word(start - 1).endsPart()) return Optional.empty();
    for (int i = start; i < Math.min(clause.size(), start + OFFICE_WITHIN + 1); i++) {
      Word word = clause.word(i);
      if (word.isCapital()) {
        int end = NameRun.end(clause, i);
        boolean whole = i > start && end - i > 1;
        return whole ? NameRun.name(clause.words().subList(i, end), true) : Optional.empty();
      }
      if (!word.isSmall() || word.endsPart() || isGrammar(word)) return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isGrammar(Word word) {
    return GRAMMAR.stream().anyMatch(word::is);
  }
}
