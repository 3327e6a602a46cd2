package dev.herald.indexer.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement.Attachment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetTest {
  /// Half a character is no text: receivers of an alert refuse it.
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aCutNeverHalvesACharacter(int shift) {
    String text = "x".repeat(shift) + "😀".repeat(100) + " rate " + "😀".repeat(300);

    String snippet = snippet("rate", revision(text));

    assertThat(snippet).contains("rate").startsWith("… ").endsWith(" …");
    assertThat(snippet.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
  }

  @Test
  void aHitInAnAttachmentIsShownWithItsName() {
    Revision revision =
        revision("The bank has decided.", Samples.annex("The repo rate stays where it was.", "0"));

    assertThat(snippet("repo", revision)).isEqualTo("Annex: The repo rate stays where it was.");
    assertThat(snippet("decided OR repo", revision)).isEqualTo("The bank has decided.");
    assertThat(snippet("title:title", revision)).isEqualTo("The bank has decided.");
  }

  private static String snippet(String query, Revision revision) {
    try (RuleMatcher matcher = new RuleMatcher()) {
      matcher.rulesChanged(List.of(Samples.rule("rule", query)));
      return matcher.match(revision).getFirst().snippet();
    }
  }

  private static Revision revision(String text, Attachment... attachments) {
    return Samples.revision(1, Cause.PUBLISHED, "Title", text, attachments);
  }
}
