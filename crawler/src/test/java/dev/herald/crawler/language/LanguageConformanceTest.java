package dev.herald.crawler.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.language.Languages;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Measures the detector on texts of 102 languages, beside what the library alone scores.
@EnabledIf("suiteIsHere")
class LanguageConformanceTest {
  private static final Path SUITE =
      Path.of(System.getProperty("herald.corpora", ""), "conformance", "language.jsonl");

  /// The languages with an analyzer of their own, as sources are configured with.
  private static final List<String> CONFIGURED =
      Languages.analyzers().keySet().stream().filter(l -> !l.equals("no")).sorted().toList();

  private static final List<Row> ROWS = new ArrayList<>();

  private record Row(String language, boolean isShort, String text) {}

  static boolean suiteIsHere() {
    boolean here = Files.isReadable(SUITE);
    if (!here) System.out.println("languages: not measured, no suite at " + SUITE);
    return here;
  }

  @BeforeAll
  static void readSuite() throws IOException {
    for (String line : Files.readAllLines(SUITE)) {
      JsonNode row = MessageCodec.mapper().readTree(line);
      ROWS.add(
          new Row(
              row.get("lang").asText(),
              row.get("length").asText().equals("short"),
              row.get("text").asText()));
    }
  }

  @Test
  void sentencesOfEveryLanguageAreToldWithoutAHint() {
    // The suite's "oc" is Franco-Provençal of Gruyère, which no detector knows.
    List<Row> sentences =
        ROWS.stream().filter(row -> !row.isShort() && !row.language().equals("oc")).toList();
    assertThat(measure("any language, sentences", sentences, List.of())).isGreaterThan(0.98);
    measure("any language, short", ROWS.stream().filter(Row::isShort).toList(), List.of());
  }

  @Test
  void sentencesAreToldAmongTheConfiguredLanguages() {
    List<Row> known = ROWS.stream().filter(row -> CONFIGURED.contains(row.language())).toList();
    List<Row> sentences = known.stream().filter(row -> !row.isShort()).toList();
    assertThat(
            measure("%d configured, sentences".formatted(CONFIGURED.size()), sentences, CONFIGURED))
        .isGreaterThanOrEqualTo(0.995);
    measure("configured, short", known.stream().filter(Row::isShort).toList(), CONFIGURED);
  }

  @Test
  void textsInNoConfiguredLanguageAreMostlyCalledUnknown() {
    List<Row> foreign =
        ROWS.stream()
            .filter(row -> !row.isShort() && !CONFIGURED.contains(row.language()))
            .toList();
    long unknown =
        foreign.stream()
            .filter(row -> detect(row, List.of("en", "fr", "ru", "ar")).equals("und"))
            .count();

    System.out.printf("foreign to en, fr, ru, ar: %d of %d are und%n", unknown, foreign.size());
    assertThat((double) unknown / foreign.size()).isGreaterThan(0.6);
  }

  @Test
  void blocksKeepTheLanguageOfTheirStatement() {
    long wrong =
        ROWS.stream()
            .filter(row -> CONFIGURED.contains(row.language()))
            .filter(
                row ->
                    LanguageDetector.shared()
                        .findOther(row.text(), row.language(), CONFIGURED)
                        .isPresent())
            .count();
    long english =
        ROWS.stream()
            .filter(row -> !row.isShort() && CONFIGURED.contains(row.language()))
            .filter(row -> !row.language().equals("en"))
            .filter(
                row ->
                    LanguageDetector.shared()
                        .findOther(row.text(), "en", CONFIGURED)
                        .equals(Optional.of(row.language())))
            .count();

    System.out.printf("blocks: %d called other in their own language, %d found%n", wrong, english);
    assertThat(wrong).isLessThan(4);
  }

  private static double measure(String name, List<Row> rows, List<String> candidates) {
    Map<String, Map<String, Integer>> misses = new TreeMap<>();
    int right = 0;
    for (Row row : rows) {
      String actual = detect(row, candidates);
      if (actual.equals(row.language())) right++;
      else
        misses.computeIfAbsent(row.language(), _ -> new TreeMap<>()).merge(actual, 1, Integer::sum);
    }
    System.out.printf("%s: %d of %d, misses %s%n", name, right, rows.size(), misses);
    return (double) right / rows.size();
  }

  private static String detect(Row row, List<String> candidates) {
    return LanguageDetector.shared().detect(row.text(), candidates, Optional.empty());
  }
}
