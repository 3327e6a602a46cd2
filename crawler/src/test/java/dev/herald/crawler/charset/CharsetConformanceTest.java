package dev.herald.crawler.charset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.charset.EncodingLabels.Encoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Measures decoding on the conformance suites, beside what the libraries alone score.
@EnabledIf("suitesAreHere")
class CharsetConformanceTest {
  private static final Path SUITES =
      Path.of(System.getProperty("herald.corpora", ""), "conformance");

  static boolean suitesAreHere() {
    boolean here = Files.isReadable(SUITES.resolve("encoding-labels.jsonl"));
    if (!here) System.out.println("charsets: not measured, no suites at " + SUITES);
    return here;
  }

  @Test
  void everyLabelNamesTheEncodingOfTheStandard() throws IOException {
    List<String> misses = new ArrayList<>();
    int library = 0;
    List<JsonNode> rows = rows("encoding-labels.jsonl");
    for (JsonNode row : rows) {
      Optional<String> expected = Optional.ofNullable(row.get("encoding").textValue());
      Optional<String> actual = EncodingLabels.find(row.get("label").asText()).map(Encoding::name);
      if (!same(expected, actual)) misses.add(row.get("label") + " → " + actual);
      if (same(expected, byJava(row.get("label").asText()))) library++;
    }

    report("labels", rows.size(), misses, "Charset.forName " + library);
    assertThat(misses).isEmpty();
  }

  @Test
  void declarationsAreFoundWhereBrowsersFindThem() throws IOException {
    List<String> misses = new ArrayList<>();
    List<JsonNode> rows = rows("encoding-sniff.jsonl");
    for (JsonNode row : rows) {
      byte[] html = bytes(row, "html_b64");
      Charset expected = EncodingLabels.named(row.get("encoding").asText()).charset();
      Decoded actual = PageDecoder.decode(ByteString.of(html), Optional.empty(), List.of());
      if (!actual.charset().equals(expected))
        misses.add("%s, not %s: %s".formatted(actual.charset(), expected, start(html)));
    }

    report("declarations", rows.size(), misses, "jsoup 70 of 82 with either default");
    assertThat(misses.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void undeclaredBytesBecomeTheTextThatWasWritten() throws IOException {
    List<String> misses = new ArrayList<>();
    int legacy = 0;
    int missedWithoutHint = 0;
    int library = 0;
    List<JsonNode> rows = rows("charset-detect.jsonl");
    for (JsonNode row : rows) {
      byte[] bytes = bytes(row, "bytes_b64");
      boolean isLegacy = !row.get("encoding").asText().equals("utf-8");
      if (isLegacy) legacy++;
      String language = row.get("lang").asText();
      Decoded hinted = decode(bytes, List.of(language));
      if (!hinted.text().equals(row.get("text").asText()))
        misses.add(
            "%s %s: %s by %s"
                .formatted(language, row.get("encoding"), hinted.charset(), hinted.how()));
      if (!decode(bytes, List.of()).text().equals(row.get("text").asText())) missedWithoutHint++;
      if (isLegacy && byIcu(bytes).equals(row.get("text").asText())) library++;
    }

    report(
        "undeclared bytes",
        rows.size(),
        misses,
        "%d legacy, ICU4J alone %d; without a language %d of all missed"
            .formatted(legacy, library, missedWithoutHint));
    assertThat(misses.size()).isLessThanOrEqualTo(legacy / 10);
  }

  @Test
  void legacyBytesDecodeAsTheStandardSays() throws IOException {
    List<String> misses = new ArrayList<>();
    int lines = 0;
    int right = 0;
    List<JsonNode> rows = rows("encoding-decode.jsonl");
    for (JsonNode row : rows) {
      Encoding encoding = EncodingLabels.named(row.get("encoding").asText());
      String[] actual = new String(bytes(row, "bytes_b64"), encoding.charset()).split("\n", -1);
      String[] expected = row.get("text").asText().split("\n", -1);
      lines += expected.length;
      int ok = 0;
      for (int i = 0; i < expected.length; i++)
        if (i < actual.length && actual[i].equals(expected[i])) ok++;
      right += ok;
      if (ok < expected.length)
        misses.add("%s: %d of %d lines".formatted(encoding.name(), ok, expected.length));
    }

    System.out.printf("decoding: %d of %d lines%n", right, lines);
    report("decoding", rows.size(), misses, "the JDK's charsets");
    assertThat((double) right / lines).isGreaterThan(0.9);
  }

  private static Decoded decode(byte[] bytes, List<String> languages) {
    return PageDecoder.decode(ByteString.of(bytes), Optional.empty(), languages);
  }

  private static String byIcu(byte[] bytes) throws IOException {
    CharsetMatch match = new CharsetDetector().setText(bytes).detect();
    if (match == null) return "";
    // ICU names Hebrew in logical order by a label that Java does not know.
    if (!Charset.isSupported(match.getName())) return "";
    return match.getString();
  }

  private static Optional<String> byJava(String label) {
    try {
      return Optional.of(Charset.forName(label.strip()).name());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean same(Optional<String> one, Optional<String> other) {
    return one.map(s -> s.toLowerCase(Locale.ROOT))
        .equals(other.map(s -> s.toLowerCase(Locale.ROOT)));
  }

  private static void report(String suite, int total, List<String> misses, String library) {
    System.out.printf("%s: %d of %d (library: %s)%n", suite, total - misses.size(), total, library);
    misses.stream().limit(40).forEach(miss -> System.out.println("  " + miss));
  }

  private static String start(byte[] html) {
    String text = new String(html, StandardCharsets.ISO_8859_1).replace('\n', ' ');
    return text.substring(0, Math.min(100, text.length()));
  }

  private static byte[] bytes(JsonNode row, String field) throws IOException {
    return row.get(field).binaryValue();
  }

  private static List<JsonNode> rows(String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(SUITES.resolve(file)))
      rows.add(MessageCodec.mapper().readTree(line));
    return rows;
  }
}
