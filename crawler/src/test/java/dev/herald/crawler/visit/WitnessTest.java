package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.IndexLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @TempDir Path folder;

  @Test
  void everythingAskedAndRefusedIsInTheArchive() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(2);
      world.site.bytes(
          "/robots.txt",
          "text/plain",
          okio.ByteString.encodeUtf8("User-agent: *\nDisallow: /secret\n"));
      world.site.statement("/new/2", "Report number 2 adopted", Site.paragraphs(2));
      world.site.redirect("/s/2", "/new/2");
      world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3", "/secret/4"));

      world.visit(FEED);
      world.visitLater(FEED);
    }

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "200 text/plain /robots.txt",
            "200 application/xml /feed.xml",
            "200 text/html /s/1",
            "301 text/html /s/2",
            "200 text/html /new/2",
            "404 unk /s/3",
            "0 application/warc-fields /secret/4",
            "304 warc/revisit /feed.xml",
            "304 warc/revisit /s/1",
            "304 warc/revisit /new/2",
            "404 unk /s/3");
  }

  @Test
  void thePageOfACheckThatFoundNoChangeIsARevisit() throws IOException {
    try (World world = new World(folder)) {
      world.site.statements(1);
      world.visit(FEED);
      for (int i = 0; i < 22; i++) world.visitLater(FEED);
    }

    assertThat(lines()).contains("200 warc/revisit /s/1").containsOnlyOnce("200 text/html /s/1");
  }

  private List<String> lines() throws IOException {
    List<IndexLine> lines = new ArrayList<>();
    new ArchiveReader(folder).index(lines::add);
    return lines.stream()
        .map(
            line ->
                "%d %s %s"
                    .formatted(
                        line.status(), line.mime(), line.url().substring(Site.url("").length())))
        .toList();
  }
}
