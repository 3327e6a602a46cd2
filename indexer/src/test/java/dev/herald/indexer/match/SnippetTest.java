package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement.Attachment;
import dev.herald.indexer.query.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {
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
        revision("The bank has decided.", Samples.annex("The repo rate stays where it was.", "0"));

    assertThat(Snippet.of("repo", revision, Fields.analyzer()))
        .isEqualTo("Annex: The repo rate stays where it was.");
    assertThat(Snippet.of("decided OR repo", revision, Fields.analyzer()))
        .isEqualTo("The bank has decided.");
    assertThat(Snippet.of("title:bank", revision, Fields.analyzer()))
        .isEqualTo("The bank has decided.");
  }

  private static Revision revision(String text, Attachment... attachments) {
    return Samples.revision(1, Cause.PUBLISHED, "Title", text, attachments);
  }
}
