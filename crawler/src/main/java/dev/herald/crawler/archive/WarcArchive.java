package dev.herald.crawler.archive;

import dev.herald.crawler.fetch.FetchedPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// Writes responses to WARC/1.1 files, one a UTC day and process, gzip by record.
///
/// A file that a killed process left behind is never appended to: its last record may be torn.
/// Bodies are stored decompressed; the headers that said otherwise are kept under
/// `X-Archive-Orig-`. Thread-safe.
public final class WarcArchive implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Set<String> TRANSFER =
      Set.of("content-encoding", "transfer-encoding", "content-length");
  private static final int MAX_BODY_BYTES = 64 << 20;

  private final Path folder;
  private final Clock clock;
  private @Nullable OpenFile open;

  private record OpenFile(LocalDate day, String name, FileChannel channel, WarcWriter writer) {}

  /// Where a response record begins.
  ///
  /// @param file file name inside the archive folder
  /// @param offset of the record in bytes
  public record Location(String file, long offset) {}

  /// An archive in a folder, which is made if need be.
  public WarcArchive(Path folder, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
  }

  /// Writes request, response and robots decision; on return they are in the file, and after
  /// [#sync] on the disk.
  public synchronized Location write(FetchedPage page) throws IOException {
    OpenFile file = current();
    long offset = file.channel().position();
    WarcResponse response =
        new WarcResponse.Builder(page.url().toString())
            .date(page.startedAt())
            .body(response(page))
            .build();
    file.writer().write(response);
    file.writer()
        .write(
            new WarcRequest.Builder(page.url().toString())
                .date(page.startedAt())
                .body(request(page))
                .concurrentTo(response.id())
                .build());
    file.writer()
        .write(
            new WarcMetadata.Builder()
                .date(page.startedAt())
                .setHeader("WARC-Target-URI", page.url().toString())
                .setHeader("WARC-Refers-To", "<" + response.id() + ">")
                .body(
                    MediaType.parse("application/warc-fields"),
                    "robots: %s\r\nrequested-url: %s\r\n"
                        .formatted(oneLine(page.robots()), page.requestedUrl())
                        .getBytes(StandardCharsets.UTF_8))
                .build());
    return new Location(file.name(), offset);
  }

  /// Forces everything written so far to the disk.
  public synchronized void sync() throws IOException {
    if (open != null) open.channel().force(false);
  }

  /// Reads a response's body back.
  ///
  /// @return empty if the file is not here, or holds no response at that place
  public Optional<ByteString> read(Location location) throws IOException {
    Path file = folder.resolve(location.file()).normalize();
    if (!file.startsWith(folder) || !Files.exists(file)) return Optional.empty();
    try (FileChannel channel = FileChannel.open(file);
        WarcReader reader = new WarcReader(channel.position(location.offset()))) {
      Optional<WarcRecord> record = reader.next();
      if (record.isEmpty() || !(record.get() instanceof WarcResponse response))
        return Optional.empty();
      try (InputStream body = response.http().body().stream()) {
        return Optional.of(ByteString.of(body.readNBytes(MAX_BODY_BYTES)));
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (open == null) return;
    open.channel().force(true);
    open.writer().close();
    open = null;
  }

  private OpenFile current() throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    OpenFile file = open;
    if (file != null && file.day().equals(today)) return file;
    close();
    String name =
        "herald-%s-%s.warc.gz"
            .formatted(STAMP.format(clock.instant()), UUID.randomUUID().toString().substring(0, 8));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    WarcWriter writer = new WarcWriter(channel, WarcCompression.GZIP);
    writer.write(
        new Warcinfo.Builder()
            .date(clock.instant())
            .filename(name)
            .fields(
                Map.of("software", List.of("Herald"), "format", List.of("WARC File Format 1.1")))
            .build());
    file = new OpenFile(today, name, channel, writer);
    open = file;
    return file;
  }

  private static HttpResponse response(FetchedPage page) {
    HttpResponse.Builder response = new HttpResponse.Builder(page.status(), "");
    for (String header : page.responseHeaders()) {
      int colon = header.indexOf(':');
      if (colon <= 0) continue;
      String name = header.substring(0, colon).strip();
      boolean transfer = TRANSFER.contains(name.toLowerCase(Locale.ROOT));
      response.addHeader(
          transfer ? "X-Archive-Orig-" + name : name, oneLine(header.substring(colon + 1)));
    }
    byte[] body = page.body().toByteArray();
    return response.body(null, body).setHeader("Content-Length", "" + body.length).build();
  }

  private static HttpRequest request(FetchedPage page) {
    HttpRequest.Builder request =
        new HttpRequest.Builder(
            "GET",
            page.url().encodedPath()
                + (page.url().encodedQuery() == null ? "" : "?" + page.url().encodedQuery()));
    for (String header : page.requestHeaders()) {
      int colon = header.indexOf(':');
      if (colon > 0)
        request.addHeader(header.substring(0, colon).strip(), oneLine(header.substring(colon + 1)));
    }
    return request.build();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ").strip();
  }
}
