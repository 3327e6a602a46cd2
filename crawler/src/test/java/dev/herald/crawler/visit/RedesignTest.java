package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.template.Redesign;
import dev.herald.crawler.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A publisher's change of design, from the pages to the report and the state.
class RedesignTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void theTemplateIsLearnedAndKeptWithTheSource() {
    world.site.statements(8);

    world.visit(FEED);

    Template template = template();
    assertThat(template.pages()).isEqualTo(8);
    assertThat(template.usual(dev.herald.crawler.template.Field.TITLE))
        .contains("main > article > h1");
    assertThat(world.state.templates().redesigns(FEED.id())).isEmpty();
  }

  @Test
  void aNewDesignIsReportedOnceWithBothAndRemembered() {
    world.site.statements(8);
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 9; n <= 12; n++) world.site.html("/s/" + n, redesigned(n));
    world.site.feed("/feed.xml", IntStream.rangeClosed(1, 12).mapToObj(n -> "/s/" + n).toList());

    CrawlReport report = world.visitLater(FEED);
    CrawlReport after = world.visitLater(FEED);

    assertThat(report.outcome()).isEqualTo(Outcome.OK);
    assertThat(report.failures())
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.stage()).isEqualTo(Failure.DESIGN);
              assertThat(news.reason()).contains("before, the body at `main > article`");
              assertThat(news.reason()).contains("now, the body at `div#app > div.rich-text`");
            });
    assertThat(after.failures()).isEmpty();
    assertThat(world.state.templates().redesigns(FEED.id()))
        .extracting(Redesign::evidence)
        .containsExactly(report.failures().getFirst().reason());
    assertThat(template().pages()).isEqualTo(4);
    assertThat(statements()).hasSize(4).allSatisfy(text -> assertThat(text).contains("adopted"));
  }

  @Test
  void aDateThatPagesShowNoMoreIsReportedUntilOneShowsItAgain() {
    world.site.statements(12);
    world.visit(FEED);
    Instant before = world.clock.instant();
    for (int n = 13; n <= 16; n++) world.site.html("/s/" + n, undated(n));
    world.site.feed("/feed.xml", listed(16));

    CrawlReport fallen = world.visitLater(FEED);
    CrawlReport still = world.visitLater(FEED);
    world.site.statements(17);
    CrawlReport over = world.visitLater(FEED);

    assertThat(fallen.failures())
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.stage()).isEqualTo(Failure.FIELD);
              assertThat(news.url()).isEqualTo(Site.url("/s/13"));
              assertThat(news.reason())
                  .startsWith("the date stood on 12 of 12 pages; since ")
                  .endsWith("on none of 4");
              Instant since = Instant.parse(news.reason().split("since | on none", -1)[1]);
              assertThat(since).isAfterOrEqualTo(before);
            });
    assertThat(still.failures()).isEqualTo(fallen.failures());
    assertThat(over.failures()).isEmpty();
  }

  @Test
  void aPageWithoutADateAmongMostThatHaveOneIsNoNews() {
    world.site.statements(12);
    world.site.html("/s/5", undated(5));

    CrawlReport first = world.visit(FEED);
    CrawlReport again = world.visitLater(FEED);

    assertThat(first.failures()).isEmpty();
    assertThat(again.failures()).isEmpty();
  }

  private static List<String> listed(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "/s/" + n).toList();
  }

  private static String undated(int number) {
    return Site.page("", "Report number " + number + " adopted", Site.paragraphs(number))
        .replaceFirst("<time.*</time>", "");
  }

  private Template template() {
    return world.state.sources().find(FEED.id()).orElseThrow().learned().template();
  }

  private List<String> statements() {
    return world.kafka.revisions.stream()
        .map(Revision::statement)
        .map(statement -> statement.text())
        .toList();
  }

  private static String redesigned(int number) {
    return """
    <!DOCTYPE html><html lang="en"><head><title>Report number %d adopted</title></head><body>
    <div id="app"><div class="hero"><h2 class="hero-title">Report number %d adopted</h2></div>
    <div class="grid"><div class="grid-cell">26 February 2026</div></div>
    <div class="rich-text"><p>%s</p></div></div></body></html>
    """
        .formatted(number, number, String.join("</p><p>", Site.paragraphs(number)));
  }
}
