package dev.herald.crawler.evidence;

import dev.herald.config.message.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.ByteString;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/// The WARC records of one exchange, read.
///
/// @param type `response`, `revisit`, `request` or `metadata`
/// @param headers of the record, by name as written
/// @param block its bytes
record ExchangeRecords(String type, Map<String, List<String>> headers, ByteString block) {
  private static final ByteString BLANK_LINE = ByteString.encodeUtf8("\r\n\r\n");
  private static final String SHA256 = "sha256:";
  private static final String ROBOTS = "robots: ";
  private static final Set<String> ANSWERS = Set.of("response", "revisit");
  private static final Pattern STATUS = Pattern.compile("HTTP/\\S{1,5} (\\d{3})\\b");

  /// Over what the archive gives of one body, with all that is recorded about it.
  private static final int MOST_BYTES = 128 << 20;

  /// Reads all records of a bundle's WARC file.
  ///
  /// @throws IOException if it is none, or grows too large when decompressed
  static List<ExchangeRecords> read(ByteString warc) throws IOException {
    List<ExchangeRecords> records = new ArrayList<>();
    int left = MOST_BYTES;
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(warc.toByteArray()))) {
      for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
        WarcRecord record = next.get();
        byte[] block = record.body().stream().readNBytes(left + 1);
        left -= block.length;
        if (left < 0)
          throw new IOException("the records are over the limit of %d bytes".formatted(MOST_BYTES));
        records.add(
            new ExchangeRecords(record.type(), record.headers().map(), ByteString.of(block)));
      }
    }
    return records;
  }

  /// The record of what came.
  ///
  /// @throws IOException if the first is none
  static ExchangeRecords answer(List<ExchangeRecords> records) throws IOException {
    if (records.isEmpty() || !ANSWERS.contains(records.getFirst().type()))
      throw new IOException("it does not begin with an answer");
    return records.getFirst();
  }

  /// The robots decision that was recorded with an exchange.
  static Optional<String> robots(List<ExchangeRecords> records) {
    return records.stream()
        .filter(record -> record.type().equals("metadata"))
        .flatMap(record -> record.block().utf8().lines())
        .filter(line -> line.startsWith(ROBOTS))
        .map(line -> line.substring(ROBOTS.length()))
        .findFirst();
  }

  /// The status of an answer.
  Optional<Integer> status() {
    Matcher status = STATUS.matcher(head());
    return status.lookingAt() ? Optional.of(Integer.valueOf(status.group(1))) : Optional.empty();
  }

  /// When what is recorded began.
  Optional<Instant> date() {
    return header("WARC-Date").map(Instant::parse);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /// Whether the block has the digest that the record says; false if it says none.
  boolean blockIsWhole() {
    return header("WARC-Block-Digest").equals(Optional.of(digest(block)));
  }

  /// Whether the payload has the digest that the record says; true if it says none. A revisit's
  /// payload is in another record.
  boolean payloadIsWhole() {
    Optional<String> said = header("WARC-Payload-Digest");
    return said.isEmpty() || type.equals("revisit") || said.get().equals(digest(payload()));
  }

  /// The digest of the payload that the record says, as lower-case hex.
  Optional<String> payloadSha256() {
    return header("WARC-Payload-Digest")
        .filter(digest -> digest.startsWith(SHA256))
        .map(digest -> digest.substring(SHA256.length()));
  }

  /// What stands before the blank line, as text.
  String head() {
    int end = block.indexOf(BLANK_LINE);
    return block.substring(0, end < 0 ? block.size() : end).string(StandardCharsets.UTF_8);
  }

  private ByteString payload() {
    int end = block.indexOf(BLANK_LINE);
    return end < 0 ? ByteString.EMPTY : block.substring(end + BLANK_LINE.size());
  }

  private static String digest(ByteString bytes) {
    return SHA256 + Hashes.sha256(bytes.toByteArray());
  }
}
