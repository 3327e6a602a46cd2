package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Clause.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the name that stands before a verb: right before it, at the start of the sentence, or
/// where the language ends its sentences with the verb.
final class NameBefore {
  private static final int MOST_BETWEEN = 9;
  private static final Pattern LOCATIVE = Pattern.compile(".{1,40}(?:[dt][aeə]n?|[dt][ae]ki)");

  private NameBefore() {}

  /// The name that ends right before a verb: "Anna Berg said", "Anna Berg, the minister, said".
  static Optional<String> find(Clause clause, int verb) {
    int end = verb;
    while (end > 0 && isPassedOver(clause.word(end - 1))) end--;
    if (end == 0) return Optional.empty();
    Word last = clause.word(end - 1);
    if (!last.isCapital()) {
      if (!last.text().endsWith(",")) return Optional.empty();
      int opening = end - 2;
      while (opening >= 0 && !clause.word(opening).text().endsWith(",")) opening--;
      if (opening < 0 || end - opening > MOST_BETWEEN) return Optional.empty();
      end = opening + 1;
    }
    return endingAt(clause, end);
  }

  private static boolean isPassedOver(Word word) {
    boolean filler = word.is(SpeechWords.FILLER) && word.isSmall() && !word.endsPart();
    return filler || (word.isInBrackets() && word.text().indexOf(')') > 0);
  }

  private static Optional<String> endingAt(Clause clause, int end) {
    int start = end;
    while (start > 0 && end - start < NameRun.MOST_WORDS) {
      Word word = clause.word(start - 1);
      if (start < end && word.endsPart()) break;
      boolean joining = start < end && start > 1 && NameRun.joins(clause, start - 1);
      if (!word.isCapital() && !joining) break;
      start--;
    }
    while (start < end && !clause.word(start).isCapital()) start++;
    if (start == end) return Optional.empty();
    // "the head of the Bank said", "In Berlin Anna said": the run is no subject.
    if (start > 0 && isBound(clause, start)) return Optional.empty();
    if (opensAside(clause, start) || clause.word(start).isInBrackets()) return Optional.empty();
    if (end - start == 1 && start > 0) return single(clause, start);
    return NameRun.name(clause.words().subList(start, end), false);
  }

  /// A lone word with a capital: nobody where something small but an article or an office stands
  /// before it; the name before it where it is set between commas, as a party is.
  private static Optional<String> single(Clause clause, int at) {
    Word earlier = clause.word(at - 1);
    Word only = clause.word(at);
    if (earlier.isCapital() && earlier.text().endsWith(",") && only.text().endsWith(",")) {
      Optional<String> name = endingAt(clause, at).filter(found -> found.indexOf(' ') > 0);
      if (name.isPresent()) return name;
    }
    boolean article = earlier.is(SpeechWords.ARTICLE);
    boolean known = article || earlier.is(SpeechWords.OFFICE) || earlier.is(SpeechWords.FILLER);
    if (earlier.isSmall() && !earlier.endsPart() && !known) return Optional.empty();
    if (article && NameRun.isGermanNoun(earlier, only)) return Optional.empty();
    return NameRun.name(List.of(only), false);
  }

  private static boolean isBound(Clause clause, int start) {
    Word earlier = clause.word(start - 1);
    if (earlier.endsPart()) return false;
    if (earlier.is(SpeechWords.LINK) || isAside(earlier)) return true;
    if (!earlier.is(SpeechWords.ARTICLE) || start < 2) return false;
    Word first = clause.word(start - 2);
    // "Leiterin der Schule Neustadt": a genitive
    boolean owned = first.isCapital() && !first.is(SpeechWords.NO_NAME);
    return !first.endsPart() && (owned || first.is(SpeechWords.LINK) || isAside(first));
  }

  private static boolean opensAside(Clause clause, int start) {
    return clause.word(start).is(SpeechWords.ASIDE)
        && start + 1 < clause.size()
        && !clause.word(start + 1).is(SpeechWords.NO_NAME);
  }

  private static boolean isAside(Word word) {
    return word.is(SpeechWords.ASIDE);
  }

  /// The subject that opens a sentence, what stands between it and the verb being an aside: "Eva
  /// Klug hat am Montag in Berlin erklärt".
  static Optional<String> atStart(Clause clause, int verb) {
    if (clause.size() == 0 || !clause.word(0).isCapital()) return Optional.empty();
    int end = NameRun.end(clause, 0);
    if (end >= verb || verb - end > MOST_BETWEEN) return Optional.empty();
    Word next = clause.word(end);
    boolean aside = next.is(SpeechWords.ASIDE) || next.is(SpeechWords.FILLER);
    if (!aside || opensAside(clause, 0)) return Optional.empty();
    return NameRun.name(clause.words().subList(0, end), false)
        .filter(name -> name.indexOf(' ') > 0);
  }

  /// The subject of a verb that ends its sentence, or of a quotation before such a verb.
  static Optional<String> subject(Clause clause, int verb) {
    int end = verb;
    while (end > 0 && verb - end < MOST_BETWEEN) {
      Word last = clause.word(end - 1);
      if (last.is(SpeechWords.PRONOUN)) return Optional.empty();
      if (!last.isCapital()) {
        end--;
        continue;
      }
      int start = end;
      while (start > 0
          && clause.word(start - 1).isCapital()
          && !(start < end && clause.word(start - 1).endsPart())) start--;
      List<Word> run = withoutPlaces(clause.words().subList(start, end));
      boolean follows = end == verb || last.endsPart() || isFiller(clause.word(end));
      boolean sure = run.size() > 1 || (run.size() == 1 && (last.endsPart() || start > 0));
      if (!run.isEmpty()) return follows && sure ? NameRun.name(run, false) : Optional.empty();
      end = start;
    }
    return Optional.empty();
  }

  private static boolean isFiller(Word word) {
    return word.is(SpeechWords.FILLER) || isLocative(word.bare()) || word.bare().endsWith("ğı");
  }

  /// A run without the words at its end that say where: "Ali Kaya Ankara’da".
  private static List<Word> withoutPlaces(List<Word> run) {
    int end = run.size();
    while (end > 0 && isInflected(run.get(end - 1), end)) end--;
    return run.subList(0, end);
  }

  private static boolean isInflected(Word word, int place) {
    String bare = word.bare();
    boolean apostrophe = bare.indexOf('\'') > 0 || bare.indexOf('’') > 0;
    return apostrophe || (place != 2 && isLocative(bare));
  }

  private static boolean isLocative(String bare) {
    return bare.length() > 5 && LOCATIVE.matcher(bare).matches();
  }

  /// "Bundesministerin Eva Klug:", with a word for an office, at the beginning of a paragraph.
  static Optional<String> label(Clause clause) {
    if (clause.size() < 2 || !clause.text().stripTrailing().endsWith(":")) return Optional.empty();
    if (NameRun.end(clause, 0) != clause.size() || !clause.word(0).isCapital())
      return Optional.empty();
    String title = clause.word(0).bare();
    boolean office = NameRun.isGermanOffice(title) || SpeechWords.OFFICE.has(title);
    return office ? NameRun.name(clause.words(), false) : Optional.empty();
  }
}
