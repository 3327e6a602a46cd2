package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.evidence.Courtesy;
import dev.herald.crawler.evidence.Courtesy.Day;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourtesyTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @TempDir Path folder;

  @Test
  void everyRequestAndRefusalOfADayIsCounted() throws IOException {
    int served;
    try (World world = new World(folder)) {
      world.site.statements(2);
      world.site.bytes(
          "/robots.txt", "text/plain", ByteString.encodeUtf8("User-agent: *\nDisallow: /secret\n"));
      world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3", "/secret/4"));
      world.visit(FEED);
      world.visitLater(FEED);
      served = world.site.requests.size();
    }

    List<Day> days = Courtesy.of(new ArchiveReader(folder), Set.of("www.press.example")).days();

    assertThat(days).hasSize(1);
    Day day = days.get(0);
    assertThat(day.date()).isEqualTo(LocalDate.parse("2026-02-26"));
    assertThat(day.host()).isEqualTo("press.example");
    assertThat(day.requests()).isEqualTo(served);
    assertThat(day.notModified()).isEqualTo(3);
    assertThat(day.errors()).isEqualTo(2);
    assertThat(day.throttled()).isZero();
    assertThat(day.refused()).isEqualTo(1);
    assertThat(day.bytes()).isGreaterThan(1_000);
    assertThat(day.shortestGap()).hasValue(Duration.ZERO);
  }

  @Test
  void pagesThatAskSomethingOfRobotsAreCountedOnceADay() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(4);
      world.site.header("/s/1", "X-Robots-Tag", "googlebot: none, herald: noarchive");
      world.site.header("/s/2", "X-Robots-Tag", "googlebot: none");
      world.site.html(
          "/s/3",
          Site.page("<meta name=robots content=NOINDEX>", "Report number 3", Site.paragraphs(3)));
      world.visit(FEED);
      world.visitLater(FEED);
    }

    ArchiveReader archive = new ArchiveReader(folder);
    assertThat(Courtesy.of(archive, Set.of("press.example")).days())
        .extracting(Day::tagged)
        .containsExactly(2L);
    List<String> recorded = new ArrayList<>();
    archive.index(line -> recorded.add(line.robots()));
    assertThat(recorded)
        .contains(
            "allowed (no robots.txt: HTTP 404); X-Robots-Tag: noarchive",
            "allowed (no robots.txt: HTTP 404); meta robots: noindex");
  }

  @Test
  void otherPublishersDoNotCount() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(1);
      world.visit(FEED);
    }

    ArchiveReader archive = new ArchiveReader(folder);
    assertThat(Courtesy.of(archive, Set.of("ress.example", "other.example")).days()).isEmpty();
    assertThat(Courtesy.of(archive, Set.of("example")).days()).hasSize(1);
  }
}
