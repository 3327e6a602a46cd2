package dev.herald.crawler.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.IndexLine;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.archive.WarcArchive.Location;
import dev.herald.crawler.fetch.FetchedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Roots over archives whose days did not go as days should.
class DayRootsTest {
  private final TestClock clock = new TestClock();
  @TempDir Path folder;
  private DayRoots roots;

  @BeforeEach
  void open() {
    roots = new DayRoots(folder.resolve("roots"), new ArchiveReader(archive()), clock);
  }

  @Test
  void whatAClockThatWasSetBackBringsIsUnderTheNextRoot() throws IOException {
    LocalDate day = LocalDate.ofInstant(clock.instant(), clock.getZone());
    Location before;
    Location after;
    try (WarcArchive archive = new WarcArchive(archive(), clock)) {
      before = archive.write(page("before"));
      clock.advance(Duration.ofDays(1));
      assertThat(roots.writeDue()).isEmpty();
      archive.endDay();
      assertThat(roots.writeDue()).extracting(DayRoot::date).containsExactly(day);
      clock.advance(Duration.ofDays(-1));
      after = archive.write(page("after"));
      clock.advance(Duration.ofDays(1));
      archive.write(page("the day after"));
    }
    clock.advance(Duration.ofDays(1));

    List<DayRoot> written = roots.writeDue();

    assertThat(written).extracting(DayRoot::date).containsExactly(day.plusDays(1));
    assertThat(written).extracting(DayRoot::leaves).containsExactly(2L);
    assertThat(roots.prove(before))
        .hasValueSatisfying(proof -> assertThat(proof.day().date()).isEqualTo(day));
    assertThat(roots.prove(after))
        .hasValueSatisfying(proof -> assertThat(proof.day()).isEqualTo(written.getFirst()));
  }

  @Test
  void aTornRecordIsCutOffBeforeTheRootIsMade() throws IOException {
    WarcArchive killed = new WarcArchive(folder.resolve("killed"), clock);
    Location place = killed.write(page("whole"));
    leave(folder.resolve("killed"));
    killed.close();
    clock.advance(Duration.ofDays(1));

    List<DayRoot> written = roots.writeDue();
    new WarcArchive(archive(), clock).close();

    assertThat(written).extracting(DayRoot::leaves).containsExactly(1L);
    assertThat(new DayRoots(folder.resolve("roots"), new ArchiveReader(archive()), clock))
        .satisfies(again -> assertThat(again.prove(place)).isPresent());
  }

  /// What a `kill -9` leaves of an archive: no close, and half a record at the end.
  private void leave(Path living) throws IOException {
    Files.createDirectories(archive());
    List<Path> files;
    try (Stream<Path> all = Files.list(living)) {
      files = all.toList();
    }
    for (Path file : files) Files.copy(file, archive().resolve(file.getFileName()));
    List<IndexLine> lines = new ArrayList<>();
    new ArchiveReader(archive()).index(lines::add);
    Path warc = archive().resolve(lines.getFirst().file());
    byte[] whole = Files.readAllBytes(warc);
    ByteString half = ByteString.of(whole).substring(0, 40);
    Files.write(warc, half.toByteArray(), StandardOpenOption.APPEND);
  }

  private Path archive() {
    return folder.resolve("archive");
  }

  private FetchedPage page(String body) {
    HttpUrl url = HttpUrl.get("http://press.example/" + body.hashCode());
    return new FetchedPage(
        url,
        url,
        200,
        List.of("User-Agent: Herald/0.1"),
        List.of("Content-Type: text/html"),
        ByteString.encodeUtf8(body),
        body.length(),
        clock.instant(),
        clock.instant(),
        "allowed (no rule)");
  }
}
