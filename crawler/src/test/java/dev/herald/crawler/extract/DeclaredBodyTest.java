package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredBodyTest {
  private static final String FIRST =
      "The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published for all who live below.";
  private static final String SECOND =
      "Inspectors begin at the upper weir on the first of March; the council pays for the gauges,"
          + " and the districts for the men who read them twice a day.";
  private static final String THIRD =
      "The minister thanked the wardens of the three lower districts, whose reports of last autumn"
          + " had led to the decision, and promised them new boats.";
  private static final String INSET =
      "Our readers in the hill country may also write for the almanac of rivers, which tells the"
          + " tides and the depths of the fords by day and by night.";

  @Test
  void whatTheDeclaredTextDoesNotKnowIsAnInset() {
    assertThat(body(FIRST + " " + SECOND + " " + THIRD)).containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void aDeclaredTextThatThePageDoesNotShowIsNotBelieved() {
    String other =
        "A text about the harbour and its cranes, which nobody finds on this page at all.";

    assertThat(body(other.repeat(8))).containsExactly(FIRST, SECOND, INSET, THIRD);
  }

  @Test
  void aShortDeclaredTextIsASummaryAndNoEvidence() {
    assertThat(body(FIRST)).containsExactly(FIRST, SECOND, INSET, THIRD);
  }

  private static List<String> body(String declared) {
    String page =
        """
        <title>Dams to be inspected</title>
        <script type="application/ld+json">
        {"@type": "NewsArticle", "headline": "Dams to be inspected", "articleBody": "%s"}
        </script>
        <article><h1>Dams to be inspected</h1><p>%s</p><p>%s</p><p>%s</p><p>%s</p></article>
        """
            .formatted(declared, FIRST, SECOND, INSET, THIRD);
    return Pages.extract(Pages.html(page), Hints.NONE).blocks().stream().map(Block::text).toList();
  }
}
