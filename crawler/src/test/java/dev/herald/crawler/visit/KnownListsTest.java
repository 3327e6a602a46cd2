package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lists whose hosts never say "not modified": each answer comes with another validator.
class KnownListsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;
  private int answers;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    list(3);
  }

  @Test
  void theSameBytesAreUnchangedAndOthersAreRead() {
    assertThat(gave(FEED)).isEqualTo(Result.READ);
    list(3);
    assertThat(gave(FEED)).isEqualTo(Result.UNCHANGED);
    list(4);
    assertThat(gave(FEED)).isEqualTo(Result.READ);
    assertThat(world.kafka.drain()).hasSize(4);
    list(3);
    assertThat(gave(FEED)).isEqualTo(Result.READ);
  }

  @Test
  void whatCouldNotBeFetchedIsTriedAgainUnderAnUnchangedList() {
    world.site.status("/s/2", 404);
    gave(FEED);
    assertThat(world.kafka.drain()).hasSize(2);
    world.site.statement("/s/2", "Report number 2 adopted", Site.paragraphs(2));
    world.site.header("/feed.xml", "ETag", "\"" + ++answers + "\"");

    assertThat(gave(FEED)).isEqualTo(Result.UNCHANGED);

    assertThat(world.kafka.drain())
        .filteredOn(revision -> revision.cause() == Cause.PUBLISHED)
        .extracting(revision -> revision.statement().url())
        .containsExactly(Site.url("/s/2"));
  }

  @Test
  void aListWithAProblemIsReadEachTime() {
    world.site.xml("/feed.xml", "<rss><channel><item><title>Cut off</title><link>http://");
    Result first = gave(FEED);
    world.site.header("/feed.xml", "ETag", "\"" + ++answers + "\"");

    assertThat(gave(FEED)).isEqualTo(first).isNotEqualTo(Result.UNCHANGED);
  }

  @Test
  void otherSettingsReadTheSameBytesAnew() {
    world.site.html("/list", links(6));
    Source narrow = World.source(Kind.LISTING, "/list");
    gave(narrow);
    world.site.header("/list", "ETag", "\"" + ++answers + "\"");
    assertThat(gave(narrow)).isEqualTo(Result.UNCHANGED);
    world.site.header("/list", "ETag", "\"" + ++answers + "\"");

    assertThat(gave(withLinks("main a"))).isEqualTo(Result.READ);
  }

  private Source withLinks(String selector) {
    return World.source(
        Optional.empty(),
        List.of(
            new Discovery(
                Kind.LISTING,
                Site.url("/list"),
                Optional.of(selector),
                Optional.empty(),
                1,
                List.of(),
                List.of())));
  }

  private static String links(int count) {
    StringBuilder html = new StringBuilder("<html><body><main><ul>");
    IntStream.rangeClosed(1, count)
        .forEach(
            n ->
                html.append(
                    "<li><a href=\"/s/%d\">Report number %d adopted by the committee</a></li>"
                        .formatted(n, n)));
    return html.append("</ul></main></body></html>").toString();
  }

  /// Sets the feed and its pages, under a validator of which nobody has heard.
  private void list(int count) {
    world.site.statements(count);
    world.site.header("/feed.xml", "ETag", "\"" + ++answers + "\"");
  }

  private Result gave(Source source) {
    CrawlReport report = world.visitLater(source);
    return report.discoveries().orElseThrow().getFirst().result();
  }
}
