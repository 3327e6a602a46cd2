package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.ByteString;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts and addresses that a database refuses: they must cost their source nothing else.
class HostileTextTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final Source JSON_FEED = World.source(Kind.FEED, "/feed.json");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    world.site.statements(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adopted \\ud83d", "\\ude00 adopted", "ad\\u0000opted", "\\\\u0000"})
  void aTitleThatWasCutInTheMiddleOfACharacterIsSaved(String title) {
    String html =
        Site.page("", "", Site.paragraphs(2))
            .replace(
                "<h1></h1>",
                "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
                    + "\"@type\":\"NewsArticle\",\"headline\":\"Report number 2 %s\"}</script>"
                        .formatted(title));
    world.site.html("/s/2", html.replaceFirst("<title>.*</title>", ""));
    jsonFeed("Report number %d " + title);

    CrawlReport first = world.visit(JSON_FEED);
    CrawlReport second = world.visitLater(JSON_FEED);

    assertThat(first.failures()).isEmpty();
    assertThat(second.failures()).isEmpty();
    assertThat(urls()).containsExactlyInAnyOrder("/s/1", "/s/2", "/s/3");
  }

  @Test
  void aTextThatSpellsAnEscapeIsSaved() {
    world.site.statement("/s/2", "On \\u0000 and \\ud83d in names", "The sign \\u0000 ends text.");

    CrawlReport first = world.visit(FEED);
    CrawlReport second = world.visitLater(FEED);

    assertThat(first.failures()).isEmpty();
    assertThat(second.failures()).isEmpty();
    assertThat(urls()).containsExactlyInAnyOrder("/s/1", "/s/2", "/s/3");
  }

  @Test
  void anAddressThatIsTooLongIsToldAndLeftOut() {
    world.site.feed("/feed.xml", List.of("/s/1", "/s/" + endless(), "/s/2", "/s/3"));

    CrawlReport report = world.visit(FEED);

    assertThat(urls()).containsExactlyInAnyOrder("/s/1", "/s/2", "/s/3");
    assertThat(report.failures())
        .extracting(CrawlReport.Failure::reason)
        .containsExactly("its address has 6023 characters, over the limit of 2000");
  }

  @Test
  void soIsOneThatAListedAddressLeadsTo() {
    world.site.redirect("/s/2", "/t/" + endless());
    world.site.statement("/t/" + endless(), "Report number 2 adopted", Site.paragraphs(2));
    world.site.html(
        "/s/3",
        Site.page(
            "<link rel=\"canonical\" href=\"%s\">".formatted(Site.url("/t/" + endless())),
            "Report number 3 adopted",
            Site.paragraphs(3)));

    CrawlReport report = world.visit(FEED);

    assertThat(urls()).containsExactlyInAnyOrder("/s/1", "/s/3");
    assertThat(report.failures())
        .extracting(CrawlReport.Failure::reason)
        .containsExactly("its address has 6023 characters, over the limit of 2000");
  }

  @Test
  void aKnownStatementThatIsLedToOneStays() {
    world.visit(FEED);
    world.kafka.drain();
    world.site.redirect("/s/2", "/t/" + endless());
    world.site.statement("/t/" + endless(), "Report number 2 adopted", Site.paragraphs(2));

    CrawlReport report = world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
    assertThat(report.failures())
        .extracting(CrawlReport.Failure::reason)
        .containsExactly("its address has 6023 characters, over the limit of 2000");
  }

  /// What no compression makes shorter.
  private static String endless() {
    return IntStream.range(0, 94)
        .mapToObj(n -> ByteString.encodeUtf8("part " + n).sha256().hex())
        .collect(Collectors.joining())
        .substring(0, 6_000);
  }

  private void jsonFeed(String title) {
    String items =
        IntStream.rangeClosed(1, 3)
            .mapToObj(
                n ->
                    "{\"id\":\"%d\",\"url\":\"%s\",\"title\":\"%s\"}"
                        .formatted(n, Site.url("/s/" + n), title.formatted(n)))
            .collect(Collectors.joining(","));
    world.site.bytes(
        "/feed.json",
        "application/feed+json",
        ByteString.encodeUtf8(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Press\",\"items\":[%s]}"
                .formatted(items)));
  }

  private List<String> urls() {
    return world.kafka.revisions.stream()
        .map(Revision::statement)
        .map(statement -> statement.url().substring(Site.url("").length()))
        .toList();
  }
}
