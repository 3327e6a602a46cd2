package dev.herald.crawler.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFinderTest {
  private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
  private static final String TITLE = "<h1>A decision on dams</h1>";

  @Test
  void aPrintedDateAndTimeIsReadInTheSourcesZone() {
    PublicationTime time =
        published(inBaku(PublicationTime.UNKNOWN), "", "<div>14 March 2024 | 18:05</div>", "");

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
            inBaku(PublicationTime.UNKNOWN),
            """
            <script type="application/ld+json">
            {"@type": "NewsArticle", "datePublished": "2024-03-14T14:05:20Z"}</script>
            """,
            "<p>14 March 2024</p>",
            "");

    assertThat(time.instant()).contains(Instant.parse("2024-03-14T14:05:00Z"));
    assertThat(time.time()).contains(LocalTime.of(18, 5));
    assertThat(time.printed()).contains("14 March 2024");
    assertThat(time.provenance()).isEqualTo(Provenance.JSON_LD);
  }

  @Test
  void updatesAreNoPublication() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<meta property='article:modified_time' content='2024-03-20T10:00:00Z'>",
            "<p>Last updated: 20 March 2024</p>",
            "<p>Published: 14 March 2024</p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
    assertThat(time.flags()).isEmpty();
  }

  @Test
  void copyrightIsNoPublication() {
    assertThat(published(Hints.NONE, "", "", "<p>© 2 January 2024 Ministry of Rivers</p>"))
        .isEqualTo(PublicationTime.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Last updated: 20 March 2024",
        "Zuletzt aktualisiert: 20.03.2024",
        "Обновлено: 20.03.2024",
        "最終更新日：2024年3月20日"
      })
  void theLastChangeStandsInFlaggedWhereNothingElseIsSaid(String line) {
    for (PublicationTime time :
        List.of(
            published(Hints.NONE, "", "<p>" + line + "</p>", ""),
            published(Hints.NONE, "", "", "<p>" + line + "</p>"))) {
      assertThat(time.date()).contains(LocalDate.of(2024, 3, 20));
      assertThat(time.flags()).containsExactly(Flag.LAST_CHANGED);
    }
  }

  @Test
  void aDeclaredChangeStandsInToo() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<meta property='article:modified_time' content='2024-03-20T10:00:00Z'>",
            "",
            "");

    assertThat(time.instant()).contains(Instant.parse("2024-03-20T10:00:00Z"));
    assertThat(time.flags()).containsExactly(Flag.LAST_CHANGED);
  }

  @Test
  void aListedDayIsBetterThanTheLastChange() {
    PublicationTime listed =
        PublicationTime.ofDay("2024-03-13", LocalDate.of(2024, 3, 13), BAKU, Provenance.FEED);

    assertThat(published(inBaku(listed), "", "<p>Last updated: 20 March 2024</p>", ""))
        .isEqualTo(listed);
  }

  @Test
  void aDateAfterTheFetchIsRefused() {
    assertThat(declared("2031-01-05T10:00:00Z", "")).isEqualTo(PublicationTime.UNKNOWN);
  }

  @Test
  void thePageSaysNothingSoTheFeedIsBelieved() {
    PublicationTime listed =
        PublicationTime.ofDay("2024-03-13", LocalDate.of(2024, 3, 13), BAKU, Provenance.FEED);

    assertThat(published(inBaku(listed), "", "", "")).isEqualTo(listed);
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

    PublicationTime time =
        published(inBaku(listed), "", "<p>The dams held on 2 March 2023.</p>", "");

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
            "",
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
        declared("2023-11-20T10:00:00Z", "<p><time datetime='2024-03-14'>14 March 2024</time></p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void aDateLineCountsAndADateInASentenceDoesNot() {
    PublicationTime time =
        shown("<p>Reports are due by 31 March 2024.</p><p>Old Town, 14 March 2024</p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The dam in spring (Photo: A. Weir, 2 March 2023)",
        "The next inspection takes place on Thu. 28 March 2024 at seven in the Old Mill.",
        "Report of the weeks 14. - 20. March 2024",
        "Report of the weeks 14–20 March 2024",
        "Report of the weeks 28 February 2024 – 6 March 2024",
        "<b>A. Weir</b> Joined: 18 September 2008, 05:56",
        "<span class='time'>Current time: 30 March 2024</span>"
      })
  void theDayOfSomethingElseIsNotTheStatements(String line) {
    assertThat(shown("<p>" + line + "</p>")).isEqualTo(PublicationTime.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18:05 - 14 March 2024",
        "Press release 12 - 14 March 2024",
        "14 March 2024 - 3 pages",
        "2 pages – 14 March 2024"
      })
  void aDashAloneMakesNoPeriod(String line) {
    assertThat(shown("<p>" + line + "</p>").date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void theLineOverAPostFarFromTheTitleIsItsDate() {
    String profile = "<p>Harbour</p>".repeat(20);

    PublicationTime time = shown(profile + "<p>by A. Weir » 14 March 2024, 05:42</p>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void aLabelledDateUnderTheBodyCounts() {
    PublicationTime time =
        published(
            Hints.NONE,
            "",
            "",
            "<div class='frame'>Last changed: 20 March 2024<br>Published: 14 March 2024</div>");

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void whatAScriptIsToShowIsReadFromItsAttribute() {
    PublicationTime time =
        declared(
            "2024-03-13T23:35:55Z",
            """
            <meta name='pubdate' content='2024-03-14T04:10:00Z'>
            <div id="published-at-date" data-published-at-date="14 March 2024 04:10"></div>
            """);

    assertThat(time.date()).contains(LocalDate.of(2024, 3, 14));
  }

  @Test
  void theStateOfScriptsIsReadWhereThePageShowsNoDate() {
    PublicationTime time =
        published(
            Hints.NONE,
            "<script>window.state = {\"publishedAt\":\"2024-03-14T10:05:00Z\"}</script>",
            "",
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
            "",
            "");

    assertThat(time).isEqualTo(PublicationTime.UNKNOWN);
  }

  private static Hints inBaku(PublicationTime listed) {
    return new Hints(
        List.of("en"),
        Optional.of(BAKU),
        Selectors.NONE,
        Boilerplate.NONE,
        Optional.empty(),
        listed);
  }

  /// A page whose head declares a time and whose top shows something.
  private static PublicationTime declared(String published, String top) {
    String meta = "<meta property='article:published_time' content='%s'>".formatted(published);
    return published(Hints.NONE, meta, top, "");
  }

  private static PublicationTime shown(String top) {
    return published(Hints.NONE, "", top, "");
  }

  /// @param top what stands between title and text
  private static PublicationTime published(Hints hints, String head, String top, String bottom) {
    return Pages.extract(Pages.onDams(head, TITLE + top, bottom), hints).published();
  }
}
