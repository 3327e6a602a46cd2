package dev.herald.crawler.language;

import dev.herald.config.language.Languages;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tells a text's language, among those a source publishes in. Thread-safe; 46 MB once loaded.
///
/// The script decides where only one language writes it; else OpenNLP's model does, with what the
/// page declares as a prior, and with frequent words for the languages the model was not taught.
///
/// ```java
/// String language = LanguageDetector.shared().detect(text, source.languages(), page.lang());
/// ```
public final class LanguageDetector {
  /// The answer where the language cannot be told (BCP 47, ISO 639-2).
  public static final String UNKNOWN = "und";

  private static final int MAX_CHARS = 2_000;
  private static final int FEW_LETTERS = 12;
  private static final int MANY_LETTERS = 60;
  private static final double DECLARED_FAVOUR = 30;
  private static final double WORD_SHARE = 0.22;
  private static final double WORD_LEAD = 1.15;
  private static final double FOREIGN = 0.03;
  private static final double HIT_WEIGHT = 2.5;
  private static final double RELATIVE_LEAST = 0.02;
  private static final int MAX_HITS = 8;
  private static final double SURE = 0.9;
  private static final double OPEN_LEAST = 0.02;
  private static final int LETTERS_OF_SCRIPT = 25;
  private static final double SURELY_FOREIGN = 0.5;
  private static final double WITNESSED_FOREIGN = 0.05;
  private static final double AROUND_MOST = 0.3;
  private static final double NEAR_BEST = 0.2;

  /// Languages the model was not taught, or hardly, and what it may take them for; empty =
  /// anything.
  private static final Map<String, Set<String>> UNTAUGHT =
      Map.ofEntries(
          Map.entry("gd", Set.of("ga")),
          Map.entry("ha", Set.of()),
          Map.entry("ig", Set.of()),
          Map.entry("yo", Set.of()),
          Map.entry("sn", Set.of()),
          Map.entry("rw", Set.of()),
          Map.entry("xh", Set.of("zu")),
          Map.entry("ht", Set.of()),
          Map.entry("oc", Set.of("ca", "fr", "oc", "jv")),
          Map.entry("rm", Set.of("it", "ca", "oc", "ro", "fr", "la", "es")),
          Map.entry("ku", Set.of()),
          Map.entry("tk", Set.of("tr", "az", "uz")),
          Map.entry("hsb", Set.of("pl", "cs", "sk", "sl", "hr", "bs")),
          Map.entry("id", Set.of("ms", "su", "jv", "id")));

  private static final Set<String> NORWEGIAN = Set.of("nb", "nn", "no");

  private final LanguageModel model;

  private LanguageDetector(LanguageModel model) {
    this.model = model;
  }

  /// The detector of this process; its model is loaded once, on first use.
  public static LanguageDetector shared() {
    return Shared.DETECTOR;
  }

  /// Loads the model beside what comes first, for those who will need it.
  public static void loadAhead() {
    Thread.ofPlatform().daemon().name("language-model").start(LanguageDetector::shared);
  }

  /// The language of a text.
  ///
  /// @param text plain; of long ones the beginning is enough
  /// @param candidates BCP 47, those the source publishes in; empty = any
  /// @param declared what the page says of itself, believed where the text does not contradict
  /// @return primary subtag, or `und` where it cannot be told or is none of the candidates
  public String detect(String text, List<String> candidates, Optional<String> declared) {
    return detect(text, candidates, declared, Witness.NONE);
  }

  /// Is told, while a language is chosen, what the choice is made from.
  public interface Witness {
    /// Does not listen.
    Witness NONE = (_, _, _) -> {};

    /// A language that stood for choice.
    ///
    /// @param score of the model, what the page declares weighed in; 1 where the script decides
    void saw(String language, double score, String why);
  }

  /// The language of a text, as [#detect(String, List, Optional)] tells it.
  public String detect(
      String text, List<String> candidates, Optional<String> declared, Witness witness) {
    String normal = normal(text);
    Scripts scripts = Scripts.of(normal);
    List<String> among = candidates.stream().map(Languages::primary).distinct().toList();
    Optional<String> said =
        declared
            .map(Languages::primary)
            .filter(language -> among.isEmpty() || among.contains(language))
            .filter(scripts::mayWrite);
    List<String> own = scripts.languages();
    if (!own.isEmpty()) {
      own.forEach(language -> witness.saw(language, 1, "writes this script alone"));
      return byScript(own, scripts, among, said);
    }
    if (scripts.letters() == 0) return said.or(() -> only(among)).orElse(UNKNOWN);
    Map<String, Double> scores = scores(normal, scripts);
    return choose(scores, scripts, among, said, witness);
  }

