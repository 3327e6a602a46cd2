package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.message.CrawlReport.Overlap;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a report tells of each discovery and of the pages.
class DiscoveredTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  private static final String SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9";

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void eachDiscoveryHasItsOwnResult() {
    world.site.statements(3);
    world.site.html("/page.xml", "<p>No feed at all</p>");
    Source source =
        World.source(
            Optional.empty(),
            List.of(
                World.discovery(Kind.FEED, "/feed.xml"),
                World.discovery(Kind.FEED, "/gone.xml"),
                World.discovery(Kind.FEED, "/page.xml")));

    CrawlReport first = world.visit(source);
    CrawlReport second = world.visitLater(source);

    assertThat(first.discoveries().orElseThrow())
        .containsExactly(
            new Discovered(
                Site.url("/feed.xml"), Result.READ, 3, 3, Optional.of(new Overlap(3, 0))),
            new Discovered(
                Site.url("/gone.xml"), Result.CLOSED, 0, 0, Optional.of(new Overlap(0, 0))),
            new Discovered(
                Site.url("/page.xml"), Result.UNREADABLE, 0, 0, Optional.of(new Overlap(0, 0))));
    assertThat(second.discoveries().orElseThrow())
        .extracting(Discovered::result)
        .containsExactly(Result.UNCHANGED, Result.CLOSED, Result.UNREADABLE);
  }

  @Test
  void whatDiscoveriesListAloneAndTogetherIsCountedByStatement() {
    world.site.statements(5);
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3"));
    world.site.feed("/news.xml", List.of("/s/2", "/s/3"));
    world.site.feed("/speeches.xml", List.of("/s/3", "/s/4"));
    Source source =
        World.source(
            Optional.empty(),
            List.of(
                World.discovery(Kind.FEED, "/feed.xml"),
                World.discovery(Kind.FEED, "/news.xml"),
                World.discovery(Kind.FEED, "/speeches.xml")));

    CrawlReport first = world.visit(source);
    world.site.feed("/news.xml", List.of("/s/5"));
    CrawlReport second = world.visitLater(source);

    assertThat(overlaps(first))
        .containsExactly(new Overlap(1, 2), new Overlap(0, 2), new Overlap(1, 1));
    assertThat(first.discoveries().orElseThrow().get(1).overlap().orElseThrow().isRedundant())
        .isTrue();
    assertThat(overlaps(second))
        .containsExactly(new Overlap(1, 2), new Overlap(1, 2), new Overlap(1, 1));
  }

  @Test
  void aDiscoveryThatIsConfiguredNoMoreCountsForNone() {
    world.site.statements(3);
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2"));
    world.site.feed("/news.xml", List.of("/s/2", "/s/3"));
    world.site.feed("/old.xml", List.of("/s/1", "/s/2", "/s/3"));
    List<Source.Discovery> all =
        List.of(
            World.discovery(Kind.FEED, "/old.xml"),
            World.discovery(Kind.FEED, "/feed.xml"),
            World.discovery(Kind.FEED, "/news.xml"));

    List<Overlap> before = overlaps(world.visit(World.source(Optional.empty(), all)));
    List<Overlap> after =
        overlaps(world.visitLater(World.source(Optional.empty(), all.subList(1, 3))));

    assertThat(before).containsExactly(new Overlap(0, 3), new Overlap(0, 2), new Overlap(0, 2));
    assertThat(after).containsExactly(new Overlap(1, 1), new Overlap(1, 1));
  }

  private static List<Overlap> overlaps(CrawlReport report) {
    return report.discoveries().orElseThrow().stream()
        .map(Discovered::overlap)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void whatASitemapsIndexListsIsInItsParts() {
    world.site.statements(2);
    world.site.xml(
        "/sitemap.xml",
        "<sitemapindex xmlns=\"%s\"><sitemap><loc>%s</loc></sitemap></sitemapindex>"
            .formatted(SITEMAPS, Site.url("/part.xml")));
    world.site.xml(
        "/part.xml",
        "<urlset xmlns=\"%s\"><url><loc>%s</loc></url></urlset>"
            .formatted(SITEMAPS, Site.url("/s/1")));
    Source source = World.source(Kind.SITEMAP, "/sitemap.xml");

    CrawlReport read = world.visit(source);
    CrawlReport unchanged = world.visitLater(source);
    world.site.status("/part.xml", 500);
    CrawlReport failed = world.visitLater(source);

    String index = Site.url("/sitemap.xml");
    assertThat(read.discoveries()).contains(List.of(new Discovered(index, Result.READ, 1, 1)));
    assertThat(unchanged.discoveries())
        .contains(List.of(new Discovered(index, Result.UNCHANGED, 0, 0)));
    assertThat(failed.discoveries()).contains(List.of(new Discovered(index, Result.FAILED, 0, 0)));
  }

  @Test
  void aListThatStaysEmptyIsNeverTakenAsUnchanged() {
    world.site.feed("/feed.xml", List.of());

    world.visit(FEED);
    CrawlReport again = world.visitLater(FEED);

    assertThat(again.discoveries().orElseThrow())
        .containsExactly(new Discovered(Site.url("/feed.xml"), Result.READ, 0, 0));
  }

  @Test
  void pagesThatFailAreCountedWhereTheyFellOut() {
    world.site.statements(4);
    IntStream.rangeClosed(1, 3).forEach(n -> world.site.status("/s/" + n, 404));
    world.site.html("/s/4", "<html></html>");

    Pages pages = world.visit(FEED).pages().orElseThrow();

    assertThat(pages.added()).isEqualTo(4);
    assertThat(pages.due()).isEqualTo(4);
    assertThat(pages.fellOutAt("fetch")).isEqualTo(3);
    assertThat(pages.fellOutAt("extract")).isEqualTo(1);
    assertThat(pages.waiting()).isEqualTo(4);
  }

  @Test
  void pagesThatAreReadAreAccountedForWhateverBecameOfThem() {
    world.site.statements(4);
    world.visit(FEED);
    String[] edited = Site.paragraphs(1);
    edited[2] = "The report goes back to the committee, which has until autumn.";
    world.site.statement("/s/1", "Report number 1 adopted", edited);
    world.site.status("/s/2", 410);
    world.site.status("/s/3", 500);

    CrawlReport report = world.visitLater(FEED);

    Pages pages = report.pages().orElseThrow();
    assertThat(pages.gone()).isEqualTo(1);
    assertThat(pages.fellOutAt("fetch")).isEqualTo(1);
    assertThat(pages.notModified()).isEqualTo(1);
    assertThat(report.counts().published()).isEqualTo(1);
    assertThat(pages.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410})
  void aSourceThatIsClosedToUsIsVisitedLessUntilItIsReadAgain(int status) {
    world.site.status("/feed.xml", status);
    List<Integer> inARow = new ArrayList<>();

    for (int visit = 0; visit < 5; visit++) visit(inARow);
    world.site.statements(1);
    visit(inARow);

    assertThat(inARow).containsExactly(1, 2, 3, 4, 5, 0);
  }

  @Test
  void anOutageIsNoVisitInVain() {
    world.site.html("/feed.xml", "<p>No feed at all</p>");
    List<Integer> inARow = new ArrayList<>();

    visit(inARow);
    world.site.status("/feed.xml", 500);
    visit(inARow);
    world.site.status("/feed.xml", 404);
    visit(inARow);

    assertThat(inARow).containsExactly(1, 1, 2);
  }

  private void visit(List<Integer> inARow) {
    world.clock.advance(Duration.ofDays(1));
    List<Integer> told = new ArrayList<>();
    world.visit(
        FEED,
        (now, unread) -> {
          told.add(unread);
          return now.plus(Duration.ofDays(1));
        });
    inARow.add(told.getLast());
  }
}
