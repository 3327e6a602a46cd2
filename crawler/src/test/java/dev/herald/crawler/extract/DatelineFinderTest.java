package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Statement.Dateline;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatelineFinderTest {
  private static final String SENTENCE =
      "The ministry has decided that every dam on the river is to be inspected each spring, and"
          + " that the reports are to be published, so that all who live below can read them.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Baku, 26 February – The ministry | Baku | Baku, 26 February",
        "NAIROBI (3 April 2024) – Experts | NAIROBI | NAIROBI (3 April 2024)",
        "OSLO, Norway, Oct. 9 (AP) — The | OSLO, Norway | OSLO, Norway, Oct. 9",
        "New York, Monday, 3 June 2024 — The | New York | New York, Monday, 3 June 2024",
        "Genève, le 3 avril 2024 – Le conseil | Genève | Genève, le 3 avril 2024",
        "Buenos Aires, 3 de abril de 2024.- El | Buenos Aires | Buenos Aires, 3 de abril de 2024",
        "Lisboa, 3 de abril de 2024 – O | Lisboa | Lisboa, 3 de abril de 2024",
        "Bonn, den 3. April 2024 | Bonn | Bonn, den 3. April 2024",
        "Казань, 3 апреля 2024 года | Казань | Казань, 3 апреля 2024 года",
        "İzmir, 3 Nisan 2024 | İzmir | İzmir, 3 Nisan 2024",
        "Gəncə, 3 aprel 2024-cü il | Gəncə | Gəncə, 3 aprel 2024-cü il",
        "新华社上海4月3日电（记者陈丽） | 上海 | 新华社上海4月3日",
        "عمان، 3 نيسان 2024 – قال | عمان | عمان، 3 نيسان 2024",
      })
  void placeAndDayBeforeTheTextAreFound(String text, String place, String printed) {
    assertThat(DatelineFinder.find(text)).contains(new Dateline(place, printed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Monday, 3 June 2024",
        "Published, 3 June 2024",
        "Press release, 3 June 2024",
        "On May 5, 2019, the ministers met",
        "Following the agreement of 5 May 2019, the ministers met",
        "Following talks in Oslo, 3 June 2024 was chosen",
        "London, 26 people – all of them safe",
        "Jan Weber, 3 June 2024",
        "Dienstag, 4. Juni 2024",
      })
  void otherBeginningsAreNone(String text) {
    assertThat(DatelineFinder.find(text)).isEmpty();
  }

  @Test
  void aDatelineOnItsOwnLineIsKeptInTheRecordAndOutOfTheBody() {
    Extracted page = page("<p>Baku, 26 February</p><p>" + SENTENCE + "</p>");

    assertThat(page.dateline()).contains(new Dateline("Baku", "Baku, 26 February"));
    assertThat(page.blocks().getFirst().text()).isEqualTo(SENTENCE);
  }

  @Test
  void aDatelineBeforeTheFirstSentenceStaysInIt() {
    Extracted page = page("<p>Baku, 26 February – " + SENTENCE + "</p>");

    assertThat(page.dateline()).contains(new Dateline("Baku", "Baku, 26 February"));
    assertThat(page.blocks().getFirst().text()).isEqualTo("Baku, 26 February – " + SENTENCE);
  }

  @Test
  void aDateFurtherDownIsNone() {
    Extracted page = page(("<p>" + SENTENCE + "</p>").repeat(3) + "<p>Baku, 26 February</p>");

    assertThat(page.dateline()).isEmpty();
  }

  private static Extracted page(String content) {
    String html =
        "<title>A decision on dams</title><h1>A decision on dams</h1><article>%s<p>%s</p></article>"
            .formatted(content, SENTENCE);
    return Pages.extract(Pages.html(html), Hints.NONE);
  }
}
