package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the pages of a source teach for the next one.
class LearnedTest {
  private static final String ABOUT =
      "The Assembly of Norvania is the legislature of the Republic and has sat since 1911.";
  private static final String NOTE =
      """
      <div class="box"><p>Citizens who want to visit the chamber may book a tour on every second \
      Saturday, from the end of the winter recess to the beginning of the summer one, and groups of \
      schools are asked to name their wishes a month before they come to the capital.</p></div>
      """;

  @Test
  void theBodyOfAShortStatementIsFoundWhereTheOthersHaveTheirs() {
    String shortPage = page(9, text(9, 3), "").replace("<footer>", NOTE + "<footer>");

    assertThat(body(extract(shortPage, Learned.NOTHING))).contains("Citizens who want");
    assertThat(body(extract(shortPage, ofTemplate())))
        .contains("The committee adopted report 9")
        .doesNotContain("Citizens who want");
  }

  @Test
  void theGeneralScoreWinsWhereTheUsualPlaceHoldsNothing() {
    String moved =
        page(9, "", "").replace("<footer>", "<div class=\"new\">" + text(9, 4) + "</div><footer>");

    assertThat(body(extract(moved, ofTemplate()))).contains("The committee adopted report 9");
  }

  @Test
  void aDateIsReadWhereTheOthersPrintTheirs() {
    String page =
        page(9, text(9, 6), "")
            .replace("<div class=\"stand\">", "<p>5 March 2024</p><div class=\"stand\">");

    assertThat(extract(page, Learned.NOTHING).published().date())
        .contains(LocalDate.of(2024, 3, 5));
    assertThat(extract(page, ofTemplate()).published().date()).contains(LocalDate.of(2024, 3, 9));
  }

  @Test
  void aSignatureIsToldByItsPlaceWhereItsWordsDoNotTell() {
    String page = page(9, text(9, 4), signature("Haus der Bürger, Norvania"));

    assertThat(zones(extract(page, Learned.NOTHING))).doesNotContain(Zone.SIGNATURE);
    assertThat(zones(extract(page, ofTemplate()))).contains(Zone.SIGNATURE);
  }

  @Test
  void theHeadingAtTheUsualPlaceIsTheTitleOfAPageThatNamesNone() {
    String page =
        page(9, text(9, 6), "")
            .replaceAll("<title>.*</title>", "<title>Assembly</title>")
            .replace("<div id=\"wrap\">", "<h1>Our chamber is open</h1><div id=\"wrap\">");

    assertThat(extract(page, ofTemplate()).title()).isEqualTo("Report 9 adopted");
  }

  @Test
  void whatIsRepeatedOnThreePagesIsBoilerplate() {
    Learned learned = Learned.NOTHING;
    for (int n = 1; n <= 3; n++)
      learned = learn(learned, page(n, text(n, 4) + "<p>" + ABOUT + "</p>", ""));

    Extracted page = extract(page(9, text(9, 4) + "<p>" + ABOUT + "</p>", ""), learned);

    assertThat(page.blocks())
        .filteredOn(block -> block.text().equals(ABOUT))
        .extracting(Block::zone)
        .containsExactly(Zone.BOILERPLATE);
  }

  /// Ten pages' places, as if no text had ever been repeated.
  private static Learned ofTemplate() {
    Learned learned = Learned.NOTHING;
    for (int n = 10; n < 20; n++)
      learned =
          learn(learned, page(n, text(n, 6), signature("Press Office of the Assembly, " + n)));
    return new Learned(Boilerplate.NONE, learned.template());
  }

  private static Learned learn(Learned learned, String html) {
    PageContent page = Pages.html(html);
    return learned.with(extract(html, learned), "https://press.example/1", page.fetchedAt());
  }

  private static Extracted extract(String html, Learned learned) {
    return Pages.extract(Pages.html(html), Hints.NONE.with(learned));
  }

  private static String body(Extracted page) {
    return page.blocks().stream()
        .filter(block -> block.zone().isBody())
        .map(Block::text)
        .collect(Collectors.joining("\n"));
  }

  private static List<Zone> zones(Extracted page) {
    return page.blocks().stream().map(Block::zone).toList();
  }

  private static String text(int number, int paragraphs) {
    return "<p>The committee adopted report %d, which names what must be repaired in the harbour.</p>"
        .formatted(number)
        .repeat(paragraphs);
  }

  private static String signature(String text) {
    return "<div class=\"from\">" + text + "</div>";
  }

  private static String page(int number, String body, String signature) {
    return """
    <!DOCTYPE html><html lang="en"><head><title>Report %d adopted - Assembly</title></head><body>
    <div id="wrap"><h1 class="head">Report %d adopted</h1>
    <div class="stand"><span>%d March 2024</span></div>
    <div class="text">%s%s</div></div><footer>Imprint</footer></body></html>
    """
        .formatted(number, number, number, body, signature);
  }
}
