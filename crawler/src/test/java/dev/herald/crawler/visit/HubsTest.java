package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.state.SourceMemory.ConditionalState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String HUB = "https://hub.example/";

  @TempDir Path folder;

  @Test
  void theHubThatAHeaderNamesIsReportedAlsoWhileTheFeedIsUnchanged() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(2);
      world.site.header("/feed.xml", "Link", "<%s>; rel=hub, </feed.xml>; rel=self".formatted(HUB));

      CrawlReport first = world.visit(FEED);
      CrawlReport unchanged = world.visitLater(FEED);
      world.site.status("/feed.xml", 500);
      CrawlReport broken = world.visitLater(FEED);

      assertThat(first.hubs()).contains(List.of(HUB));
      assertThat(unchanged.counts().notModified()).isPositive();
      assertThat(unchanged.hubs()).contains(List.of(HUB));
      assertThat(broken.hubs()).contains(List.of(HUB));
      assertThat(
              world.state.sources().findDiscovery(FEED.id(), Site.url("/feed.xml")).stream()
                  .map(ConditionalState::webSub))
          .containsExactly(new WebSub(List.of(HUB), Optional.of(Site.url("/feed.xml"))));
    }
  }

  @Test
  void aHubThatIsNamedNoMoreIsForgotten() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(2);
      world.site.html(
          "/news",
          "<head><link rel='stylesheet hub' href='%s'></head><body>".formatted(HUB) + LINKS);
      Source source = World.source(Kind.LISTING, "/news");
      CrawlReport named = world.visit(source);
      world.site.html("/news", "<body>" + LINKS);

      CrawlReport later = world.visitLater(source);

      assertThat(named.hubs()).contains(List.of(HUB));
      assertThat(later.hubs()).isEmpty();
    }
  }

  private static final String LINKS =
      "<ul><li><a href=/s/1>Report number 1 adopted</a><li><a href=/s/2>Report number 2</a></ul>";
}
