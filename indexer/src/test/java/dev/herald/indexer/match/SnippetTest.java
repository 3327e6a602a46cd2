package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.config.message.Zone;
import dev.herald.indexer.query.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  /// Half a character is no text: receivers of an alert refuse it.
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aCutNeverHalvesACharacter(int shift) {
    String text = "x".repeat(shift) + "😀".repeat(100) + " rate " + "😀".repeat(300);

    String snippet = Snippet.of("rate", revision(text), Fields.analyzer());

    assertThat(snippet).contains("rate").startsWith("… ").endsWith(" …");
    assertThat(snippet.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
  }

  @Test
  void aHitInAnAttachmentIsShownWithItsName() {
    Revision revision =
        revision(
            "The bank has decided.",
            new Attachment(
                "https://press.example/annex.pdf",
                "Annex",
                "application/pdf",
                Optional.empty(),
                "en",
                "The repo rate stays where it was.",
                Optional.empty()));

    assertThat(Snippet.of("repo", revision, Fields.analyzer()))
        .isEqualTo("Annex: The repo rate stays where it was.");
    assertThat(Snippet.of("decided OR repo", revision, Fields.analyzer()))
        .isEqualTo("The bank has decided.");
    assertThat(Snippet.of("title:bank", revision, Fields.analyzer()))
        .isEqualTo("The bank has decided.");
  }

  private static Revision revision(String text, Attachment... attachments) {
    return Revision.of(
        new Statement(
            "id",
            "https://press.example/1",
            "source",
            "Bank",
            "central-bank",
            "TR",
            "press-release",
            "en",
            "Title",
            PublicationTime.UNKNOWN,
            NOW,
            Optional.empty(),
            List.of(Block.of(Zone.PARAGRAPH, text)),
            List.of(),
            List.of(attachments),
            List.of(),
            new Evidence(
                "https://press.example/1",
                Optional.empty(),
                0,
                "00",
                200,
                Map.of(),
                NOW,
                "allowed"),
            new Statement.Extraction("1", 1, Map.of())),
        1,
        Cause.PUBLISHED,
        1,
        "f",
        NOW,
        NOW);
  }
}
