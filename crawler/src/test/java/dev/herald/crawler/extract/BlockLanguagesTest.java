package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Block;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockLanguagesTest {
  private static final String ENGLISH =
      "<p>The two ministers met in the capital and agreed on the budget for the coming year.</p>";
  private static final String FRENCH =
      "<p>Les deux ministres se sont réunis dans la capitale et ont adopté le budget de l'année.</p>";

  @Test
  void aBlockInAnotherLanguageCarriesIt() {
    assertThat(languages(ENGLISH.repeat(3) + FRENCH))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("fr"));
  }

  @Test
  void halfAPageInAnotherLanguageIsAllTold() {
    assertThat(languages(ENGLISH.repeat(11) + FRENCH.repeat(10)))
        .filteredOn(Optional.of("fr")::equals)
        .hasSize(10);
  }

  @Test
  void anotherScriptIsToldInFewerLetters() {
    assertThat(languages(ENGLISH.repeat(2) + "<p>共同努力推动两国关系不断向前发展取得更多务实合作成果。</p>"))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of("zh"));
  }

  @Test
  void whatIsShortOrFullOfNamesStaysUntold() {
    assertThat(
            languages(
                ENGLISH.repeat(2)
                    + "<p>Vive la France, et merci à tous !</p>"
                    + "<p>Jean-Yves Le Drian, Frank-Walter Steinmeier, Luigi Di Maio, Josep Borrell.</p>"))
        .containsOnly(Optional.empty());
  }

  @Test
  void whatThePageDeclaresIsBelievedOnlyWhereTheLettersAllowIt() {
    String declared =
        ENGLISH.repeat(2)
            + "<div lang='fr'>"
            + FRENCH
            + "</div>"
            + "<div lang='ru'>"
            + ENGLISH
            + "</div>";

    assertThat(languages(declared))
        .containsExactly(Optional.empty(), Optional.empty(), Optional.of("fr"), Optional.empty());
  }

  @Test
  void theStatementsOwnLanguageIsNotRepeated() {
    assertThat(languages("<div lang='en'>" + ENGLISH.repeat(3) + "</div>"))
        .containsOnly(Optional.empty());
  }

  private static List<Optional<String>> languages(String body) {
    String html =
        "<html lang='en'><body><h1>The budget</h1><article>" + body + "</article></body></html>";
    return Pages.extract(Pages.html(html), Hints.NONE).blocks().stream()
        .map(Block::language)
        .toList();
  }
}
