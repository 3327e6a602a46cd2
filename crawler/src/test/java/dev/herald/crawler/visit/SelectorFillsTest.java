package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.config.source.Source.Selectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Selectors that used to fill a field and fill it no more.
class SelectorFillsTest {
  private static final Source FEED =
      World.source(
          Kind.FEED,
          "/feed.xml",
          new Selectors(
              List.of("h1.head", "h1.title"),
              List.of("time"),
              List.of(),
              List.of(),
              List.of("p.nobody-signs"),
              List.of()));

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aFieldThatNoSelectorGivesOnAnyPageIsReported() {
    world.site.statements(3);

    CrawlReport report = world.visit(FEED);

    assertThat(report.outcome()).isEqualTo(Outcome.OK);
    assertThat(report.failures())
        .singleElement()
        .satisfies(
            news -> {
              assertThat(news.stage()).isEqualTo(Failure.SELECTOR);
              assertThat(news.url()).isEqualTo(Site.url("/s/1"));
              assertThat(news.reason())
                  .startsWith("no selector gave the title: `h1.head` ")
                  .contains("`h1.title` ");
            });
  }

  @Test
  void oneOddPageAmongOthersIsNone() {
    world.site.statements(3);
    world.site.html(
        "/s/2",
        Site.page("", "Report number 2 adopted", Site.paragraphs(2))
            .replace("<h1>", "<h1 class=title>"));

    assertThat(world.visit(FEED).failures()).isEmpty();
  }
}
