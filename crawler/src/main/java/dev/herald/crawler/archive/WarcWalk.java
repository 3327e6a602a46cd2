package dev.herald.crawler.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/// Reads a WARC file from end to end and says what its index should.
final class WarcWalk {
  private final String file;
  private final Map<URI, IndexLine> lines = new LinkedHashMap<>();
  private @Nullable IndexLine growing;
  private @Nullable URI growingId;

  private WarcWalk(String file) {
    this.file = file;
  }

  /// The index lines of a file, in its order.
  ///
  /// @throws IOException if it cannot be read, or is no WARC file
  static List<IndexLine> lines(Path warc) throws IOException {
    WarcWalk walk = new WarcWalk(warc.getFileName().toString());
    try (WarcReader reader = new WarcReader(warc)) {
      Optional<WarcRecord> record = reader.next();
      while (record.isPresent()) {
        walk.ended(reader.position());
        walk.record(record.get(), reader.position());
        record = reader.next();
      }
      walk.ended(reader.position());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("a record's headers are broken: " + e.getMessage(), e);
    }
    return new ArrayList<>(walk.lines.values());
  }

  private void ended(long position) {
    if (growing == null || growingId == null) return;
    lines.put(growingId, withLength(growing, position - growing.offset()));
    growing = null;
  }

  private void record(WarcRecord record, long offset) throws IOException {
    if (record instanceof WarcMetadata about) metadata(about, offset);
    else if (record instanceof WarcResponse || record instanceof WarcRevisit) {
      growing = capture((WarcCaptureRecord) record, offset);
      growingId = record.id();
    }
  }

  private void metadata(WarcMetadata about, long offset) throws IOException {
    MessageHeaders fields = about.fields();
    String robots = fields.first("robots").orElse("");
    Optional<String> of = about.headers().first("WARC-Refers-To");
    if (of.isEmpty()) {
      boolean asked = fields.first(WarcRecords.NO_ANSWER).isPresent();
      String mime = asked ? IndexLine.NO_ANSWER : IndexLine.REFUSAL;
      growing = line(about, mime, 0, offset, 0, robots);
      growingId = about.id();
      return;
    }
    URI id = URI.create(of.get().replaceAll("[<>]", ""));
    long wire = fields.first("wire-bytes").map(Long::parseLong).orElse(0L);
    lines.computeIfPresent(id, (_, line) -> withAbout(line, wire, robots));
  }

  private IndexLine capture(WarcCaptureRecord record, long offset) throws IOException {
    boolean revisit = record instanceof WarcRevisit;
    HttpResponse http = revisit ? ((WarcRevisit) record).http() : ((WarcResponse) record).http();
    String mime = revisit ? IndexLine.REVISIT : mime(http.headers().first("Content-Type"));
    return line(record, mime, http.status(), offset, 0, "");
  }

  private IndexLine line(
      WarcCaptureRecord record, String mime, int status, long offset, long wire, String robots) {
    return new IndexLine(
        record.target(),
        record.date(),
        mime,
        status,
        record.payloadDigest().map(digest -> digest.hex()),
        0,
        offset,
        file,
        wire,
        robots);
  }

  /// The media type of an answer, without parameters; `unk` where none was given.
  static String mime(Optional<String> contentType) {
    String type = contentType.orElse("").split(";", 2)[0].strip();
    return type.isEmpty() || type.indexOf(' ') >= 0 ? "unk" : type;
  }

  private static IndexLine withLength(IndexLine line, long length) {
    return new IndexLine(
        line.url(),
        line.at(),
        line.mime(),
        line.status(),
        line.sha256(),
        length,
        line.offset(),
        line.file(),
        line.wireBytes(),
        line.robots());
  }

  private static IndexLine withAbout(IndexLine line, long wire, String robots) {
    return new IndexLine(
        line.url(),
        line.at(),
        line.mime(),
        line.status(),
        line.sha256(),
        line.length(),
        line.offset(),
        line.file(),
        wire,
        robots);
  }
}
