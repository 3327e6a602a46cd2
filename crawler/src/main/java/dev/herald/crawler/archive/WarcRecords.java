package dev.herald.crawler.archive;

import dev.herald.config.message.Hashes;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.FetchedPage.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.netpreserve.jwarc.HttpRequest;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

/// Makes the WARC records of an exchange.
///
/// Bodies are stored decompressed; the headers that said otherwise are kept under
/// `X-Archive-Orig-`. Every record carries the digest of its block, and of its payload if it has
/// one.
final class WarcRecords {
  static final String REFERS_TO_FILE = "WARC-Refers-To-Filename";
  static final String REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset";

  /// The field that says why no answer is kept.
  static final String NO_ANSWER = "no-answer";

  private static final Set<String> TRANSFER =
      Set.of("content-encoding", "transfer-encoding", "content-length");
  private static final int NOT_MODIFIED = 304;
  private static final MediaType HTML = MediaType.parse("text/html; charset=utf-8");

  private WarcRecords() {}

  /// The record that begins a file.
  static Warcinfo info(String file, Instant now) {
    Warcinfo.Builder info = new Warcinfo.Builder();
    info.version(MessageVersion.WARC_1_1)
        .date(now)
        .filename(file)
        .fields(Map.of("software", List.of("Herald"), "format", List.of("WARC File Format 1.1")));
    return info.build();
  }

  /// What came: a response; or a revisit where the body is in an earlier record, or is said to be
  /// unchanged.
  static WarcCaptureRecord capture(FetchedPage page, Optional<IndexLine> original)
      throws IOException {
    byte[] body = page.body().toByteArray();
    boolean unchanged = page.status() == NOT_MODIFIED;
    byte[] head = responseHead(page, unchanged || original.isPresent() ? -1 : body.length);
    if (unchanged || original.isPresent()) return revisit(page, head, unchanged, original);
    byte[] block = joined(head, body);
    var response = new WarcResponse.Builder(page.url().toString());
    describe(response, page.startedAt(), block).body(MediaType.HTTP_RESPONSE, block);
    if (body.length > 0) response.setHeader("WARC-Payload-Digest", digest(body));
    else if (wasCut(page)) response.truncated(WarcTruncationReason.UNSPECIFIED);
    return response.build();
  }

  private static WarcRevisit revisit(
      FetchedPage page, byte[] head, boolean unchanged, Optional<IndexLine> original) {
    URI profile =
        unchanged ? WarcRevisit.SERVER_NOT_MODIFIED_1_1 : WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1;
    var revisit = new WarcRevisit.Builder(page.url().toString(), profile);
    describe(revisit, page.startedAt(), head).body(MediaType.HTTP_RESPONSE, head);
    if (!unchanged) revisit.setHeader("WARC-Payload-Digest", digest(page.body().toByteArray()));
    original.ifPresent(
        line ->
            revisit
                .setHeader("WARC-Refers-To-Target-URI", line.url())
                .setHeader("WARC-Refers-To-Date", line.at().toString())
                .setHeader(REFERS_TO_FILE, line.file())
                .setHeader(REFERS_TO_OFFSET, Long.toString(line.offset())));
    return revisit.build();
  }

  /// What was asked.
  static WarcRequest request(FetchedPage page, WarcCaptureRecord capture) throws IOException {
    HttpUrl url = page.url();
    String query = url.encodedQuery();
    var http =
        new HttpRequest.Builder("GET", url.encodedPath() + (query == null ? "" : "?" + query));
    headers(page.requestHeaders()).forEach(h -> http.addHeader(h.getKey(), h.getValue()));
    byte[] block = http.build().serializeHeader();
    var request = new WarcRequest.Builder(url.toString());
    describe(request, page.startedAt(), block)
        .body(MediaType.HTTP_REQUEST, block)
        .concurrentTo(capture.id());
    return request.build();
  }