  /// The language of one block, only where it surely differs from its statement's: another script,
  /// or enough text in another language.
  ///
  /// @param language of the statement, BCP 47
  /// @param candidates BCP 47, those the source publishes in; empty = any
  public Optional<String> findOther(String block, String language, List<String> candidates) {
    String statement = Languages.primary(language);
    String normal = normal(block);
    Scripts scripts = Scripts.of(normal);
    if (scripts.letters() < MANY_LETTERS && scripts.mayWrite(statement)) return Optional.empty();
    if (scripts.letters() < FEW_LETTERS) return Optional.empty();
    List<String> own = scripts.languages();
    if (own.isEmpty() && scripts.mayWrite(statement)) {
      Map<String, Double> scores = scores(normal, scripts);
      if (scores.getOrDefault(statement, 0.0) > 1 - SURE) return Optional.empty();
    }
    String detected = detect(block, candidates, Optional.empty());
    return Optional.of(detected)
        .filter(other -> !other.equals(UNKNOWN) && !other.equals(statement))
        .filter(other -> !(NORWEGIAN.contains(other) && statement.equals("no")));
  }

  /// The language of a part of a text, only where it surely is another one: by a script that the
  /// text's language is not written in, or by a clear lead of another language.
  ///
  /// @param language of the text around it, BCP 47
  /// @param declared what the page says of this part, believed where its letters allow it
  public Optional<String> findForeign(String part, String language, Optional<String> declared) {
    String around = Languages.primary(language);
    String normal = normal(part);
    Scripts scripts = Scripts.of(normal);
    boolean otherScript = !scripts.mayWrite(around);
    if (scripts.letters() < (otherScript ? LETTERS_OF_SCRIPT : MANY_LETTERS))
      return Optional.empty();
    Optional<String> said = declared.filter(scripts::mayWrite);
    List<String> own = scripts.languages();
    if (!own.isEmpty())
      return otherScript
          ? said.filter(own::contains).or(() -> Optional.of(own.getFirst()))
          : Optional.empty();
    Map<String, Double> scores = scores(normal, scripts);
    String best =
        said.filter(one -> isNearBest(one, scores)).orElse(best(scores, scripts, List.of()));
    if (best.equals(UNKNOWN) || best.equals(around)) return Optional.empty();
    if (said.isEmpty() && areRelatives(best, around)) return Optional.empty();
    double score = scores.getOrDefault(best, 0.0);
    // The model spreads itself thin over short texts; frequent words are a second witness.
    boolean witnessed = said.isPresent() || ForeignText.leading(normal).equals(Optional.of(best));
    return score >= (witnessed ? WITNESSED_FOREIGN : SURELY_FOREIGN)
            && scores.getOrDefault(around, 0.0) < AROUND_MOST * score
        ? Optional.of(best)
        : Optional.empty();
  }

  private static String byScript(
      List<String> own, Scripts scripts, List<String> among, Optional<String> said) {
    if (said.isPresent()) return said.get();
    if (among.isEmpty()) return own.getFirst();
    // Japanese without syllables is a heading or a name; where no Chinese is expected, it is
    // Japanese.
    return among.stream()
        .filter(own::contains)
        .findFirst()
        .or(() -> among.stream().filter(scripts::mayWrite).findFirst())
        .orElse(UNKNOWN);
  }

  private static String choose(
      Map<String, Double> scores,
      Scripts scripts,
      List<String> among,
      Optional<String> said,
      Witness witness) {
    Map<String, Double> weighed = new HashMap<>(scores);
    // Norwegian by its macrolanguage is Bokmål to the model.
    if (among.contains("no")) weighed.merge("no", scores.getOrDefault("nb", 0.0), Double::sum);
    said.ifPresent(language -> weighed.merge(language, 0.0001, Double::sum));
    said.ifPresent(
        language -> weighed.computeIfPresent(language, (_, score) -> score * DECLARED_FAVOUR));
    tell(witness, weighed, among, said);
    String best = best(weighed, scripts, among);
    if (best.equals(UNKNOWN)) return only(among).filter(scripts::mayWrite).orElse(UNKNOWN);
    double score = weighed.getOrDefault(best, 0.0);
    if (among.isEmpty()) return score < OPEN_LEAST ? said.orElse(UNKNOWN) : best;
    double outside = scores.values().stream().mapToDouble(p -> p).max().orElse(0);
    boolean foreign = scripts.letters() >= MANY_LETTERS && score < outside * FOREIGN;
    return foreign ? UNKNOWN : best;
  }

