package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.config.source.Source.Selectors;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeFinderTest {
  private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
  private static final Hints IN_BAKU =
      new Hints(
          List.of("en"),
          Optional.of(BAKU),
          Selectors.NONE,
          Boilerplate.NONE,
          Optional.empty(),
          PublicationTime.UNKNOWN);

  @Test
  void aPrintedDateAndTimeIsReadInTheSourcesZone() {
    PublicationTime time =
        published(IN_BAKU, "", "<h1>A decision on dams</h1><div>14 March 2024 | 18:05</div>", "");

    assertThat(time.printed()).contains("14 March 2024 | 18:05");
    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
    assertThat(time.time()).contains(LocalTime.of(18, 5));
    assertThat(time.zone()).contains(BAKU);
    assertThat(time.instant()).contains(Instant.parse("2024-03-14T14:05:00Z"));
    assertThat(time.precision()).isEqualTo(Precision.MINUTE);
    assertThat(time.provenance()).isEqualTo(Provenance.VISIBLE_TEXT);
  }

  @Test
  void linkedDataGivesTheInstantAndThePageThePrintedWords() {
    PublicationTime time =
        published(
            IN_BAKU,
            """
            <script type="application/ld+json">
            {"@type": "NewsArticle", "datePublished": "2024-03-14T14:05:20Z"}</script>
            """,
            "<h1>A decision on dams</h1><p>14 March 2024</p>",
            "");

    assertThat(time.instant()).contains(Instant.parse("2024-03-14T14:05:00Z"));
    assertThat(time.time()).contains(LocalTime.of(18, 5));
    assertThat(time.printed()).contains("14 March 2024");
    assertThat(time.provenance()).isEqualTo(Provenance.JSON_LD);
  }

  @Test
  void updatesAndCopyrightAreNoPublication() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<meta property='article:modified_time' content='2024-03-20T10:00:00Z'>",
            "<h1>A decision on dams</h1><p>Last updated: 20 March 2024</p>",
            "<p>© 2 January 2024 Ministry of Rivers</p>");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void aDateAfterTheFetchIsRefused() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<meta property='article:published_time' content='2031-01-05T10:00:00Z'>",
            "<h1>A decision on dams</h1>",
            "");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void thePageSaysNothingSoTheFeedIsBelieved() {
    PublicationTime listed =
        PublicationTime.ofDay("2024-03-13", LocalDate.of(2024, 3, 13), BAKU, Provenance.FEED);
    var hints =
        new Hints(
            List.of(),
            Optional.of(BAKU),
            Selectors.NONE,
            Boilerplate.NONE,
            Optional.empty(),
            listed);

    assertThat(published(hints, "", "<h1>A decision on dams</h1>", "")).isEqualTo(listed);
  }

  @Test
  void theFeedDecidesAgainstADateInTheProse() {
    PublicationTime listed =
        PublicationTime.ofMinute(
            "Wed, 13 Mar 2024 00:00:00 +0400",
            LocalDate.of(2024, 3, 13),
            LocalTime.MIDNIGHT,
            BAKU,
            Provenance.FEED);
    var hints =
        new Hints(
            List.of(),
            Optional.of(BAKU),
            Selectors.NONE,
            Boilerplate.NONE,
            Optional.empty(),
            listed);

    PublicationTime time =
        published(
            hints, "", "<h1>A decision on dams</h1><p>The dams held on 2 March 2023.</p>", "");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 13));
    assertThat(time.precision()).isEqualTo(Precision.DAY);
    assertThat(time.provenance()).isEqualTo(Provenance.FEED);
  }

  @Test
  void datesOfRelatedItemsAreNotTheStatements() {
    PublicationTime time =
        published(
            Hints.NONE,
            "",
            "<h1>A decision on dams</h1>",
            """
            <div class="related"><ul>
            <li><time datetime="2023-11-02">2 November 2023</time> <a href="/a">Gauges</a></li>
            <li><time datetime="2023-11-01">1 November 2023</time> <a href="/b">Floods</a></li>
            </ul></div>
            """);

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void aDayShownAgainAndAgainOutweighsTheTemplate() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<meta property='article:published_time' content='2023-11-20T10:00:00Z'>",
            """
            <h1>A decision on dams</h1>
            <p><time datetime="2024-03-14">14 March 2024</time></p>
            """,
            "");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void aDateInASentenceIsNoDateLine() {
    PublicationTime time =
        published(
            Hints.NONE,
            "",
            """
            <h1>A decision on dams</h1>
            <p>Reports are due by 31 March 2024.</p><p>Old Town, 14 March 2024</p>
            """,
            "");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void theDayOfAPhotographIsNotTheStatements() {
    PublicationTime time =
        published(
            Hints.NONE,
            "",
            "<h1>A decision on dams</h1><p>The dam in spring (Photo: A. Weir, 2 March 2023)</p>",
            "");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void aLabelledDateUnderTheBodyCounts() {
    PublicationTime time =
        published(
            Hints.NONE,
            "",
            "<h1>A decision on dams</h1>",
            "<div class='frame'>Last changed: 20 March 2024<br>Published: 14 March 2024</div>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void theStateOfScriptsIsReadWhereThePageShowsNoDate() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<script>window.state = {\"publishedAt\":\"2024-03-14T10:05:00Z\"}</script>",
            "<h1>A decision on dams</h1>",
            "");

    assertThat(time.instant()).contains(Instant.parse("2024-03-14T10:05:00Z"));
  }

  @Test
  void theStateOfScriptsThatHoldsManyArticlesSaysNothing() {
    PublicationTime time =
        published(
            Hints.NONE,
            """
            <script>window.state = [{"publishedAt":"2024-03-14"},{"publishedAt":"2024-03-11"}]
            </script>
            """,
            "<h1>A decision on dams</h1>",
            "");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  private static PublicationTime published(Hints hints, String head, String top, String bottom) {
    return Pages.extract(Pages.onDams(head, top, bottom), hints).published();
  }
}
