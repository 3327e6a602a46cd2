package dev.herald.dashboard;

import dev.herald.config.message.Block;
import dev.herald.config.message.Block.Quotation;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Statements made by hand, for pages that need one.
public final class Samples {
  /// When every page of a test is made.
  public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private static final PublicationTime PRINTED =
      PublicationTime.ofMinute(
          "24 November 2026 | 11:10",
          LocalDate.of(2026, 11, 24),
          LocalTime.of(11, 10),
          ZoneId.of("Asia/Baku"),
          PublicationTime.Provenance.SELECTOR);

  private Samples() {}

  /// A statement of these paragraphs.
  public static Statement statement(String title, String language, String... paragraphs) {
    return statement(
        title, language, Arrays.stream(paragraphs).map(p -> Block.of(Zone.PARAGRAPH, p)).toList());
  }

  /// A statement of these blocks.
  public static Statement statement(String title, String language, List<Block> blocks) {
    String url =
        "https://press.example/%s/%s".formatted(language, Integer.toHexString(blocks.hashCode()));
    return statement(url, title, language, blocks);
  }

  /// A statement of one paragraph at an address of its own, so that it can change.
  public static Statement statementAt(String url, String title, String language, String paragraph) {
    return statement(url, title, language, List.of(Block.of(Zone.PARAGRAPH, paragraph)));
  }

  private static Statement statement(
      String url, String title, String language, List<Block> blocks) {
    return new Statement(
        Hashes.statementId(url),
        url,
        "press-example",
        "House of Example",
        "parliament",
        "AZ",
        "press-release",
        language,
        title,
        PRINTED,
        NOW.minusSeconds(3_000),
        Optional.of(NOW.minusSeconds(3_100)),
        blocks,
        List.of(new Statement.Translation("az", "https://press.example/az/1")),
        List.of(
            new Statement.Attachment(
                "https://press.example/annex.pdf",
                "Annex",
                "application/pdf",
                Optional.of("0".repeat(64)),
                "en",
                "Annex text",
                Optional.empty())),
        List.of("Resolution 12/2026"),
        new Evidence(
            url,
            Optional.of("press-example-2026-11-24.warc.gz"),
            1_234,
            "a".repeat(64),
            200,
            Map.of("content-type", "text/html; charset=utf-8"),
            NOW.minusSeconds(3_000),
            "allowed by \"Allow: /\""),
        new Statement.Extraction("1", 0.92, Map.of("title", "h1.title")),
        Optional.of("Press Service"),
        Optional.of(new Statement.Dateline("Baku", "Baku, 24 November")));
  }

  /// Blocks of every zone, with a quotation whose speaker is named.
  public static List<Block> everyZone() {
    String said = "She said: “We will not wait.” and left.";
    return List.of(
        new Block(Zone.HEADING, "What was decided", Optional.empty(), 2, List.of()),
        new Block(
            Zone.PARAGRAPH,
            said,
            Optional.empty(),
            0,
            List.of(new Quotation(10, 29, Optional.of("Leyla Əliyeva")))),
        Block.of(Zone.LIST, "First item\nSecond item"),
        new Block(Zone.QUOTE, "بيان رسمي", Optional.of("ar"), 0, List.of()),
        Block.of(Zone.SIGNATURE, "The Press Department\nThe House"),
        Block.of(Zone.CONTACT, "press@press.example"),
        Block.of(Zone.BOILERPLATE, "About the House"));
  }

  /// Keeps a rendered page under `target/pages`, to be looked at.
  public static void keep(String name, String html) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(folder.resolve(name), html);
  }

  /// A revision of a statement.
  public static Revision revision(Statement statement, int number, Cause cause) {
    return Revision.of(
        statement,
        number,
        cause,
        NOW.toEpochMilli() + number,
        Hashes.sha256(new byte[] {(byte) number}),
        NOW.minusSeconds(3_000 - number),
        NOW.minusSeconds(3_000 - number));
  }
}
