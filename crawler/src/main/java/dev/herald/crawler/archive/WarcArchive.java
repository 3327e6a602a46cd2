package dev.herald.crawler.archive;

import dev.herald.config.message.Hashes;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRevisit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes exchanges to WARC/1.1 files, one a UTC day and process, rolled at a size, each record a
/// gzip member of its own, with a CDXJ index beside.
///
/// A body that the same host sent before is not kept again: a revisit record points at it. A write
/// that fails leaves nothing behind; a file that a killed process left is never appended to, its
/// torn end is cut off at the next start. Thread-safe.
public final class WarcArchive implements PageArchive, Witness, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WarcArchive.class);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long MAX_FILE_BYTES = 1L << 30;

  /// How far back bodies are remembered over a restart.
  private static final Duration MEMORY = Duration.ofDays(30);

  private final Path folder;
  private final Clock clock;
  private final long maxFileBytes;
  private final ArchiveReader reader;
  private final Originals originals = new Originals();
  private @Nullable WarcFile open;

  /// Where a response record begins.
  ///
  /// @param file file name inside the archive folder
  /// @param offset of the record in bytes
  public record Location(String file, long offset) {}

  /// An archive in a folder, which is made if need be.
  public WarcArchive(Path folder, Clock clock) throws IOException {
    this(folder, clock, MAX_FILE_BYTES);
  }

  /// @param maxFileBytes size from which a file is not appended to any more
  WarcArchive(Path folder, Clock clock, long maxFileBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
    this.maxFileBytes = maxFileBytes;
    this.reader = new ArchiveReader(folder);
    IndexFiles.recover(folder);
    remember();
  }

  private void remember() throws IOException {
    String since = name(clock.instant().minus(MEMORY), "");
    for (Path index : IndexFiles.all(folder))
      if (index.getFileName().toString().compareTo(since) > 0)
        ArchiveReader.read(index, WarcArchive::mayHoldBody, originals::add);
  }

  /// Most lines of a long watch are revisits, which are not worth their JSON's reading.
  private static boolean mayHoldBody(String line) {
    return !line.contains("\"" + IndexLine.REVISIT + "\"");
  }

  private static String name(Instant at, String end) {
    return "herald-" + STAMP.format(at) + end;
  }

  /// Writes response, request, robots decision and rendered document; on return they are in the
  /// file, and after [#sync] on the disk.
  @Override
  public Location write(FetchedPage page) throws IOException {
    String url = page.url().toString();
    Optional<String> sha256 =
        page.body().size() == 0
            ? Optional.empty()
            : Optional.of(Hashes.sha256(page.body().toByteArray()));
    // Packing takes the time, so only finding and appending wait for others. Of two that bring the
    // same body at once, both keep it.
    WarcCaptureRecord capture = WarcRecords.capture(page, original(page.status(), url, sha256));
    byte[] first = WarcRecords.packed(capture);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(WarcRecords.packed(WarcRecords.request(page, capture)));
    if (page.rendering().isPresent())
      bytes.writeBytes(
          WarcRecords.packed(WarcRecords.rendered(page, page.rendering().get().html(), capture)));
    bytes.writeBytes(WarcRecords.packed(WarcRecords.about(page, capture)));
    String mime =
        capture instanceof WarcRevisit ? IndexLine.REVISIT : WarcWalk.mime(page.contentType());
    return append(
        bytes.toByteArray(),
        file ->
            new IndexLine(
                url,
                page.startedAt(),
                mime,
                page.status(),
                sha256,
                first.length,
                file.end(),
                file.name(),
                page.wireBytes(),
                page.robots()));
  }

  private synchronized Optional<IndexLine> original(
      int status, String url, Optional<String> sha256) {
    return status == 304
        ? originals.find(url)
        : sha256.flatMap(digest -> originals.find(url, digest));
  }

  /// @param describe says where the records will be
  private synchronized Location append(byte[] records, Function<WarcFile, IndexLine> describe)
      throws IOException {
    WarcFile file = current();
    IndexLine line = describe.apply(file);
    try {
      file.append(records);
      file.index(line);
    } catch (IOException e) {
      abandon(file);
      throw e;
    }
    originals.add(line);
    return new Location(line.file(), line.offset());
  }

  @Override
  public void answered(FetchedPage answer) {
    try {
      write(answer);
    } catch (IOException e) {
      LOG.warn("not archived url={} reason={}", answer.url(), e.toString());
    }
  }

  @Override
  public void unanswered(HttpUrl url, String robots, String reason) {
    Instant now = clock.instant();
    note(WarcRecords.unanswered(url, robots, reason, now), IndexLine.NO_ANSWER, url, robots, now);
  }

  @Override
  public void refused(HttpUrl url, String robots) {
    Instant now = clock.instant();
    note(WarcRecords.refusal(url, robots, now), IndexLine.REFUSAL, url, robots, now);
  }

  private void note(WarcMetadata note, String mime, HttpUrl url, String robots, Instant now) {
    try {
      byte[] record = WarcRecords.packed(note);
      append(
          record,
          file ->
              new IndexLine(
                  url.toString(),
                  now,
                  mime,
                  0,
                  Optional.empty(),
                  record.length,
                  file.end(),
                  file.name(),
                  0,
                  robots));
    } catch (IOException e) {
      LOG.warn("not noted in the archive url={} mime={} reason={}", url, mime, e.toString());
    }
  }

  /// Forces everything written so far to the disk.
  @Override
  public synchronized void sync() throws IOException {
    if (open != null) open.sync();
  }

  @Override
  public Optional<ByteString> read(Location location) throws IOException {
    return reader.content(location);
  }

  @Override
  public synchronized void close() throws IOException {
    WarcFile file = open;
    open = null;
    if (file != null) file.close();
  }

  /// Ends the file of a day that is over, though nothing came since.
  public synchronized void endDay() throws IOException {
    if (open != null && !open.day().equals(today())) close();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private WarcFile current() throws IOException {
    LocalDate today = today();
    WarcFile file = open;
    if (file != null && file.day().equals(today) && file.end() < maxFileBytes) return file;
    close();
    String process = UUID.randomUUID().toString().substring(0, 8);
    String name = name(clock.instant(), "-" + process + IndexFiles.WARC);
    file = WarcFile.create(folder, today, name, clock.instant());
    open = file;
    return file;
  }

  /// Goes on in a new file after a failed write, whatever the old one holds now.
  private void abandon(WarcFile file) {
    open = null;
    try {
      file.abandon();
    } catch (IOException e) {
      LOG.warn("not closed file={} reason={}", file.name(), e.toString());
    }
    IndexFiles.recover(folder, file.name());
  }
}
