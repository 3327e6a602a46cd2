package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataRowsTest {
  private static final String WORDS =
      "The dike is to be raised by a metre until spring, and whoever lives behind it is told so. ";

  @Test
  void aRowIsALineWhateverItsCellsHold() {
    List<String> texts =
        texts(
            "<table><tr><th><p>Dam</p></th><th><div>Height</div></th></tr>"
                + "<tr><td>North</td><td><p>12 m</p></td></tr>"
                + "<tr><td><b>South</b></td><td><p>15 m</p><p>(old)</p></td></tr></table>");

    assertThat(texts).contains("Dam | Height\nNorth | 12 m\nSouth | 15 m (old)");
  }

  @Test
  void aTableThatLaysThePageOutKeepsItsParagraphs() {
    List<String> texts =
        texts(
            "<table><tr><td><ul><li>Start</li></ul></td><td><p>%s</p><p>%s</p></td></tr></table>"
                .formatted(WORDS.repeat(3).strip(), WORDS.repeat(4).strip()));

    assertThat(texts).contains(WORDS.repeat(3).strip(), WORDS.repeat(4).strip());
  }

  private static List<String> texts(String html) {
    return Pages.extract(Pages.onDams("", "<h1>A decision on dams</h1>", html), Hints.NONE)
        .blocks()
        .stream()
        .map(Block::text)
        .toList();
  }
}
