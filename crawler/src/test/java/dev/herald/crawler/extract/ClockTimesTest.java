package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a page says of the time of day, and of the zone it means.
class ClockTimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"2024-03-14T12:00:00Z", "2024-03-14T00:00:00+04:00", "2024-03-14T12:00:00.000Z"})
  void noonAndMidnightToTheSecondStandForADay(String written) {
    PublicationTime time = declared(written);

    assertThat(time.iso()).contains("2024-03-14");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-14T12:00:37Z, 2024-03-14T12:00:00Z",
    "2024-03-14T00:00:05+04:00, 2024-03-13T20:00:00Z",
    "2024-03-14T10:05:37.123-05:00, 2024-03-14T15:05:00Z",
    "1710410700, 2024-03-14T10:05:00Z",
    "1710410700000, 2024-03-14T10:05:00Z"
  })
  void secondsTellAMomentFromADay(String written, Instant instant) {
    PublicationTime time = declared(written);

    assertThat(time.precision()).isEqualTo(Precision.MINUTE);
    assertThat(time.instant()).contains(instant);
  }

  @Test
  void aClockTimeWhoseZoneNobodyKnowsIsStatedWithoutOne() {
    PublicationTime time = published("", "<p>14 March 2024, 4:19 PM</p>");

    assertThat(time.zone()).isEmpty();
    assertThat(time.time()).contains(LocalTime.of(16, 19));
    assertThat(time.iso()).contains("2024-03-14T16:19:00");
  }

  @Test
  void theTimeWithItsZoneOutweighsTheSameDayWithout() {
    PublicationTime time =
        published(
            """
            <meta name='pubdate' content='2024-03-14 16:55:35'>
            <meta name='publish-date' content='2024-03-14T16:55:35+08:00'>
            """,
            "<p class='published'>14 March 2024 4:55 PM</p>");

    assertThat(time.instant()).contains(Instant.parse("2024-03-14T08:55:00Z"));
    assertThat(time.printed()).contains("14 March 2024 4:55 PM");
  }

  @Test
  void aMomentInUtcIsOfTheDayInTheCountryOfThePage() {
    PublicationTime time = at("https://presse.example.de/1", "2024-03-14T23:30:10Z", "");

    assertThat(time.iso()).contains("2024-03-15T00:30:00+01:00");
  }

  @ParameterizedTest
  @CsvSource({
    // At half past midnight in London it is evening in all of Canada, and at five not any more.
    "https://news.example.ca/1, 2024-03-14T00:30:10Z, 2024-03-13T20:30:00-04:00",
    "https://news.example.ca/1, 2024-03-14T05:30:10Z, 2024-03-14T05:30:00Z",
    "https://dams.example.gov/1, 2024-03-14T03:30:10Z, 2024-03-13T23:30:00-04:00",
    "https://news.example.com/1, 2024-03-14T00:30:10Z, 2024-03-14T00:30:00Z"
  })
  void aMomentInUtcIsOfTheDayThatAllZonesOfACountryHave(String url, String utc, String local) {
    assertThat(at(url, utc, "").iso()).contains(local);
  }

  @Test
  void theDayShownWhereMostSpeakThePagesLanguageKeepsTheMoment() {
    PublicationTime time =
        at("https://news.example.com/1", "2024-03-14T01:32:10Z", "<p>13 March 2024</p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 13));
    assertThat(time.instant()).contains(Instant.parse("2024-03-14T01:32:00Z"));
  }

  @Test
  void theDayShownWhereNobodyKnowsIsOnlyADay() {
    PublicationTime time =
        at("https://news.example.com/1", "2024-03-14T19:32:10Z", "<p>15 March 2024</p>");

    assertThat(time.iso()).contains("2024-03-15");
  }

  @Test
  void aMetaThatCallsItsContentValueIsRead() {
    PublicationTime time =
        published("<meta name='article:published_time' value='2024-03-14T10:05:00Z'>", "");

    assertThat(time.instant()).contains(Instant.parse("2024-03-14T10:05:00Z"));
    assertThat(time.provenance()).isEqualTo(Provenance.META);
  }

  @Test
  void aDateStyledPartByPartIsOneDate() {
    PublicationTime time =
        published(
            "",
            """
            <div class="date"><span>Mar</span> <span>14</span><span>2024</span></div>
            """);

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void aShortScriptThatWritesTheTimeIsRead() {
    PublicationTime time = published("", "<p><script>show(\"2024/03/14 10:05:09\")</script></p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void aDayShownByTheHeadingOutweighsTheStampOfARebuiltTemplate() {
    PublicationTime time =
        published(
            """
            <meta property='article:published_time' content='2024-03-28T10:33:13Z'>
            <meta property='article:modified_time' content='2024-03-28T10:32:18Z'>
            """,
            "<time datetime='2024-03-14'>14 March 2024</time>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  private static PublicationTime at(String url, String utc, String line) {
    String meta = "<meta name='pubdate' content='%s'>".formatted(utc);
    PageContent page = Pages.onDams(meta, "<h1>A decision on dams</h1>" + line, "");
    var there =
        new PageContent(page.bytes(), Optional.of(url), page.contentType(), page.fetchedAt());
    return Pages.extract(there, Hints.NONE).published();
  }

  private static PublicationTime declared(String written) {
    return published("<meta name='pubdate' content='%s'>".formatted(written), "");
  }

  private static PublicationTime published(String head, String line) {
    return Pages.extract(Pages.onDams(head, "<h1>A decision on dams</h1>" + line, ""), Hints.NONE)
        .published();
  }
}
