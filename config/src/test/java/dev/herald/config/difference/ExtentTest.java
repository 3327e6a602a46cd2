package dev.herald.config.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.difference.Extent.Nature;
import dev.herald.config.difference.Extent.Place;
import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentTest {
  private static final Block FIRST = paragraph("The board met on Tuesday and read the report.");
  private static final Block SECOND = paragraph("It found that the rate of 5 per cent is too low.");
  private static final Block THIRD = paragraph("The next meeting follows after the summer break.");
  private static final Block SIGNATURE = Block.of(Zone.SIGNATURE, "Press Office");
  private static final Block CONTACT = Block.of(Zone.CONTACT, "Ada Testwright, +44 20 7946 0001");

  @Test
  void aFigureInTheMiddle() {
    Extent extent =
        extent(
            List.of(FIRST, SECOND, THIRD),
            List.of(FIRST, paragraph(SECOND.text().replace("5", "7")), THIRD));

    assertThat(extent.nature()).isEqualTo(Nature.FIGURES);
    assertThat(extent.added()).isEqualTo(1);
    assertThat(extent.removed()).isEqualTo(1);
    assertThat(extent.places()).containsExactly(Place.MIDDLE);
    assertThat(extent.share()).isCloseTo(1.0 / 30, within(0.002));
    assertThat(extent.told())
        .isEqualTo("figures only: 1 word added, 1 removed (3 % of the text), in the middle");
  }

  @Test
  void aParagraphAtTheEndIsAnAddition() {
    Extent extent = extent(List.of(FIRST, SECOND), List.of(FIRST, SECOND, THIRD));

    assertThat(extent.nature()).isEqualTo(Nature.ADDITION);
    assertThat(extent.added()).isEqualTo(8);
    assertThat(extent.removed()).isZero();
    assertThat(extent.places()).containsExactly(Place.END);
  }

  @Test
  void aParagraphTakenAwayAtTheBeginningIsAShortening() {
    Extent extent = extent(List.of(FIRST, SECOND, THIRD), List.of(SECOND, THIRD));

    assertThat(extent.nature()).isEqualTo(Nature.SHORTENED);
    assertThat(extent.removed()).isEqualTo(9);
    assertThat(extent.places()).containsExactly(Place.BEGINNING);
  }

  @Test
  void wordsOfSomebodyElse() {
    Extent extent =
        extent(
            List.of(FIRST, quoted("She said: ", "“We will not wait.”")),
            List.of(FIRST, quoted("She said: ", "“We shall wait.”")));

    assertThat(extent.nature()).isEqualTo(Nature.WORDING);
    assertThat(extent.places()).contains(Place.QUOTATION, Place.END).doesNotContain(Place.MIDDLE);
  }

  @Test
  void aNewPressOfficerIsAContact() {
    Extent extent =
        extent(
            List.of(FIRST, CONTACT),
            List.of(FIRST, Block.of(Zone.CONTACT, "Max Example, +44 20 7946 0999")));

    assertThat(extent.nature()).isEqualTo(Nature.CONTACT);
    assertThat(extent.places()).containsExactly(Place.CONTACT);
  }

  @Test
  void titleAndSignatureAreNamed() {
    Extent extent =
        Extent.of(
            RevisionDiff.between(
                revision("Rates rise", "en", List.of(FIRST, SIGNATURE)),
                revision(
                    "Rates fall", "en", List.of(FIRST, Block.of(Zone.SIGNATURE, "Media Office")))));

    assertThat(extent.places()).containsExactly(Place.TITLE, Place.SIGNATURE);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "en, The board meets on 5 March 2026 in the capital., The board meets on 12 April 2026 in the capital., DATE",
    "en, It closes on Monday., It closes on Friday., DATE",
    "de, Die Sitzung ist am 5. März 2026., Die Sitzung ist am 6. März 2026., DATE",
    "fr, La séance a lieu le 5 février 2026., La séance a lieu le 5 août 2026., DATE",
    "es, La sesión es el 5 de marzo de 2026., La sesión es el 5 de marzo de 2027., DATE",
    "ru, Заседание пройдет 5 марта 2026 года., Заседание пройдет 6 мая 2026 года., DATE",
    "tr, Toplantı 5 Mart 2026 tarihinde., Toplantı 5 Nisan 2026 tarihinde., DATE",
    "en, The deadline is 05/03/2026 for all., The deadline is 06/03/2026 for all., DATE",
    "de, Frist ist der 05.03.2026 für alle., Frist ist der 06.03.2026 für alle., DATE",
    "en, In March 120 members met in the hall and 40 voted., In March 120 members met in the hall and 41 voted., FIGURES",
    "en, It costs 5 euros., It costs 50 euros., FIGURES",
    "en, The plan is good., The plan is not good., ADDITION",
    "en, The plan is good., The plan is bad., WORDING",
    "en, The plan is good., The plan is good!, NO_WORDS",
    "zh, 中国人民银行今天发布公告, 中国人民银行昨天发布公告, WORDING"
  })
  void theNatureOfAChange(String language, String before, String after, Nature nature) {
    Extent extent =
        Extent.of(
            RevisionDiff.between(
                revision("T", language, List.of(paragraph(before))),
                revision("T", language, List.of(paragraph(after)))));

    assertThat(extent.nature()).isEqualTo(nature);
  }

  @Test
  void theSameTextHasNoExtent() {
    Extent extent = extent(List.of(FIRST), List.of(FIRST));

    assertThat(extent).isEqualTo(new Extent(Nature.NO_WORDS, 0, 0, 0, List.of()));
    assertThat(extent.told()).isEqualTo("no word changed");
  }

  @Test
  void aRewrittenTextIsWhollyNew() {
    assertThat(extent(List.of(FIRST), List.of(THIRD)).share()).isCloseTo(1, within(0.2));
  }

  @Test
  void itIsToldToProgramsInLowerCase() {
    JsonNode json =
        MessageCodec.mapper().valueToTree(extent(List.of(FIRST, SECOND), List.of(SECOND)));

    assertThat(json.path("nature").asText()).isEqualTo("shortened");
    assertThat(json.path("places").path(0).asText()).isEqualTo("beginning");
    assertThat(json.has("told")).isFalse();
  }

  private static Extent extent(List<Block> before, List<Block> after) {
    return Extent.of(RevisionDiff.between(revision("T", "en", before), revision("T", "en", after)));
  }

  private static Block paragraph(String text) {
    return Block.of(Zone.PARAGRAPH, text);
  }

  private static Block quoted(String before, String words) {
    return new Block(
        Zone.PARAGRAPH,
        before + words,
        Optional.empty(),
        0,
        List.of(
            new Block.Quotation(
                before.length(), before.length() + words.length(), Optional.empty())));
  }

  private static Revision revision(String title, String language, List<Block> blocks) {
    Instant seen = Instant.parse("2026-11-24T10:00:00Z");
    Statement statement =
        new Statement(
            "id",
            "https://press.example/1",
            "bank",
            "Central Bank",
            "central-bank",
            "TR",
            "press-release",
            language,
            title,
            PublicationTime.UNKNOWN,
            seen,
            Optional.empty(),
            blocks,
            List.of(),
            List.of(),
            List.of(),
            new Evidence("u", Optional.empty(), 0, "a".repeat(64), 200, Map.of(), seen, "allowed"),
            new Statement.Extraction("1", 1, Map.of()));
    return Revision.of(statement, 1, Cause.EDITED, 1, "fingerprint", seen, seen);
  }
}