  /// What was decided and measured about an exchange.
  static WarcMetadata about(FetchedPage page, WarcCaptureRecord capture) {
    String withheld =
        page.rendering().map(Rendering::withheld).orElse(List.of()).stream()
            .map(what -> "withheld: " + oneLine(what) + "\r\n")
            .collect(Collectors.joining());
    WarcMetadata.Builder metadata =
        metadata(
            page.url(),
            page.startedAt(),
            "robots: %s\r\nrequested-url: %s\r\nwire-bytes: %d\r\nfinished-at: %s\r\n%s"
                .formatted(
                    oneLine(page.robots()),
                    page.requestedUrl(),
                    page.wireBytes(),
                    page.finishedAt(),
                    withheld));
    metadata.setHeader("WARC-Refers-To", "<" + capture.id() + ">");
    return metadata.build();
  }

  /// What a browser made of an answer: read in its place, though the answer is the evidence.
  static WarcConversion rendered(FetchedPage page, ByteString html, WarcCaptureRecord capture) {
    byte[] block = html.toByteArray();
    WarcConversion.Builder conversion = new WarcConversion.Builder();
    describe(conversion, page.finishedAt(), block)
        .setHeader("WARC-Target-URI", page.url().toString())
        .setHeader("WARC-Refers-To", "<" + capture.id() + ">")
        .body(HTML, block);
    return conversion.build();
  }

  /// Why a URL was not asked.
  static WarcMetadata refusal(HttpUrl url, String robots, Instant now) {
    return metadata(url, now, "robots: %s\r\n".formatted(oneLine(robots))).build();
  }

  /// Which request got no answer, and why.
  static WarcMetadata unanswered(HttpUrl url, String robots, String reason, Instant now) {
    return metadata(
            url,
            now,
            "robots: %s\r\n%s: %s\r\n".formatted(oneLine(robots), NO_ANSWER, oneLine(reason)))
        .build();
  }

  private static WarcMetadata.Builder metadata(HttpUrl url, Instant at, String fields) {
    byte[] block = fields.getBytes(StandardCharsets.UTF_8);
    WarcMetadata.Builder metadata = new WarcMetadata.Builder();
    describe(metadata, at, block)
        .setHeader("WARC-Target-URI", url.toString())
        .body(MediaType.parse(IndexLine.REFUSAL), block);
    return metadata;
  }

  private static <R extends WarcRecord, B extends WarcRecord.AbstractBuilder<R, B>> B describe(
      B record, Instant at, byte[] block) {
    // WARC/1.1 dates may have fractions, which jwarc's own setter cuts off before 1.1.
    return record
        .version(MessageVersion.WARC_1_1)
        .date(at)
        .setHeader("WARC-Block-Digest", digest(block));
  }

  /// A record as one gzip member of its own.
  static byte[] packed(WarcRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(bytes), WarcCompression.GZIP)) {
      writer.write(record);
    }
    return bytes.toByteArray();
  }

  private static byte[] responseHead(FetchedPage page, int length) throws IOException {
    HttpResponse.Builder response = new HttpResponse.Builder(page.status(), "");
    for (Map.Entry<String, String> header : headers(page.responseHeaders())) {
      boolean transfer = TRANSFER.contains(header.getKey().toLowerCase(Locale.ROOT));
      response.addHeader(
          transfer ? "X-Archive-Orig-" + header.getKey() : header.getKey(), header.getValue());
    }
    if (length >= 0) response.setHeader("Content-Length", Integer.toString(length));
    return response.build().serializeHeader();
  }

  /// Bodies of answers other than 2xx are not read, so what is kept may be less than what came.
  private static boolean wasCut(FetchedPage page) {
    return (page.status() < 200 || page.status() >= 300)
        && !"0".equals(page.headers().get("content-length"));
  }

  private static List<Map.Entry<String, String>> headers(List<String> lines) {
    return lines.stream()
        .filter(line -> line.indexOf(':') > 0)
        .map(
            line -> {
              int colon = line.indexOf(':');
              return Map.entry(
                  line.substring(0, colon).strip(), oneLine(line.substring(colon + 1)));
            })
        .toList();
  }

  private static byte[] joined(byte[] head, byte[] body) {
    byte[] block = new byte[head.length + body.length];
    System.arraycopy(head, 0, block, 0, head.length);
    System.arraycopy(body, 0, block, head.length, body.length);
    return block;
  }

  private static String digest(byte[] bytes) {
    return "sha256:" + Hashes.sha256(bytes);
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ").strip();
  }
}
