package dev.herald.crawler.visit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.evidence.BundleVerifier;
import dev.herald.crawler.evidence.BundleWriter;
import dev.herald.crawler.evidence.DayRoots;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.render.Programs;
import dev.herald.crawler.replay.Replay;
import dev.herald.crawler.replay.Replay.Found;
import dev.herald.crawler.schedule.TestSources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.ByteString;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/// A press room whose pages are all the same empty frame; a script asks for what belongs in it.
class RenderedSourceTest {
  private static final Source LISTING = TestSources.rendered(World.source(Kind.LISTING, "/news"));
  private static final Source HOME =
      TestSources.rendered(World.source(Optional.of(Site.url("/")), List.of()));
  private static final String FRAME =
      """
      <!DOCTYPE html><html lang="en"><head><title>Assembly of Testland</title></head>
      <body><noscript>This site needs JavaScript.</noscript><script src="/app.js"></script></body></html>
      """;

  @TempDir Path folder;
  @AutoClose private World world;

  @BeforeEach
  void open() throws IOException {
    assertThat(Programs.find(HeraldConfig.defaults().browser()).missing())
        .as("what rendering needs; ./verify installs it")
        .isEmpty();
    world = new World(folder);
    world.site.bytes(
        "/app.js",
        "text/javascript",
        ByteString.encodeUtf8(
            "fetch('/api' + location.pathname).then(r => r.text())"
                + ".then(html => { document.body.innerHTML = html; });"));
    list(4);
    for (int n = 1; n <= 4; n++) statement(n, Site.paragraphs(n));
  }

  @Test
  void whatScriptsListAndMakeIsPublished() {
    CrawlReport report = world.visit(LISTING);

    assertThat(report.failures()).isEmpty();
    assertThat(report.counts().listed()).isEqualTo(4);
    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().title())
        .containsExactlyInAnyOrder(
            IntStream.rangeClosed(1, 4)
                .mapToObj(n -> tuple(Cause.PUBLISHED, "Report number " + n + " adopted"))
                .toArray(Tuple[]::new));
    assertThat(world.kafka.revisions.getFirst().statement().text())
        .contains("adopted the report on the")
        .doesNotContain("needs JavaScript");
  }

  @Test
  void aListingThatAHomePageMakesIsFound() {
    world.site.html("/", FRAME);
    world.site.html("/api/", links(4));

    CrawlReport report = world.visit(HOME);

    assertThat(report.failures()).isEmpty();
    assertThat(world.kafka.revisions).hasSize(4);
  }

  @Test
  void aFrameThatStaysTheSameHidesNeitherEditsNorNews() {
    world.visit(LISTING);
    world.kafka.drain();
    statement(2, Site.paragraphs(6));
    statement(5, Site.paragraphs(5));
    list(5);

    world.visitLater(LISTING);

    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().url())
        .containsExactlyInAnyOrder(
            tuple(Cause.PUBLISHED, Site.url("/s/5")), tuple(Cause.EDITED, Site.url("/s/2")));
  }

  @Test
  void theAnswerIsTheEvidenceAndTheRenderedDocumentIsReadAgain() throws IOException {
    world.visit(LISTING);
    ArchiveReader archive = new ArchiveReader(folder);
    Evidence evidence = world.kafka.revisions.getFirst().statement().evidence();
    Location location = new Location(evidence.warcFile().orElseThrow(), evidence.warcOffset());
    int asked = world.site.requests.size();

    Found found =
        new Replay(world.state, archive, new GeneralExtractor(), world.clock)
            .look(LISTING, Instant.EPOCH);

    assertThat(archive.body(location).orElseThrow().utf8()).isEqualTo(FRAME);
    assertThat(evidence.sha256()).isEqualTo(Hashes.sha256(FRAME.getBytes(UTF_8)));
    assertThat(archive.content(location).orElseThrow().utf8()).contains("<h1>Report number");
    assertThat(found.read()).isEqualTo(4);
    assertThat(found.changes()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
    assertThat(world.site.requests).hasSize(asked);
  }

  @Test
  void aBundleBringsTheRenderedDocumentAlong() throws IOException {
    world.visit(LISTING);
    Path bundle = folder.resolve("bundle.zip");
    ArchiveReader archive = new ArchiveReader(folder);
    DayRoots roots = new DayRoots(folder.resolve("roots"), archive, world.clock);

    try (OutputStream out = Files.newOutputStream(bundle)) {
      new BundleWriter(archive, roots, world.clock)
          .write(List.of(world.kafka.revisions.getFirst()), out);
    }

    assertThat(new BundleVerifier().verify(bundle).holds()).isTrue();
    try (FileSystem zip = FileSystems.newFileSystem(bundle)) {
      byte[] exchange = Files.readAllBytes(zip.getPath("exchanges/0001.warc.gz"));
      try (WarcReader records = new WarcReader(new ByteArrayInputStream(exchange))) {
        assertThat(records).extracting(WarcRecord::type).contains("conversion");
      }
    }
  }

  @Test
  void anOutageBehindTheFrameIsNeitherEditNorWithdrawal() {
    world.visit(LISTING);
    world.kafka.drain();
    for (int n = 1; n <= 4; n++) world.site.status("/api/s/" + n, 503);

    for (int i = 0; i < 4; i++) {
      world.clock.advance(World.SPACING);
      world.visitLater(LISTING);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  private void list(int count) {
    world.site.html("/news", FRAME);
    world.site.html("/api/news", links(count));
  }

  private static String links(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n -> "<li><h3><a href=\"/s/%d\">Report number %d adopted</a></h3></li>".formatted(n, n))
        .collect(Collectors.joining("", "<main><ul>", "</ul></main>"));
  }

  private void statement(int number, String... paragraphs) {
    String page = Site.page("", "Report number " + number + " adopted", paragraphs);
    int body = page.indexOf("<body>") + "<body>".length();
    world.site.html("/s/" + number, FRAME);
    world.site.html("/api/s/" + number, page.substring(body, page.indexOf("</body>")));
  }
}
