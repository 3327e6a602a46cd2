package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The Minister met, on 5 May, the President | the minister met 5 may president",
        "x² is 4 and ⅓ or Ⅻ! | and 4",
        "l'État n’a pas répondu | état pas répondu",
        "𐐀𐐁𐐂 is Deseret | 𐐨𐐩𐐪 deseret",
        "नयी दिल्ली में | नयी दिल्ली में",
        "外交部发言人, in 北京 | 外交 交部 部发 发言 言人 北京",
        "ข่าว 2026 | ข่ ่า าว 2026",
        "G20サミット | g2 20 0サ サミ ミッ ット"
      })
  void wordsAndNumbersOrPairsOfLetters(String text, String pieces) {
    assertThat(Pieces.of(text, 3)).containsExactlyInAnyOrder(pieces.split(" "));
  }

  @Test
  void aTextOfMarksAloneHasNone() {
    assertThat(Pieces.of("… — !", 1)).isEmpty();
    assertThat(Pieces.of("", 1)).isEmpty();
  }

  @Test
  void onlyTheBodyCounts() {
    List<Block> blocks =
        List.of(
            Block.of(Zone.PARAGRAPH, "The treaty was signed"),
            Block.of(Zone.BOILERPLATE, "About the Ministry"));

    assertThat(Pieces.of(blocks, 3)).isEqualTo(Set.of("the", "treaty", "was", "signed"));
  }
}
