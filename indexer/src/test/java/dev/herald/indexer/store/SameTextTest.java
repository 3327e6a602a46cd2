package dev.herald.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Translation;
import dev.herald.config.message.Zone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SameTextTest {
  private static final String FIRST =
      "The ministers of the seven countries met in the capital and agreed on a common position"
          + " towards the reform of the customs union.";
  private static final String SECOND =
      "They called on all sides to return to the table before the end of the year, and offered"
          + " their good offices for that.";

  @Test
  void copiesShareTheirKeyWhateverSurroundsThem() {
    String one = key("a", "Joint statement", FIRST + " " + SECOND);
    String other = key("b", "Ministry: on the meeting", "5 March 2026", FIRST, "We agree.", SECOND);

    assertThat(other).isEqualTo(one);
  }

  @Test
  void punctuationAndCaseMakeNoOtherText() {
    assertThat(
            key("b", "t", (FIRST + SECOND).replace(",", " –").toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(key("a", "t", FIRST + SECOND));
  }

  @Test
  void aSeriesIsToldApartByItsFigures() {
    assertThat(
            key(
                "b",
                "Reserves",
                FIRST,
                SECOND,
                "They stood at 41 bn at the end of the last week, as before the year."))
        .isNotEqualTo(
            key(
                "a",
                "Reserves",
                FIRST,
                SECOND,
                "They stood at 40 bn at the end of the last week, as before the year."));
  }

  @Test
  void aShortTextCountsWithItsTitle() {
    assertThat(key("b", "On harbours", "See the annex."))
        .isNotEqualTo(key("a", "On railways", "See the annex."));
    assertThat(key("b", "On harbours", "See the annex."))
        .isEqualTo(key("a", "On harbours", "See the annex."));
  }

  @Test
  void aStatementWithoutTextIsOnlyItself() {
    assertThat(key("b", "Gallery")).isNotEqualTo(key("a", "Gallery"));
  }

  @Test
  void translationsShareOneKeyFromEitherSide() {
    Statement english = statement("a", "Text", List.of(new Translation("az", url("b"))), FIRST);
    Statement azeri = statement("b", "Mətn", List.of(new Translation("en", url("a"))), "Mətn.");

    assertThat(SameText.key(azeri)).isEqualTo(SameText.key(english));
  }

  private static String key(String name, String title, String... paragraphs) {
    return SameText.key(statement(name, title, List.of(), paragraphs));
  }

  private static String url(String name) {
    return "https://press.example/" + name;
  }

  private static Statement statement(
      String name, String title, List<Translation> translations, String... paragraphs) {
    Instant seen = Instant.EPOCH;
    return new Statement(
        Hashes.statementId(url(name)),
        url(name),
        "source-" + name,
        "Institution " + name,
        "ministry",
        "XX",
        "press-release",
        "en",
        title,
        PublicationTime.UNKNOWN,
        seen,
        Optional.empty(),
        Arrays.stream(paragraphs).map(text -> Block.of(Zone.PARAGRAPH, text)).toList(),
        translations,
        List.of(),
        List.of(),
        new Evidence(url(name), Optional.empty(), 0, "0", 200, Map.of(), seen, "allowed"),
        new Statement.Extraction("1", 1, Map.of()));
  }
}
