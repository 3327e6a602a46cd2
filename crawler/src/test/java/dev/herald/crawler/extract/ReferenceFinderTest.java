package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceFinderTest {
  @ParameterizedTest
  @CsvSource({
    "Resolution No. 17/2024 enters into force, No. 17/2024",
    "as A/RES/75/1 says, A/RES/75/1",
    "the proposal COM(2021) 206 on AI, COM(2021) 206",
    "procedure 2021/0106(COD) ended, 2021/0106(COD)",
    "the House passed H.R. 1234 today, H.R. 1234",
    "siehe Drucksache 20/1234, Drucksache 20/1234",
    "постановление № 55-П суда, № 55-П",
  })
  void numbersOfDocumentsAreFound(String text, String number) {
    assertThat(ReferenceFinder.find("", List.of(Block.of(Zone.PARAGRAPH, text))))
        .containsExactly(number);
  }

  @Test
  void datesPhonesAndBoilerplateAreNoReferences() {
    List<Block> blocks =
        List.of(
            Block.of(Zone.PARAGRAPH, "On 14/03/2024 at 18:05, call +49 30 1234 or item no. 5."),
            Block.of(Zone.BOILERPLATE, "Register No. 1/2000."));

    assertThat(ReferenceFinder.find("News", blocks)).isEmpty();
  }
}
