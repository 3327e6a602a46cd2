package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZoningTest {
  private static final String URL = "https://assembly.example/en/news/4711";
  private static final String FOOTER =
      "The Assembly of Norvania is a unicameral parliament of ninety members.";

  @Test
  void theIssuingDepartmentIsTheSignature() {
    assertThat(texts(Hints.NONE, Zone.SIGNATURE))
        .containsExactly("The Press and Information Department\nThe Assembly of Norvania");
  }

  @Test
  void whatStandsUnderTheSignatureIsNoBody() {
    assertThat(texts(Hints.NONE, Zone.PARAGRAPH)).noneMatch(text -> text.contains("unicameral"));
    assertThat(texts(Hints.NONE, Zone.BOILERPLATE)).singleElement().asString().startsWith(FOOTER);
  }

  @Test
  void paragraphsMostlyInQuoteMarksAreQuotes() {
    assertThat(texts(Hints.NONE, Zone.QUOTE))
        .extracting(text -> text.substring(0, 20))
        .containsExactly("According to the res", "‘Of the gauges that ", "‘Such neglect cannot");
  }

  @Test
  void theSpeakerIsNamedWhereTheTextNamesOne() {
    Block spoken =
        blocks(Hints.NONE).stream()
            .filter(block -> block.text().startsWith("“We owe"))
            .findFirst()
            .orElseThrow();

    Quotation quotation = spoken.quotations().getFirst();
    assertThat(spoken.text().substring(quotation.start(), quotation.end()))
        .isEqualTo("“We owe the people on the lower river more than words,”");
    assertThat(quotation.speaker()).contains("Speaker Mara Lindqvist");
  }

  @Test
  void theRestIsParagraphsInThePagesOrder() {
    assertThat(texts(Hints.NONE, Zone.PARAGRAPH))
        .extracting(text -> text.substring(0, 20))
        .containsExactly(
            "The Assembly of Norv",
            "Several amendments w",
            "“We owe the people o",
            "Read the full text i");
  }

  @Test
  void aParagraphOnEveryPageIsLearnedAsBoilerplateEvenInTheMiddle() {
    String notice = "This statement is issued under section four of the Information Act.";
    Boilerplate known = Boilerplate.NONE;
    for (int page = 0; page < 5; page++)
      known =
          BoilerplateLearner.observe(
              known, Pages.extract(page(page, notice), with(known)).blocks());

    Extracted next = Pages.extract(page(6, notice), with(known));

    assertThat(next.blocks())
        .filteredOn(block -> block.zone() == Zone.BOILERPLATE)
        .extracting(Block::text)
        .containsExactly(notice);
    assertThat(next.blocks()).filteredOn(block -> block.zone().isBody()).hasSize(3);
  }

  @Test
  void headingsAndSignaturesAreNotLearned() {
    List<Block> blocks =
        List.of(
            Block.of(Zone.HEADING, "Background to the decision of the court"),
            Block.of(Zone.SIGNATURE, "The Press and Information Department"),
            Block.of(Zone.PARAGRAPH, "The court sits in public unless the law says otherwise."));
    Boilerplate known = Boilerplate.NONE;
    for (int page = 0; page < 4; page++) known = BoilerplateLearner.observe(known, blocks);

    assertThat(known.contains(blocks.get(0).text())).isFalse();
    assertThat(known.contains(blocks.get(1).text())).isFalse();
    assertThat(known.contains(blocks.get(2).text())).isTrue();
  }

  @Test
  void noticesThatDifferInTheirFiguresAloneAreNotLearned() {
    Boilerplate known = Boilerplate.NONE;
    for (int day = 1; day <= 5; day++)
      known =
          BoilerplateLearner.observe(
              known, List.of(Block.of(Zone.PARAGRAPH, rate("1.70%d manat".formatted(day)))));

    assertThat(known.contains(rate("1.706 manat"))).isFalse();
  }

  private static String rate(String amount) {
    return "The official rate of the dollar is set at %s from today on.".formatted(amount);
  }

  private static PageContent page(int number, String notice) {
    String own =
        "<p>Item %d: the council met on the matter of bridge number %s and decided to repair it at once.</p>";
    String words = List.of("one", "two", "three", "four", "five", "six", "seven").get(number);
    return Pages.html(
        "<title>Decision %s of the council</title><h1>Decision %s of the council</h1><article>%s<p>%s</p>%s%s</article>"
            .formatted(
                words,
                words,
                own.formatted(number, words),
                notice,
                own.replace("met", "spoke").formatted(number, words),
                own.replace("repair", "paint").formatted(number, words)));
  }

  private static Hints with(Boilerplate known) {
    return new Hints(
        List.of("en"),
        Optional.empty(),
        Selectors.NONE,
        known,
        Optional.empty(),
        PublicationTime.UNKNOWN);
  }

  private static List<Block> blocks(Hints hints) {
    return Pages.extract(Pages.resource("statement.html", URL), hints).blocks();
  }

  private static List<String> texts(Hints hints, Zone zone) {
    return blocks(hints).stream().filter(b -> b.zone() == zone).map(Block::text).toList();
  }
}
