package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.message.Statement.Dateline;
import dev.herald.config.message.Statement.Translation;
import dev.herald.config.message.Statement.Tried;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source.SelectorVersion;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.extract.ExtractResult.AttachmentLink;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.template.Template;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorVersionsTest {
  private static final String HTML =
      """
      <html lang="en"><head><title>Press</title></head><body><div id="page">
      <h1>The dike holds</h1>
      <div class="date">4 March 2024</div>
      <p>First <b>words</b>.</p>loose words<ul><li>One</li><li>Two</li></ul>
      <div class="wrap"><p>Last words.</p><div class="share">Share this</div><p>Not these.</p></div>
      <p class="by">By the River Desk</p>
      <a class="file" href="/get?id=7">The plan</a>
      </div></body></html>
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "after .date to .share | First words. loose words One+Two Last words.",
        "from .wrap to .by | Last words. Share this Not these.",
        "after .wrap p to xpath://p[@class='by'] | Share this Not these.",
        "after .share | Not these.",
        "from ul | One+Two Last words. Share this Not these. By the River Desk The plan",
      })
  void aRangeHoldsWhatStandsBetweenItsEnds(String range, String texts) {
    Extracted found = Pages.extract(Pages.html(HTML), hints(body(range), List.of()));

    assertThat(
            String.join(" ", found.blocks().stream().map(Block::text).toList()).replace('\n', '+'))
        .isEqualTo(texts);
    assertThat(found.extraction().chosenBy()).containsEntry("body", "selector " + range);
  }

  @ParameterizedTest
  @CsvSource({
    "from .date to .nowhere, finds nothing",
    "from .by to .date, finds nothing",
    "from .nowhere to .by, finds nothing",
    "xpath://*[, an unparsable location",
    "xpath:count(//p[$x]), a variable",
    "'#page > h6', finds nothing",
  })
  void whatFillsNothingFallsThroughAndIsRecorded(String selector, String why) {
    Extracted found = Pages.extract(Pages.html(HTML), hints(body(selector), List.of()));

    assertThat(found.extraction().chosenBy().get("body")).doesNotStartWith("selector");
    List<Tried> tried = found.extraction().selectors().orElseThrow();
    assertThat(tried).singleElement().extracting(Tried::expression).isEqualTo(selector);
    assertThat(tried.getFirst().missed()).isPresent();
    if (why.equals("finds nothing")) assertThat(tried.getFirst().missed()).contains(why);
  }

  @Test
  void theRecordSaysWhichSelectorOfWhichVersionGaveTheField() {
    Selectors old = body(".old", "xpath://div[@class='wrap']/p[1]");

    Extracted found =
        Pages.extract(
            Pages.html(HTML), hints(body("p"), List.of(version(null, "2099-01-01", old))));

    assertThat(found.blocks()).containsExactly(Block.of(Zone.PARAGRAPH, "Last words."));
    assertThat(found.extraction().selectors().orElseThrow())
        .containsExactly(
            new Tried(
                "body", Optional.of("until 2099-01-01"), ".old", 1, Optional.of("finds nothing")),
            new Tried(
                "body",
                Optional.of("until 2099-01-01"),
                "xpath://div[@class='wrap']/p[1]",
                2,
                Optional.empty()));
  }

  @Test
  void theVersionOfTheFetchComesBeforeThatOfThePublication() {
    LocalDate fetched = Pages.FETCHED.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate relaunch = fetched.minusDays(10);
    List<SelectorVersion> versions =
        List.of(
            version(null, relaunch.toString(), body(".wrap")),
            version(relaunch.toString(), null, body("#gone", ".by")));
    Hints hints =
        new Hints(
            List.of("en"),
            Optional.of(ZoneOffset.UTC),
            Selectors.NONE,
            Boilerplate.NONE,
            Template.NONE,
            Optional.empty(),
            PublicationTime.ofDay(
                "4 March 2024", LocalDate.of(2024, 3, 4), ZoneOffset.UTC, Provenance.FEED),
            Optional.empty(),
            versions,
            Map.of());

    assertThat(Pages.extract(Pages.html(HTML), hints).extraction().chosenBy().get("body"))
        .isEqualTo("selector .by (since %s)".formatted(relaunch));
    String withoutBy = HTML.replace("class=\"by\"", "");
    assertThat(Pages.extract(Pages.html(withoutBy), hints).extraction().chosenBy().get("body"))
        .isEqualTo("selector .wrap (until %s)".formatted(relaunch));
  }

  @Test
  void everyOtherFieldIsReadWhereTheSourceSays() {
    Selectors selectors =
        new Selectors(
            List.of("xpath:concat(//h1, '!')"),
            List.of(),
            List.of(),
            List.of("p"),
            List.of(),
            List.of("xpath:substring-after(//p[@class='by'], 'By ')"),
            List.of("xpath://p[@lang]/@lang", "xpath://html/@lang"),
            List.of("a.file"),
            List.of(".act"),
            List.of(".place"),
            List.of(".languages"),
            List.of(".share", "xpath://p[. = 'Not these.']"));

    String html =
        HTML.replace(
            "</div></body>",
            """
            <span class="place">Upriver, the 26th</span>
            <i class="act">Act 12 of 2024</i> <i class="act">Order 7</i>
            <div class="languages"><a hreflang="fr" href="/fr">FR</a> <a href="/tr">Türkçe</a></div>
            </div></body>""");

    Extracted found = Pages.extract(Pages.html(html), hints(selectors, List.of()));

    assertThat(found.title()).isEqualTo("The dike holds!");
    assertThat(found.author()).contains("the River Desk");
    assertThat(found.language()).isEqualTo("en");
    assertThat(found.attachmentLinks())
        .containsExactly(new AttachmentLink("https://press.example/get?id=7", "The plan"));
    assertThat(found.references()).containsExactly("Act 12 of 2024", "Order 7");
    assertThat(found.dateline()).contains(new Dateline("Upriver", "Upriver, the 26th"));
    assertThat(found.translations())
        .containsExactly(
            new Translation("fr", "https://press.example/fr"),
            new Translation("tr", "https://press.example/tr"));
    assertThat(found.blocks()).extracting(Block::text).doesNotContain("Share this", "Not these.");
    assertThat(found.extraction().selectors().orElseThrow())
        .filteredOn(tried -> tried.missed().isPresent())
        .extracting(Tried::expression)
        .containsExactly("xpath://p[@lang]/@lang");
  }

  @Test
  void aPageTooLargeForXPathIsReadWithoutIt() {
    String large = "<h1>High waters</h1><p>Much of it.</p>" + "<b>x</b>".repeat(60_000);

    Extracted found = Pages.extract(Pages.html(large), hints(body("xpath://p"), List.of()));

    assertThat(found.extraction().selectors().orElseThrow().getFirst().missed())
        .hasValueSatisfying(why -> assertThat(why).contains("XPath is for at most"));
  }

  @Test
  void translationsFollowFromTheAddressWhereThePageLinksNone() {
    Hints hints =
        new Hints(
            List.of("en"),
            Optional.empty(),
            Selectors.NONE,
            Boilerplate.NONE,
            Template.NONE,
            Optional.empty(),
            PublicationTime.UNKNOWN,
            Optional.empty(),
            List.of(),
            Map.of("en", "/news/", "az", "/xeberler/"));
    String linked =
        HTML.replace(
            "</title>",
            "</title><link rel='alternate' hreflang='az' href='https://press.example/az/9'>");

    assertThat(Pages.extract(Pages.html(HTML), hints).translations())
        .containsExactly(new Translation("az", "https://press.example/xeberler/1"));
    assertThat(Pages.extract(Pages.html(linked), hints).translations())
        .containsExactly(new Translation("az", "https://press.example/az/9"));
  }

  private static SelectorVersion version(
      @Nullable String from, @Nullable String until, Selectors selectors) {
    return new SelectorVersion(
        Optional.ofNullable(from).map(LocalDate::parse),
        Optional.ofNullable(until).map(LocalDate::parse),
        selectors);
  }

  private static Selectors body(String... selectors) {
    return new Selectors(List.of(), List.of(), List.of(), List.of(selectors), List.of(), List.of());
  }

  private static Hints hints(Selectors selectors, List<SelectorVersion> versions) {
    return new Hints(
        List.of("en"),
        Optional.of(ZoneId.of("Europe/Berlin")),
        selectors,
        Boilerplate.NONE,
        Template.NONE,
        Optional.empty(),
        PublicationTime.UNKNOWN,
        Optional.empty(),
        versions,
        Map.of());
  }
}
