package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFinderTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvFileSource(resources = "/extract/references.txt", delimiter = '|')
  void theNumbersOfManyLanguagesAreFound(String language, String text, String number) {
    assertThat(ReferenceFinder.find("", List.of(Block.of(Zone.PARAGRAPH, text))))
        .as(language)
        .containsExactly(number);
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call +49 30 18681-0 or 030/18681-1234, fax no. 030/18681-99.",
        "On 14/03/2024 and in 03/2024 they paid EUR 12,345.67, that is 1.234/2024.",
        "ISBN 978-3-16-148410-0, No. 1 in the world, Platz Nr. 3, score 3/4",
        "школа № 5, дом № 12, 26.02.2024, тел. № 123-45-67",
        "5 nömrəli məktəb, 12 saylı xəstəxana",
        "رقم الهاتف 123456 والغرفة رقم 12",
        "A/B tests, AC/DC, S. 45, T-34/85, E/V, 24/7, 50/50",
        "第5届会议, 12号楼, 2024年2月26日",
        "tél. n° 12-34-56-78, n° 5 mondial, nº 1",
        "9/11 and 7/2023, and/or, km/h 120/2024",
      })
  void otherNumbersAreNoReferences(String text) {
    assertThat(ReferenceFinder.find("", List.of(Block.of(Zone.PARAGRAPH, text)))).isEmpty();
  }

  @Test
  void aHundredThousandBracketsAndSignsTakeNoTime() {
    String text =
        "№ ".repeat(25_000) + "n°n°".repeat(25_000) + "A/1/".repeat(25_000) + "〔".repeat(50_000);

    assertThat(ReferenceFinder.find(text, List.of())).hasSizeLessThan(100);
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
