package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
  @ParameterizedTest
  @CsvSource({
    "min\u00ADistry, ministry",
    "de\u200Bcided, decided",
    "in\u200Cspect\u200Ded, inspected",
    "\uFEFFdam\u2060, dam",
    "ok \u2714\uFE0F done, ok \u2714 done",
    "each\u00A0\u202Fspring, each spring",
    "e\u0301tat, \u00E9tat",
  })
  void whatIsNotSeenIsNoText(String written, String seen) {
    assertThat(Texts.line(written)).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource({
    "\u0645\u06CC\u200C\u0631\u0648\u062F",
    "\u0915\u094D\u200D\u0937",
    "\uD83D\uDC69\u200D\uD83D\uDD2C",
  })
  void joinersStayWhereTheyJoin(String written) {
    assertThat(Texts.line(written)).isEqualTo(written);
  }

  @Test
  void entitiesEscapedTwiceAreReadAsMeant() {
    String html =
        "<p>The reports are read &amp;amp; published &amp;nbsp;by all, says the ministry;"
            + " and R&amp;D goes on in each of its &amp;quot;labs&amp;quot; by the river.</p>";

    assertThat(
            Pages.extract(Pages.onDams("", "<h1>A decision on dams</h1>", html), Hints.NONE)
                .blocks())
        .extracting(Block::text)
        .contains(
            "The reports are read & published by all, says the ministry;"
                + " and R&D goes on in each of its \"labs\" by the river.");
  }
}
