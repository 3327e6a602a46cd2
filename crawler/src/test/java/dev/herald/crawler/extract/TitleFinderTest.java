package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source.Selectors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleFinderTest {
  private static final String TITLE = "Dams to be inspected each spring";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>%s | Ministry of Rivers</title><meta property='og:title' content='%s'><h1>Ministry of Rivers</h1>",
        "<title>%s | Press releases | Ministry of Rivers</title><h1>Ministry of Rivers</h1>",
        "<title>%s - Ministry of Rivers</title><h1>Press release</h1>",
        "<title>%s - Ministry of Rivers</title><header><h1><a href='/'>Ministry of Rivers</a></h1></header>",
      })
  void theNameOfTheSiteOrASectionIsNoTitle(String head) {
    assertThat(title(head)).isEqualTo(TITLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Ministry of Rivers</title><h1>%s <span class='date'>26 February 2024</span></h1>",
        "<title>Ministry of Rivers</title><h1><time>26 February 2024</time> | %s</h1>",
        "<title>Ministry of Rivers</title><h1>26.02.2024 %s</h1>",
        "<title>Ministry of Rivers</title><h1>2024-02-26 – %s</h1>",
      })
  void aDateIsNoPartOfTheTitle(String head) {
    assertThat(title(head)).isEqualTo(TITLE);
  }

  @Test
  void aShortTitleStandsBesideTheLongerWordsOfAList() {
    Hints hints =
        new Hints(
            List.of("en"),
            Optional.empty(),
            Selectors.NONE,
            Boilerplate.NONE,
            Optional.of("The ministry agrees on dams with all its neighbours"),
            PublicationTime.UNKNOWN);

    assertThat(title("<title>Ministry</title><h1>Dams agreed</h1>", hints))
        .isEqualTo("Dams agreed");
  }

  private static String title(String head) {
    return title(head, Hints.NONE);
  }

  private static String title(String head, Hints hints) {
    String text =
        "<p>The ministry has decided that every dam on the river is to be inspected each spring, "
            + "and that the reports are to be published, so that all can read them.</p>";
    return Pages.extract(Pages.html(head.replace("%s", TITLE) + text.repeat(3)), hints).title();
  }
}
