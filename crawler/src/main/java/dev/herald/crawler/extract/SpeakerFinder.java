package dev.herald.crawler.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Names who speaks a quotation, where a reporting verb stands beside it.
final class SpeakerFinder {
  private static final int REACH = 140;
  private static final int MOST_NAME_WORDS = 12;
  private static final int MOST_IDEOGRAPHS = 30;

  private static final Set<String> VERBS =
      Set.of(
          // English
          "said",
          "says",
          "told",
          "stated",
          "states",
          "noted",
          "added",
          "stressed",
          "emphasised",
          "emphasized",
          "underlined",
          "declared",
          "announced",
          "warned",
          "explained",
          "commented",
          "remarked",
          "reiterated",
          "affirmed",
          "concluded",
          "recalled",
          "welcomed",
          // German
          "sagte",
          "sagt",
          "erklärte",
          "erklärt",
          "betonte",
          "betont",
          "ergänzte",
          "so",
          "teilte",
          "unterstrich",
          // French
          "déclaré",
          "déclare",
          "affirmé",
          "affirme",
          "souligné",
          "souligne",
          "dit",
          "ajouté",
          "indiqué",
          "estimé",
          "expliqué",
          "explique",
          "rappelé",
          // Spanish
          "dijo",
          "afirmó",
          "declaró",
          "señaló",
          "aseguró",
          "indicó",
          "añadió",
          "destacó",
          "expresó",
          "subrayó",
          "manifestó",
          "explicó",
          // Portuguese
          "disse",
          "afirmou",
          "declarou",
          "destacou",
          "ressaltou",
          "explicou",
          "acrescentou",
          // Russian
          "сказал",
          "сказала",
          "заявил",
          "заявила",
          "отметил",
          "отметила",
          "подчеркнул",
          "подчеркнула",
          "добавил",
          "добавила",
          "сообщил",
          "сообщила",
          // Turkish, Azerbaijani
          "dedi",
          "söyledi",
          "belirtti",
          "vurguladı",
          "açıkladı",
          "kaydetti",
          "deyib",
          "bildirib",
          "vurğulayıb",
          "söyləyib",
          "bildirdi");

  /// Verbs that stand before their subject in Arabic and Persian prose.
  private static final Set<String> VERB_FIRST =
      Set.of(
          "قال", "قالت", "وقال", "وقالت", "صرح", "صرحت", "وصرح", "أكد", "وأكد", "أكدت", "أضاف",
          "وأضاف", "وأضافت", "گفت");

  private static final List<String> IDEOGRAPHIC_VERBS =
      List.of("表示", "指出", "强调", "強調", "说", "說", "称", "と述べ", "は");

  private static final Set<String> JOINERS =
      Set.of(
          "of", "the", "for", "and", "de", "la", "le", "les", "du", "des", "del", "der", "die",
          "das", "von", "van", "für", "und", "da", "do", "dos", "y", "e", "et", "al", "bin", "ibn",
          "el");

  private static final Set<String> PRONOUNS =
      Set.of(
          "he",
          "she",
          "it",
          "they",
          "we",
          "i",
          "this",
          "that",
          "er",
          "sie",
          "es",
          "il",
          "elle",
          "ils",
          "él",
          "ella",
          "ele",
          "ela",
          "он",
          "она",
          "они",
          "o",
          "in",
          "on",
          "at",
          "the",
          "according",
          "speaking",
          "also",
          "further",
          "but",
          "and",
          "as");

  private SpeakerFinder() {}

  /// The speaker of `text.substring(start, end)`.
  static Optional<String> find(String text, int start, int end) {
    String after = upToSentenceEnd(text.substring(end, Math.min(text.length(), end + REACH)));
    String before = fromSentenceStart(text.substring(Math.max(0, start - REACH), start));
    return beside(after)
        .or(() -> beside(before))
        .or(() -> verbAfterOnly(after, before))
        .or(() -> ideographic(before))
        .or(() -> verbFirst(before));
  }

  /// A name right after a reporting verb, or else right before it.
  private static Optional<String> beside(String clause) {
    List<String> words = words(clause);
    for (int i = 0; i < words.size(); i++) {
      if (!VERBS.contains(bare(words.get(i)))) continue;
      Optional<String> name = nameFrom(words, i + 1).or(() -> Optional.empty());
      if (name.isPresent()) return name;
      int verb = i;
      Optional<String> earlier = nameBefore(words, verb);
      if (earlier.isPresent()) return earlier;
    }
    return Optional.empty();
  }