  private static void tell(
      Witness witness, Map<String, Double> weighed, List<String> among, Optional<String> said) {
    if (witness.equals(Witness.NONE)) return;
    weighed.forEach(
        (language, score) -> {
          if (!among.isEmpty() && !among.contains(language))
            witness.saw(language, score, "is none of the source's languages");
          else
            witness.saw(
                language,
                score,
                said.filter(language::equals).map(_ -> "the page declares it").orElse(""));
        });
  }

  private static String best(Map<String, Double> scores, Scripts scripts, List<String> among) {
    return scores.entrySet().stream()
        .filter(entry -> among.isEmpty() || among.contains(entry.getKey()))
        .filter(entry -> scripts.mayWrite(entry.getKey()))
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(UNKNOWN);
  }

  private Map<String, Double> scores(String normal, Scripts scripts) {
    Map<String, Double> scores = model.probabilities(normal);
    if (scripts.main() != Character.UnicodeScript.LATIN) return scores;
    List<String> words = FunctionWords.split(normal);
    Map<String, Double> shares = FunctionWords.shares(words);
    byWords(scores, shares, words.size());
    tellRelativesApart(scores, words);
    return scores;
  }

  /// An untaught language whose frequent words lead clearly takes the first place.
  private static void byWords(Map<String, Double> scores, Map<String, Double> shares, int words) {
    String lead =
        shares.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(UNKNOWN);
    double share = shares.getOrDefault(lead, 0.0);
    double second =
        shares.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(lead))
            .mapToDouble(Map.Entry::getValue)
            .max()
            .orElse(0);
    Set<String> takenFor = UNTAUGHT.get(lead);
    if (takenFor == null || words < 3 || share < WORD_SHARE || share < second * WORD_LEAD) return;
    if (!takenFor.isEmpty() && !takenFor.contains(top(scores))) return;
    scores.replaceAll((_, score) -> score / 20);
    scores.put(lead, 0.95);
  }

  private static void tellRelativesApart(Map<String, Double> scores, List<String> words) {
    String top = top(scores);
    Set<String> relatives = FunctionWords.relatives(top);
    if (relatives.isEmpty()) return;
    double together = 0;
    for (String relative : relatives) together += scores.getOrDefault(relative, 0.0);
    Map<String, Integer> hits = FunctionWords.telling(top, words);
    Map<String, Double> weights = new HashMap<>();
    double sum = 0;
    for (String relative : relatives) {
      double evidence = Math.pow(HIT_WEIGHT, Math.min(MAX_HITS, hits.getOrDefault(relative, 0)));
      double before = scores.getOrDefault(relative, 0.0) / together;
      double weight = Math.sqrt(before + RELATIVE_LEAST) * evidence;
      weights.put(relative, weight);
      sum += weight;
    }
    for (String relative : relatives)
      scores.put(relative, together * weights.getOrDefault(relative, 0.0) / sum);
  }

  private static boolean isNearBest(String language, Map<String, Double> scores) {
    double best = scores.values().stream().mapToDouble(score -> score).max().orElse(0);
    return scores.getOrDefault(language, 0.0) >= NEAR_BEST * best;
  }

  private static boolean areRelatives(String one, String other) {
    return FunctionWords.relatives(one).contains(other)
        || (NORWEGIAN.contains(one) && NORWEGIAN.contains(other));
  }

  private static String top(Map<String, Double> scores) {
    return scores.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(UNKNOWN);
  }

  private static Optional<String> only(List<String> among) {
    return among.size() == 1 ? Optional.of(among.getFirst()) : Optional.empty();
  }

  private static String normal(String text) {
    return Normalizer.normalize(
        text.substring(0, Math.min(text.length(), MAX_CHARS)), Normalizer.Form.NFC);
  }

  private static final class Shared {
    static final LanguageDetector DETECTOR = new LanguageDetector(LanguageModel.load());
  }
}
