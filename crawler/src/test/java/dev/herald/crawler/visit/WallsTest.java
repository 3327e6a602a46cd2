package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// New sources whose first pages are read while a wall stands before the whole site.
class WallsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final Source SITEMAP = World.source(Kind.SITEMAP, "/sitemap.xml");
  private static final String WALL =
      Site.page("", "Before you go on", "Please accept what we do with your cookies.");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aWallIsNeverTakenForTheFirstStatementsOfAFeed(int statements) {
    world.site.feed(statements, "Report number %d adopted");
    wall(statements);

    world.visit(FEED);

    assertThat(world.kafka.drain()).isEmpty();
    assertThat(world.kafka.reports.getLast().failures().getFirst().reason())
        .isEqualTo("shows 'Before you go on', as any address of its site does");
    world.site.statements(statements);
    world.site.feed(statements, "Report number %d adopted");
    world.clock.advance(Duration.ofMinutes(1));
    world.visit(FEED);
    assertThat(titles()).hasSize(statements).doesNotContain("Before you go on");
  }

  @Test
  void norForThoseOfASitemapThatNamesNoTitles() {
    wall(5);
    world.site.sitemap(5);

    world.visit(SITEMAP);

    assertThat(world.kafka.drain()).isEmpty();
  }

  @Test
  void titlesThatSayNothingCostANewSourceThreeRequestsAtMost() {
    world.site.statements(8);
    world.site.feed(8, "Read more about this");

    world.visit(FEED);

    assertThat(titles()).hasSize(8);
    assertThat(world.site.requests).filteredOn(request -> request.startsWith("404 /s/")).hasSize(3);
  }

  @Test
  void theSameTextAtTwoAddressesOfItsOwnStands() {
    world.site.statements(3);
    world.site.statement("/s/3", "Report number 2 adopted", Site.paragraphs(2));
    world.site.sitemap(3);

    world.visit(SITEMAP);

    assertThat(titles())
        .containsExactlyInAnyOrder(
            "Report number 1 adopted", "Report number 2 adopted", "Report number 2 adopted");
  }

  private void wall(int statements) {
    for (int n = 1; n <= statements; n++) world.site.html("/s/" + n, WALL);
    world.site.anywhere(WALL);
  }

  private List<String> titles() {
    return world.kafka.drain().stream().map(Revision::statement).map(it -> it.title()).toList();
  }
}
