package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import dev.herald.config.message.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingsTest {
  private static final String TEXT =
      "<p>The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published, so that all who live below can read them.</p>";

  @ParameterizedTest
  @ValueSource(strings = {"###", "# # #", "-30-", "ENDS", "- Ende -", "*** Fin ***"})
  void marksOfTheEndAreKnown(String mark) {
    assertThat(Endings.isMark(mark)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "* * *", "The end", "End of the drought", "#1", ""})
  void otherShortLinesAreNoMarks(String line) {
    assertThat(Endings.isMark(line)).isFalse();
  }

  @Test
  void whatFollowsTheMarkIsNoBody() {
    List<Block> blocks =
        blocks(
            TEXT.repeat(3)
                + "<p># # #</p><p>The Ministry was set up in 1911 and"
                + " looks after the rivers of the country.</p>");

    assertThat(blocks.stream().filter(block -> block.zone().isBody())).hasSize(3);
    assertThat(blocks.getLast().zone()).isEqualTo(Zone.BOILERPLATE);
  }

  @Test
  void aNoticeOfPicturesUnderTheTextIsBoilerplate() {
    List<Block> blocks =
        blocks(TEXT.repeat(3) + "<p>Photos of the visit are available in the media library.</p>");

    assertThat(blocks.getLast().zone()).isEqualTo(Zone.BOILERPLATE);
  }

  @Test
  void theLineOfPlaceAndDateIsNoBody() {
    List<Block> blocks =
        blocks("<p>Bern, 17.08.2007 - Speech of the minister at the city summit</p>" + TEXT);

    assertThat(blocks).singleElement().extracting(Block::text).asString().startsWith("The mini");
  }

  private static List<Block> blocks(String content) {
    String html =
        "<title>A decision on dams</title><h1>A decision on dams</h1><article>%s</article>"
            .formatted(content);
    return Pages.extract(Pages.html(html), Hints.NONE).blocks();
  }
}
