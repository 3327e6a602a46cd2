package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VagueTimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 hours ago | 2024-04-01",
        "Published 3 days ago | 2024-03-29",
        "Published: yesterday at 18:23 | 2024-03-31",
        "A. Weir · 2 days ago | 2024-03-30",
        "Published three days ago | 2024-03-29",
      })
  void aTimeThatSaysHowLongAgoCountsFromTheFetch(String printed, LocalDate day) {
    PublicationTime time = published("", "<p class='date'>" + printed + "</p>");

    assertThat(time.date()).contains(day);
  }

  @Test
  void minutesAgoAreAMinute() {
    PublicationTime time = published("", "<p class='date'>10 minutes ago</p>");

    assertThat(time.precision()).isEqualTo(Precision.MINUTE);
    assertThat(time.instant()).contains(Pages.FETCHED.minusSeconds(600));
    assertThat(time.printed()).contains("10 minutes ago");
  }

  @Test
  void aDayThatIsPrintedOutweighsOneThatIsCounted() {
    PublicationTime time =
        published("", "<p class='date'>14 March 2024</p><p class='date'>Discussed 2 hours ago</p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void commentsAndOtherItemsDoNotSayHowLongAgo() {
    PublicationTime time =
        published("", "<div class='comments'><p class='date'>2 hours ago</p></div>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Updated: 2 hours ago", "A. Weir | Deadline: 2 days ago"})
  void whatIsOfSomethingElseDoesNotSayHowLongAgo(String printed) {
    PublicationTime time = published("", "<p class='meta'>" + printed + "</p>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void aDayWithoutItsYearTakesTheYearThatThePageGivesToIt() {
    PublicationTime time =
        published("", "<img src='/photos/2019-03-14/dam.jpg'><p class='date'>14 March, 11:30</p>");

    assertThat(time.date()).contains(LocalDate.of(2019, 3, 14));
  }

  @Test
  void aDayWithoutAnyYearStaysUnknown() {
    PublicationTime time = published("", "<p class='date'>14 March, 11:30</p>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void aDayThatThePageGivesTwoYearsStaysUnknown() {
    PublicationTime time =
        published(
            "",
            """
            <img src='/photos/2019-03-14/dam.jpg'><img src='/photos/2021-03-14/dam.jpg'>
            <p class='date'>14 March</p>
            """);

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  private static PublicationTime published(String head, String line) {
    return Pages.extract(Pages.onDams(head, "<h1>A decision on dams</h1>" + line, ""), Hints.NONE)
        .published();
  }
}