  /// Verb-final languages: the name stands before the quotation, the verb after it.
  private static Optional<String> verbAfterOnly(String after, String before) {
    List<String> next = words(after);
    if (next.isEmpty() || !VERBS.contains(bare(next.getFirst()))) return Optional.empty();
    List<String> words = words(before);
    return nameBefore(words, words.size());
  }

  private static Optional<String> nameFrom(List<String> words, int from) {
    int start = from;
    while (start < words.size() && start < from + 2 && JOINERS.contains(words.get(start))) start++;
    var name = new ArrayList<String>();
    for (int i = start; i < words.size() && name.size() < MOST_NAME_WORDS; i++) {
      String word = words.get(i);
      if (!isCapitalised(word) && !(JOINERS.contains(word) && !name.isEmpty())) break;
      name.add(word);
      if (endsClause(word)) break;
    }
    return named(name);
  }

  private static Optional<String> nameBefore(List<String> words, int verb) {
    int start = verb;
    while (start > 0
        && verb - start < MOST_NAME_WORDS
        && (isCapitalised(words.get(start - 1)) || JOINERS.contains(words.get(start - 1)))
        && !(start < verb && endsClause(words.get(start - 1)))) start--;
    return named(new ArrayList<>(words.subList(start, verb)));
  }

  private static Optional<String> named(List<String> name) {
    while (!name.isEmpty() && JOINERS.contains(name.getLast())) name.removeLast();
    while (!name.isEmpty()
        && (JOINERS.contains(name.getFirst()) || PRONOUNS.contains(bare(name.getFirst()))))
      name.removeFirst();
    String joined = trimmed(String.join(" ", name));
    return joined.length() < 3 ? Optional.empty() : Optional.of(joined);
  }

  private static Optional<String> ideographic(String before) {
    String clause = trimmed(before);
    for (String verb : IDEOGRAPHIC_VERBS) {
      int at = clause.lastIndexOf(verb);
      if (at < 2 || clause.length() - at > verb.length() + 2) continue;
      int from = at;
      while (from > 0 && Texts.isIdeographic(clause.charAt(from - 1))) from--;
      if (at - from >= 2 && at - from <= MOST_IDEOGRAPHS)
        return Optional.of(clause.substring(from, at));
    }
    return Optional.empty();
  }

  private static Optional<String> verbFirst(String before) {
    List<String> words = words(before);
    for (int i = words.size() - 2; i >= 0; i--)
      if (VERB_FIRST.contains(bare(words.get(i))) && words.size() - i <= MOST_NAME_WORDS)
        return named(new ArrayList<>(words.subList(i + 1, words.size())));
    return Optional.empty();
  }

  private static boolean isCapitalised(String word) {
    int i = 0;
    while (i < word.length() && !Character.isLetter(word.charAt(i))) i++;
    return i < word.length() && Character.isUpperCase(word.charAt(i));
  }

  private static boolean endsClause(String word) {
    char last = word.charAt(word.length() - 1);
    return last == ',' || last == ';' || last == ':' || last == ')';
  }

  private static String bare(String word) {
    return trimmed(word).toLowerCase(Locale.ROOT);
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && !Character.isLetterOrDigit(text.charAt(from))) from++;
    while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) to--;
    return text.substring(from, to);
  }

  private static List<String> words(String clause) {
    var words = new ArrayList<String>();
    for (String word : clause.split(" ", -1)) if (!word.isBlank()) words.add(word.strip());
    return words;
  }

  private static String upToSentenceEnd(String text) {
    for (int i = 0; i < text.length(); i++) if (isSentenceEnd(text, i)) return text.substring(0, i);
    return text;
  }

  private static String fromSentenceStart(String text) {
    for (int i = text.length() - 3; i >= 0; i--)
      if (isSentenceEnd(text, i)) return text.substring(i + 1);
    return text;
  }

  /// A full stop after one capital letter is an initial.
  private static boolean isSentenceEnd(String text, int i) {
    char c = text.charAt(i);
    if (c == '\n' || c == '!' || c == '?' || c == '。') return true;
    if (c != '.') return false;
    boolean initial =
        i >= 1
            && Character.isUpperCase(text.charAt(i - 1))
            && (i == 1 || !Character.isLetter(text.charAt(i - 2)));
    return !initial && (i + 1 >= text.length() || text.charAt(i + 1) == ' ');
  }
}
