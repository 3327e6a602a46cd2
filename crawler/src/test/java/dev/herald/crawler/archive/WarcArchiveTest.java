package dev.herald.crawler.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Hashes;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.FetchedPage.Rendering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.Warcinfo;

class WarcArchiveTest {
  private static final Instant NOON = Instant.parse("2026-02-26T12:00:00.123Z");

  @TempDir Path folder;

  @Test
  void everyRecordCarriesVersionDatesAndDigests() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/a", 200, "the first body"));
    }

    List<WarcRecord> records = records(onlyFile());
    assertThat(records)
        .hasExactlyElementsOfTypes(
            Warcinfo.class, WarcResponse.class, WarcRequest.class, WarcMetadata.class);
    assertThat(records).allSatisfy(r -> assertThat(r.version()).hasToString("WARC/1.1"));
    WarcResponse response = (WarcResponse) records.get(1);
    assertThat(response.date()).isEqualTo(NOON);
    assertThat(response.payloadDigest().orElseThrow().hex())
        .isEqualTo(Hashes.sha256(ByteString.encodeUtf8("the first body").toByteArray()));
    assertThat(response.blockDigest()).isPresent();
    assertThat(response.http().headers().first("X-Archive-Orig-Content-Encoding")).hasValue("gzip");
  }

  @Test
  void theSameBodyFromTheSameHostIsARevisitThatReadsBack() throws IOException {
    Location first;
    Location again;
    Location elsewhere;
    try (WarcArchive archive = archive(NOON)) {
      first = archive.write(page("/a", 200, "one and the same"));
      again = archive.write(page("/b", 200, "one and the same"));
      elsewhere = archive.write(page("http://other.example/a", 200, "one and the same"));
      assertThat(archive.read(again)).hasValue(ByteString.encodeUtf8("one and the same"));
    }

    List<WarcRecord> records = records(onlyFile());
    WarcRevisit revisit = (WarcRevisit) records.get(4);
    assertThat(revisit.profile()).isEqualTo(WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1);
    assertThat(revisit.refersToTargetURI()).hasToString("Optional[http://press.example/a]");
    assertThat(revisit.refersToDate()).hasValue(NOON);
    assertThat(revisit.http().status()).isEqualTo(200);
    assertThat(records.get(7)).isInstanceOf(WarcResponse.class);
    assertThat(again.offset()).isGreaterThan(first.offset()).isLessThan(elsewhere.offset());
  }

  @Test
  void bodiesAreRememberedOverARestart() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/a", 200, "one and the same"));
    }

    try (WarcArchive archive = archive(NOON.plus(Duration.ofDays(1)))) {
      Location again = archive.write(page("/a", 200, "one and the same"));

      assertThat(archive.read(again)).hasValue(ByteString.encodeUtf8("one and the same"));
    }
    assertThat(lines()).extracting(IndexLine::mime).containsExactly("text/html", "warc/revisit");
  }

  @Test
  void a304IsARevisitOfTheLastBody() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/a", 200, "a body"));
      archive.answered(page("/a", 304, ""));
    }

    WarcRevisit revisit = (WarcRevisit) records(onlyFile()).get(4);
    assertThat(revisit.profile()).isEqualTo(WarcRevisit.SERVER_NOT_MODIFIED_1_1);
    assertThat(revisit.refersToDate()).hasValue(NOON);
    assertThat(revisit.http().status()).isEqualTo(304);
  }

  @Test
  void aFileThatIsNoArchiveDoesNotStopItsNeighbours() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/a", 200, "a body"));
    }
    Path garbage = folder.resolve("herald-20260225120000000-0badf00d.warc.gz");
    Files.write(garbage, new byte[] {75, 31, 99, 97, 17});

    ArchiveReader.Rebuilt rebuilt = new ArchiveReader(folder).rebuildIndex();

    assertThat(rebuilt.files()).isEqualTo(1);
    assertThat(rebuilt.broken())
        .singleElement()
        .asString()
        .startsWith(garbage.getFileName() + ": ");
  }

  @Test
  void theIndexSaysWhereEachRecordIsAndCanBeMadeAnew() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/b?y=2&x=1", 200, "a body"));
      archive.answered(page("/a", 404, ""));
      archive.answered(page("/b?y=2&x=1", 304, ""));
      archive.refused(url("/secret"), "disallowed (Disallow: /secret)");
      archive.unanswered(url("/slow"), "allowed (no rule)", "the host fell silent\r\n: forged");
    }
    Path index = IndexFiles.all(folder).get(0);
    String kept = Files.readString(index);

    Files.delete(index);
    ArchiveReader.Rebuilt rebuilt = new ArchiveReader(folder).rebuildIndex();

    assertThat(Files.readString(index)).isEqualTo(kept);
    assertThat(rebuilt).isEqualTo(new ArchiveReader.Rebuilt(1, 5, List.of(), List.of()));
    assertThat(kept.lines()).isSorted();
    assertThat(lines())
        .filteredOn(line -> !line.isAnswer())
        .extracting(line -> line.mime() + " " + line.isRefusal())
        .containsExactlyInAnyOrder("application/warc-fields true", "warc/no-answer false");
    assertThat(kept).contains("example,press)/b?x=1&y=2 20260226120000 {\"url\":");
    for (IndexLine line : lines())
      try (InputStream in = Files.newInputStream(onlyFile())) {
        in.skipNBytes(line.offset());
        var member = ByteString.of(in.readNBytes((int) line.length())).toByteArray();
        try (WarcReader reader = new WarcReader(new java.io.ByteArrayInputStream(member))) {
          assertThat(reader.next().orElseThrow().headers().first("WARC-Target-URI"))
              .hasValue(line.url());
          assertThat(reader.next()).isEmpty();
        }
      }
  }

  @Test
  void aRenderedDocumentBelongsToItsAnswerAndIsReadInItsPlace() throws IOException {
    Rendering rendering =
        new Rendering(
            ByteString.encodeUtf8("made by a script"),
            List.of("http://10.0.0.1/: a private address\r\nrobots: forged"));
    List<Location> places = new ArrayList<>();
    try (WarcArchive archive = archive(NOON)) {
      for (String path : List.of("/a", "/b"))
        places.add(archive.write(page(path, 200, "the same frame").with(rendering)));
      places.add(archive.write(page("/c", 200, "the same frame")));
    }
    Path index = IndexFiles.all(folder).get(0);
    String kept = Files.readString(index);
    ArchiveReader reader = new ArchiveReader(folder);

    assertThat(reader.rebuildIndex().lines()).isEqualTo(3);
    assertThat(Files.readString(index)).isEqualTo(kept);
    for (Location place : places)
      assertThat(reader.body(place).orElseThrow().utf8()).isEqualTo("the same frame");
    for (Location place : places.subList(0, 2)) {
      assertThat(reader.content(place).orElseThrow().utf8()).isEqualTo("made by a script");
      byte[] exchange = reader.exchange(place).orElseThrow().records().toByteArray();
      try (WarcReader records = new WarcReader(new java.io.ByteArrayInputStream(exchange))) {
        assertThat(records).extracting(WarcRecord::type).contains("conversion").hasSize(4);
      }
    }
    assertThat(reader.content(places.get(2)).orElseThrow().utf8()).isEqualTo("the same frame");
    List<String> withheld = new ArrayList<>();
    try (WarcReader records = new WarcReader(onlyFile())) {
      for (WarcRecord record : records)
        if (record instanceof WarcMetadata about) withheld.addAll(about.fields().all("withheld"));
    }
    assertThat(withheld)
        .hasSize(2)
        .containsOnly("http://10.0.0.1/: a private address robots: forged");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 30, 200, 300})
  void aTornTailIsCutOffAtTheNextStart(int torn) throws IOException {
    WarcArchive killed = archive(NOON);
    killed.write(page("/a", 200, "the first body"));
    killed.write(page("/b", 200, "another body"));
    Path file = onlyFile();
    // What a kill -9 leaves: no close, and half a record at the end.
    byte[] whole = Files.readAllBytes(file);
    byte[] half =
        java.util.Arrays.copyOfRange(whole, (int) lineOffset(), (int) lineOffset() + torn);
    Path after = Files.createDirectories(folder.resolve("after"));
    Path left = after.resolve(file.getFileName());
    Files.write(left, whole);
    Files.write(left, half, StandardOpenOption.APPEND);
    Files.createFile(IndexFiles.open(after, file.getFileName().toString()));

    try (WarcArchive next = new WarcArchive(after, Clock.fixed(NOON, ZoneOffset.UTC))) {
      next.write(page("/c", 200, "the first body"));
    }

    assertThat(Files.size(left)).isEqualTo(whole.length);
    assertThat(records(left)).hasSize(7);
    List<IndexLine> lines = new ArrayList<>();
    new ArchiveReader(after).index(lines::add);
    assertThat(lines)
        .extracting(line -> line.mime() + " " + line.url())
        .containsExactlyInAnyOrder(
            "text/html http://press.example/a",
            "text/html http://press.example/b",
            "warc/revisit http://press.example/c");
    killed.close();
  }

  @Test
  void anInterruptedWriterSpoilsNothing() throws IOException, InterruptedException {
    try (WarcArchive archive = archive(NOON)) {
      archive.write(page("/a", 200, "the first body"));
      Thread interrupted =
          Thread.ofVirtual()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    archive.answered(page("/b", 404, ""));
                  });
      interrupted.join();

      archive.write(page("/c", 200, "another body"));
    }

    assertThat(lines())
        .extracting(IndexLine::url)
        .containsExactlyInAnyOrder(url("/a").toString(), url("/c").toString());
    assertThat(records(onlyFile())).hasSize(7);
  }

  @Test
  void manyWritersShareAFile() throws IOException {
    try (WarcArchive archive = archive(NOON)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 200; i++) {
          FetchedPage page = page("/" + i, 200, "body number " + i);
          threads.execute(() -> archive.answered(page));
        }
      }
    }

    assertThat(records(onlyFile())).hasSize(1 + 3 * 200);
    ArchiveReader reader = new ArchiveReader(folder);
    assertThat(lines()).hasSize(200);
    for (IndexLine line : lines())
      assertThat(reader.body(new Location(line.file(), line.offset())).orElseThrow().utf8())
          .isEqualTo("body number " + line.url().substring(url("/").toString().length()));
  }

  @Test
  void aFileIsRolledAtItsSize() throws IOException {
    try (WarcArchive archive = new WarcArchive(folder, Clock.fixed(NOON, ZoneOffset.UTC), 1_000)) {
      for (int i = 0; i < 5; i++) archive.write(page("/" + i, 200, "body number " + i));
    }

    assertThat(IndexFiles.warcs(folder)).hasSizeGreaterThan(1);
    assertThat(lines()).hasSize(5);
  }

  private WarcArchive archive(Instant now) throws IOException {
    return new WarcArchive(folder, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Path onlyFile() throws IOException {
    List<String> files = IndexFiles.warcs(folder);
    assertThat(files).hasSize(1);
    return folder.resolve(files.get(0));
  }

  private List<IndexLine> lines() throws IOException {
    List<IndexLine> lines = new ArrayList<>();
    new ArchiveReader(folder).index(lines::add);
    return lines;
  }

  private long lineOffset() throws IOException {
    return lines().get(1).offset();
  }

  private static List<WarcRecord> records(Path file) throws IOException {
    List<WarcRecord> records = new ArrayList<>();
    try (WarcReader reader = new WarcReader(file)) {
      reader.calculateBlockDigest();
      for (WarcRecord record : reader) {
        if (record instanceof WarcResponse response) response.http();
        if (record instanceof WarcRevisit revisit) revisit.http();
        records.add(record);
      }
    }
    return records;
  }

  private static HttpUrl url(String path) {
    return HttpUrl.get(path.startsWith("/") ? "http://press.example" + path : path);
  }

  static FetchedPage page(String path, int status, String body) {
    return new FetchedPage(
        url(path),
        url(path),
        status,
        List.of("User-Agent: Herald/0.1"),
        List.of("Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip"),
        ByteString.encodeUtf8(body),
        body.length(),
        NOON,
        NOON.plusMillis(40),
        "allowed (no rule)");
  }
}
