package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/// Scores extractions as the corpus's own scorer does: full text by shingles of four words,
/// snippets that must or must not appear, days, clock times and titles. Used by one thread.
public final class ExtractionScore {
  private static final int SHINGLE = 4;
  private static final Pattern WORD =
      Pattern.compile("[\\p{Alnum}_]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern INVISIBLE = Pattern.compile("[\\u00AD\\u200B\\uFEFF]");

  private final List<Double> precisions = new ArrayList<>();
  private final List<Double> recalls = new ArrayList<>();
  private final int[] snippets = new int[3];
  private final int[] days = new int[3];
  private int clocks;
  private int statedClocks;
  private int rightClocks;
  private int titles;
  private int rightTitles;

  /// The score of what was read of pages.
  public static ExtractionScore of(Collection<Scored> pages) {
    var score = new ExtractionScore();
    for (Scored page : pages) score.add(page.page().gold(), page.answer());
    return score;
  }

  /// A page and what was read of it.
  public record Scored(GoldPage page, Answer answer) {}

  private void add(JsonNode gold, Answer answer) {
    String text = answer.text();
    if (gold.path("text").isTextual()) addText(gold, text);
    addSnippets(gold, text);
    if (gold.path("published").isTextual()) addTime(gold, answer.published());
    if (gold.path("title").isTextual()) {
      titles++;
      if (bare(gold.path("title").asText()).equals(bare(answer.title()))) rightTitles++;
    }
  }

  private void addText(JsonNode gold, String text) {
    boolean strict = gold.path("id").asText().startsWith("sh-");
    Map<String, Integer> wanted = shingles(gold.path("text").asText(), strict);
    Map<String, Integer> got = shingles(text, strict);
    double hits = 0;
    for (var entry : wanted.entrySet())
      hits += Math.min(entry.getValue(), got.getOrDefault(entry.getKey(), 0));
    double all = got.values().stream().mapToInt(n -> n).sum();
    if (all > 0) precisions.add(hits / all);
    recalls.add(hits / wanted.values().stream().mapToInt(n -> n).sum());
  }

  private static Map<String, Integer> shingles(String text, boolean strict) {
    var words = new ArrayList<String>();
    Matcher match = WORD.matcher(strict ? text : INVISIBLE.matcher(text).replaceAll(""));
    while (match.find()) words.add(match.group());
    var shingles = new HashMap<String, Integer>();
    for (int i = 0; i < Math.max(1, words.size() - SHINGLE + 1); i++) {
      List<String> part = words.subList(i, Math.min(words.size(), i + SHINGLE));
      if (!part.isEmpty()) shingles.merge(String.join(" ", part), 1, Integer::sum);
    }
    return shingles;
  }

  private void addSnippets(JsonNode gold, String text) {
    String line = blanks(text);
    for (JsonNode with : gold.path("with"))
      snippets[line.contains(blanks(with.asText())) ? 0 : 2]++;
    for (JsonNode without : gold.path("without"))
      if (line.contains(blanks(without.asText()))) snippets[1]++;
  }

  static String blanks(String text) {
    return text.replaceAll("(?U)\\s+", " ").strip();
  }

  private void addTime(JsonNode gold, String published) {
    String wanted = gold.path("published").asText();
    Set<String> right = new HashSet<>(Set.of(wanted.substring(0, 10)));
    for (JsonNode other : gold.path("published_ok")) right.add(other.asText());
    if (published.length() < 10) days[2]++;
    else days[right.contains(published.substring(0, 10)) ? 0 : 1]++;
    if (wanted.indexOf('T') < 0) return;
    clocks++;
    if (published.indexOf('T') < 0) return;
    statedClocks++;
    if (isSameMinute(wanted, published)) rightClocks++;
  }

  private static boolean isSameMinute(String one, String other) {
    try {
      return minute(OffsetDateTime.parse(one)).isEqual(minute(OffsetDateTime.parse(other)));
    } catch (DateTimeException withoutOffset) {
      return wall(one).equals(wall(other));
    }
  }

  private static LocalDateTime wall(String time) {
    return LocalDateTime.parse(time.replaceFirst("(?:Z|[+-]\\d\\d:\\d\\d)$", ""))
        .truncatedTo(ChronoUnit.MINUTES);
  }

  private static OffsetDateTime minute(OffsetDateTime time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  private static String bare(String title) {
    String plain =
        Normalizer.normalize(Parser.unescapeEntities(title, false), Normalizer.Form.NFKC);
    var bare = new StringBuilder();
    plain
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /// Of the full texts, by shingles.
  public double textF1() {
    return harmonic(mean(precisions), mean(recalls));
  }

  /// Of the snippets that must or must not appear.
  public double snippetF1() {
    return 2.0 * snippets[0] / (2.0 * snippets[0] + snippets[1] + snippets[2]);
  }

  /// Of the days of publication.
  public double dayF1() {
    return 2.0 * days[0] / (2.0 * days[0] + days[1] + days[2]);
  }

  /// Of the days that were stated, the share that is right.
  public double dayPrecision() {
    return days[0] / (double) (days[0] + days[1]);
  }

  /// Of the clock times that were stated, the share that is right to the minute.
  public double clockPrecision() {
    return rightClocks / (double) statedClocks;
  }

  /// Of the clock times that the pages give, the share that was stated and is right.
  public double clockShare() {
    return rightClocks / (double) clocks;
  }

  /// How many pages of the corpus have a gold text.
  public int texts() {
    return recalls.size();
  }

  /// Share of titles that are right to the letter.
  public double titleShare() {
    return rightTitles / (double) titles;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }

  private static double harmonic(double one, double other) {
    return one + other == 0 ? 0 : 2 * one * other / (one + other);
  }

  @Override
  public String toString() {
    return """
      full text   F1 %.3f   precision %.3f   recall %.3f   pages %d
      snippets    F1 %.3f   snippets %d
      days        F1 %.3f   precision %.3f   pages %d
      clocks      right %.3f of %d stated, %d given
      titles      right %.3f of %d\
    """
        .formatted(
            textF1(),
            mean(precisions),
            mean(recalls),
            recalls.size(),
            snippetF1(),
            snippets[0] + snippets[2],
            dayF1(),
            dayPrecision(),
            days[0] + days[1] + days[2],
            clockPrecision(),
            statedClocks,
            clocks,
            titleShare(),
            titles);
  }
}
