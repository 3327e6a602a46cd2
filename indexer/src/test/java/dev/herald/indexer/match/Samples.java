package dev.herald.indexer.match;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.message.Zone;
import dev.herald.config.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Revisions and rules for tests.
final class Samples {
  static final Instant SEEN = Instant.parse("2026-03-01T10:00:00Z");

  private static final String URL = "https://press.example/1";

  private Samples() {}

  static Rule rule(String id, String query) {
    return new Rule(id, id, query, List.of("log"), List.of(), true, Optional.empty());
  }

  /// The first revision of an English statement of one paragraph.
  static Revision published(String title, String text) {
    return revision(1, Cause.PUBLISHED, title, text);
  }

  static Revision revision(
      int number, Cause cause, String title, String text, Attachment... attachments) {
    return revision(
        number, cause, "en", title, List.of(Block.of(Zone.PARAGRAPH, text)), attachments);
  }

  static Revision revision(
      int number,
      Cause cause,
      String language,
      String title,
      List<Block> blocks,
      Attachment... attachments) {
    return revision(
        number,
        cause,
        statement("source", language, title, PublicationTime.UNKNOWN, blocks, attachments));
  }

  static Revision revision(int number, Cause cause, Statement statement) {
    return Revision.of(statement, number, cause, number, "f" + number, SEEN, SEEN);
  }

  static Statement statement(
      String source,
      String language,
      String title,
      PublicationTime published,
      List<Block> blocks,
      Attachment... attachments) {
    return new Statement(
        "id",
        URL,
        source,
        "Invented Institution",
        "parliament",
        "XX",
        "press-release",
        language,
        title,
        published,
        SEEN,
        Optional.empty(),
        blocks,
        List.of(),
        List.of(attachments),
        List.of(),
        new Evidence(URL, Optional.empty(), 0, "0", 200, Map.of(), SEEN, "allowed"),
        new Statement.Extraction("1", 1, Map.of()));
  }

  static Attachment annex(String text, String sha256) {
    return new Attachment(
        "https://press.example/annex.pdf",
        "Annex",
        "application/pdf",
        Optional.of(sha256),
        "en",
        text,
        Optional.empty());
  }
}
