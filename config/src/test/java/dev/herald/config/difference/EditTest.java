package dev.herald.config.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // before | after | body | words
        "He said: \"no\". | He said: „no“! | false | false",
        "Rate: 5 % | Rate: 6 % | true | false",
        "Rate: ٥ | Rate: ٦ | true | false",
        "The rate falls | The rate rises | true | true",
        "योजना | योजने | true | true",
        "ประชุม | ประชิม | true | true",
        "قرار‌ها | قرارها | false | false"
      })
  void markingsAreNoEditAndFiguresAreNoWords(
      String before, String after, boolean body, boolean words) {
    assertThat(Edit.between(statement(before), statement(after))).isEqualTo(new Edit(body, words));
  }

  @Test
  void aParagraphCutInTwoSaysTheSame() {
    assertThat(
            Edit.between(
                statement("The rate falls. It rose before."),
                statement("The rate falls.", "It rose before.")))
        .isEqualTo(new Edit(false, false));
  }

  private static Statement statement(String... paragraphs) {
    String url = "https://press.example/1";
    Instant seen = Instant.parse("2026-03-01T10:00:00Z");
    return new Statement(
        "id",
        url,
        "source",
        "Bank",
        "central-bank",
        "XX",
        "press-release",
        "und",
        "Title",
        PublicationTime.UNKNOWN,
        seen,
        Optional.empty(),
        Arrays.stream(paragraphs).map(text -> Block.of(Zone.PARAGRAPH, text)).toList(),
        List.of(),
        List.of(),
        List.of(),
        new Evidence(url, Optional.empty(), 0, "0", 200, Map.of(), seen, "allowed"),
        new Statement.Extraction("1", 1, Map.of()));
  }
}
