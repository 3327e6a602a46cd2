package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists of several pages that a visit reads in part: what stands on the others must come to light.
class HalfReadListsTest {
  private static final Source LIST = World.source(Kind.LISTING, "/news");
  private static final Source FEED_AND_LIST =
      World.source(
          Optional.empty(),
          List.of(World.discovery(Kind.FEED, "/feed.xml"), World.discovery(Kind.LISTING, "/news")));

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    for (int n = 1; n <= 15; n++)
      world.site.statement("/s/" + n, "Report number " + n + " adopted", Site.paragraphs(n));
    list(5);
  }

  @Test
  void aVisitThatDiesBetweenTwoPagesOfAListIsMadeUpFor() {
    world.visit(LIST);
    list(15);
    world.site.meanwhile("/news?page=2", () -> world.databaseAway(true));
    visitAnHourLater(LIST);
    world.databaseAway(false);

    world.visit(world.process(), LIST);

    assertThat(published()).containsExactlyInAnyOrderElementsOf(numbers(1, 15));
  }

  @Test
  void soIsOneThatDiesAfterItsPagesAreKnown() {
    world.visit(LIST);
    list(15);
    world.site.status("/news?page=2", 500);
    visitAnHourLater(LIST);
    list(15);
    world.site.status("/news", 500);
    visitAnHourLater(LIST);
    list(15);

    visitAnHourLater(LIST);

    assertThat(published()).containsExactlyInAnyOrderElementsOf(numbers(1, 15));
  }

  @Test
  void whatAFeedNamedAMomentBeforeIsNoEndOfTheList() {
    feed(5);
    world.visit(FEED_AND_LIST);
    list(15);
    feed(15);

    visitAnHourLater(FEED_AND_LIST);

    assertThat(published()).containsExactlyInAnyOrderElementsOf(numbers(1, 15));
  }

  @Test
  void norIsWhatAFeedNamedWhileTheListCouldNotBeRead() {
    feed(5);
    world.visit(FEED_AND_LIST);
    list(15);
    feed(15);
    world.site.status("/news", 500);
    visitAnHourLater(FEED_AND_LIST);
    list(15);

    visitAnHourLater(FEED_AND_LIST);

    assertThat(published()).containsExactlyInAnyOrderElementsOf(numbers(1, 15));
  }

  @Test
  void norIsItOfAListThatWasNeverReadBefore() {
    list(15);
    feed(15);
    world.site.status("/news", 500);
    world.visit(FEED_AND_LIST);
    list(15);

    visitAnHourLater(FEED_AND_LIST);

    assertThat(published()).containsExactlyInAnyOrderElementsOf(numbers(1, 15));
  }

  @Test
  void aListThatWasReadToItsKnownPartIsNotReadBehindIt() {
    world.visit(LIST);
    list(15);
    visitAnHourLater(LIST);
    int before = world.site.requests.size();

    visitAnHourLater(LIST);

    assertThat(world.site.requests.subList(before, world.site.requests.size()))
        .contains("304 /news")
        .noneMatch(request -> request.contains("page="));
  }

  @Test
  void theLastSitemapsOfALongIndexAreAskedToo() {
    StringBuilder index = new StringBuilder();
    for (int n = 1; n <= 70; n++) {
      index.append("<sitemap><loc>%s</loc></sitemap>".formatted(Site.url("/map-" + n + ".xml")));
      world.site.xml(
          "/map-" + n + ".xml",
          "<urlset><url><loc>%s</loc></url></urlset>".formatted(Site.url("/s/" + (n - 55))));
    }
    world.site.xml("/sitemap.xml", "<sitemapindex>" + index + "</sitemapindex>");

    world.visit(World.source(Kind.SITEMAP, "/sitemap.xml"));

    assertThat(published()).contains(Site.url("/s/15"), Site.url("/s/14"));
    assertThat(world.site.requests).filteredOn(request -> request.contains("/map-")).hasSize(49);
  }

  private void visitAnHourLater(Source source) {
    world.clock.advance(Duration.ofHours(1));
    world.visit(source);
  }

  /// Sets a list of five statements a page, the newest ones first.
  private void list(int newest) {
    int pages = newest / 5;
    for (int page = 1; page <= pages; page++) {
      StringBuilder html = new StringBuilder("<html><body><main><ul class=list>");
      for (int n = newest - 5 * (page - 1); n > newest - 5 * page; n--)
        html.append(
            "<li><a href=\"/s/%d\">Report number %d adopted by the committee</a></li>"
                .formatted(n, n));
      html.append("</ul>");
      if (page < pages)
        html.append("<a rel=next href=\"/news?page=%d\">Next</a>".formatted(page + 1));
      world.site.html(page == 1 ? "/news" : "/news?page=" + page, html + "</main></body></html>");
    }
  }

  private void feed(int newest) {
    world.site.feed(
        "/feed.xml", IntStream.range(0, 5).mapToObj(n -> "/s/" + (newest - n)).toList());
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(n -> Site.url("/s/" + n)).toList();
  }

  private List<String> published() {
    return world.kafka.revisions.stream()
        .filter(revision -> revision.cause() == Cause.PUBLISHED)
        .map(revision -> revision.statement().url())
        .toList();
  }
}
