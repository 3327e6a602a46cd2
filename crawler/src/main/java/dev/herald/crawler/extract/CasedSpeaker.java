package dev.herald.crawler.extract;

import dev.herald.crawler.extract.Clause.Word;
import java.util.Optional;

/// Names a speaker in scripts that write names with capitals.
final class CasedSpeaker {
  private static final int MOST_SUBJECT_WORDS = 12;
  private static final int SPEECH_WORDS = 2;

  private final Clause before;
  private final Clause after;
  private final boolean sentence;

  private CasedSpeaker(Clause before, Clause after, boolean sentence) {
    this.before = before;
    this.after = after;
    this.sentence = sentence;
  }

  /// @param sentence whether the quotation ends as a sentence does
  static Optional<String> find(Clause before, Clause after, boolean sentence) {
    var speaker = new CasedSpeaker(before, after, sentence);
    if (speaker.isAnotherSentence()) return speaker.ahead();
    if (speaker.hasPronounBehind()) return Optional.empty();
    return speaker.behind().or(speaker::around).or(speaker::ahead);
  }

  private boolean isAnotherSentence() {
    return sentence && after.size() > 0 && after.word(0).isCapital() && !opensWithMark(after);
  }

  private static boolean opensWithMark(Clause clause) {
    String text = clause.text().strip();
    return !text.isEmpty() && !Character.isLetterOrDigit(text.charAt(0));
  }

  /// "…," he said; « … », a-t-il dit.
  private boolean hasPronounBehind() {
    int verb = verb(after, 0, SPEECH_WORDS + 1);
    if (verb < 0) return false;
    for (int i = 0; i < Math.min(after.size(), verb + 2); i++)
      if (isPronoun(after.word(i))) return true;
    return false;
  }

  private static boolean isPronoun(Word word) {
    if (word.is(SpeechWords.PRONOUN) && word.isSmall()) return true;
    int dash = word.bare().lastIndexOf('-');
    return dash > 0 && SpeechWords.PRONOUN.has(word.bare().substring(dash + 1));
  }

  /// "…," said Anna Berg. "…", so Eva Klug. "…" diyen Ali Kaya.
  private Optional<String> behind() {
    if (after.size() == 0) return Optional.empty();
    int source = source(after, 0, true);
    if (source > 0) return NameBehind.find(after, source);
    int first = 0;
    while (first < after.size() && after.word(first).is(SpeechWords.FILLER)) first++;
    if (first < after.size() && after.word(first).is(SpeechWords.SPLIT) && hasParticle(first))
      return NameBehind.find(after, first + 1);
    int verb = verb(after, first, MOST_SUBJECT_WORDS);
    if (verb < 0) return Optional.empty();
    if (verb == first)
      return after.word(verb).is(SpeechWords.TELLING)
          ? Optional.empty()
          : NameBehind.find(after, verb + 1);
    return opensSubject(after.word(0)) ? NameBefore.find(after, verb) : Optional.empty();
  }

  private boolean hasParticle(int verb) {
    for (int i = verb + 1; i < after.size(); i++)
      if (after.word(i).is(SpeechWords.PARTICLE)) return true;
    return false;
  }

  private static boolean opensSubject(Word word) {
    if (word.isInBrackets()) return false;
    return word.isCapital() || word.is(SpeechWords.ARTICLE) || word.is(SpeechWords.OFFICE);
  }

  /// Where the verb ends the sentence: Ali Kaya, "…" dedi; "…", - deyə nazir Əli Əliyev bildirib.
  private Optional<String> around() {
    if (after.size() == 0) return Optional.empty();
    Optional<String> behind = lastVerbBehind();
    boolean tail = after.word(0).is(SpeechWords.TAIL) && !after.text().strip().startsWith(".");
    return behind.isPresent() || !tail ? behind : NameBefore.subject(before, before.size());
  }

  private Optional<String> lastVerbBehind() {
    int last = lastVerb(after, 0);
    if (last <= 0) return Optional.empty();
    boolean opens = after.word(0).is(SpeechWords.TAIL) || opensSubject(after.word(0));
    return opens ? NameBefore.find(after, last) : Optional.empty();
  }

  /// Anna Berg said: "…"; Как заявил министр Иван Петров, "…"; Ali Kaya şunları söyledi: "…".
  private Optional<String> ahead() {
    Optional<String> source = sourceAhead();
    if (source.isPresent()) return source;
    int last = lastVerb(before, Math.max(0, before.size() - SPEECH_WORDS - 1));
    if (last > 0) return NameBefore.subject(before, last);
    int verb = before.size() - 1;
    while (verb >= 0 && !isVerb(before, verb)) verb--;
    return verb < 0 ? NameBefore.label(before) : ofVerbAhead(verb);
  }

  private Optional<String> ofVerbAhead(int verb) {
    if (isPronounBefore(verb) || !leadsOn(verb)) return Optional.empty();
    Optional<String> subject = NameBefore.find(before, verb);
    if (subject.isPresent() || before.word(verb).is(SpeechWords.TELLING)) return subject;
    return NameBehind.find(before, verb + 1).or(() -> NameBefore.atStart(before, verb));
  }

  private boolean isPronounBefore(int verb) {
    for (int i = Math.max(0, verb - SPEECH_WORDS); i < verb; i++)
      if (before.word(i).is(SpeechWords.PRONOUN)) return true;
    return false;
  }

  /// Whether the clause of a verb goes on to the quotation.
  private boolean leadsOn(int verb) {
    if (before.text().stripTrailing().endsWith(":")) return true;
    for (int i = verb; i < before.size() - 1; i++) {
      if (!before.word(i).text().endsWith(",")) continue;
      Word next = before.word(i + 1);
      if (!next.is(SpeechWords.THAT) && !next.isCapital()) return false;
    }
    return true;
  }

  private Optional<String> sourceAhead() {
    for (int i = 0; i < before.size(); i++) {
      boolean opens = i == 0 || before.word(i - 1).endsPart();
      int name = opens ? source(before, i, false) : 0;
      if (name == 0) continue;
      return NameBehind.find(before, name).filter(found -> found.indexOf(' ') > 0);
    }
    return Optional.empty();
  }

  /// Index behind the words that open a source, or 0. German "so" opens one only right behind.
  private static int source(Clause clause, int at, boolean behind) {
    String one = clause.word(at).bare();
    if (SpeechWords.SOURCE.has(one)) return one.equals("so") && !behind ? 0 : at + 1;
    String words = one;
    for (int i = at + 1; i < Math.min(clause.size(), at + 3); i++) {
      words += " " + clause.word(i).bare();
      if (SpeechWords.SOURCE.has(words)) return i + 1;
    }
    return 0;
  }

  private static int verb(Clause clause, int from, int most) {
    for (int i = from; i < Math.min(clause.size(), from + most); i++)
      if (isVerb(clause, i)) return i;
    return -1;
  }

  private static boolean isVerb(Clause clause, int at) {
    Word word = clause.word(at);
    return (at == 0 || word.isSmall())
        && (word.is(SpeechWords.VERB) || word.is(SpeechWords.TELLING));
  }

  private static int lastVerb(Clause clause, int from) {
    int at = clause.size() - 1;
    while (at >= from && !clause.word(at).is(SpeechWords.LAST)) at--;
    return at < from ? -1 : at;
  }
}
