package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.AllowEmpty;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFinderTest {
  private static final String NOW = "2026-11-24T12:00:00Z";
  private static final String BEFORE =
      "at %s 20 addresses listed, 0 pages fetched, 0 read, 0 revisions published";

  private final Shelf shelf = new Shelf();

  @ParameterizedTest
  @CsvSource({
    "https://press.example/rss: HTTP 403, BLOCKED",
    "https://press.example/rss: HTTP 401, BLOCKED",
    "https://press.example/rss: HTTP 429, BLOCKED",
    "https://press.example/rss: the certificate has expired, CERTIFICATE",
    "https://press.example/rss: the certificate is for another host, CERTIFICATE",
    "https://press.example/rss: robots.txt of press.example: disallowed (Disallow: /rss), ROBOTS"
  })
  void aDiscoveryThatIsRefusedIsAnIncidentOfItsKind(String reason, Kind kind) throws IOException {
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, reason),
        Reports.failed("2026-11-24T11:30:00Z", Outcome.FAILED, reason));

    assertThat(find())
        .containsExactly(
            new Incident(
                Reports.SOURCE,
                kind,
                Instant.parse("2026-11-24T10:00:00Z"),
                Optional.empty(),
                Optional.of(BEFORE.formatted("2026-11-24T09:00:00Z")),
                "discover: " + reason));
  }

  @Test
  void anIncidentClosesWithTheNextHealthyReport() throws IOException {
    shelf.with(
        Reports.failed("2026-11-24T08:00:00Z", Outcome.FAILED, "HTTP 403"),
        Reports.failed("2026-11-24T08:15:00Z", Outcome.FAILED, "HTTP 403"),
        Reports.unchanged("2026-11-24T08:30:00Z"),
        Reports.healthy("2026-11-24T08:45:00Z"));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.isOpen()).isFalse();
              assertThat(incident.since()).isEqualTo("2026-11-24T08:00:00Z");
              assertThat(incident.closedAt()).contains(Instant.parse("2026-11-24T08:30:00Z"));
            });
  }

  /// The clock was a day ahead for a while; what was seen then says nothing of now.
  @Test
  void reportsOfATimeThatDidNotComeNeitherHideAnIncidentNorOpenOne() throws IOException {
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.failed("2026-11-25T10:00:00Z", Outcome.FAILED, "HTTP 403"));
    assertThat(find()).isEmpty();

    shelf.with(
        Reports.healthy("2026-11-25T10:15:00Z"),
        Reports.failed("2026-11-24T11:00:00Z", Outcome.FAILED, "HTTP 403"));
    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.isOpen()).isTrue();
              assertThat(incident.since()).isEqualTo("2026-11-24T11:00:00Z");
            });

    shelf.with(Reports.healthy("2026-11-24T11:30:00Z"));
    assertThat(find())
        .singleElement()
        .satisfies(
            incident ->
                assertThat(incident.closedAt()).contains(Instant.parse("2026-11-24T11:30:00Z")));
  }

  /// The process that visited is some seconds ahead of the one that looks.
  @Test
  void aReportFromAClockAlittleAheadCloses() throws IOException {
    shelf.with(
        Reports.failed("2026-11-24T11:00:00Z", Outcome.FAILED, "HTTP 403"),
        Reports.healthy("2026-11-24T12:00:20Z"));

    assertThat(find()).singleElement().matches(incident -> !incident.isOpen());
  }

  @Test
  void anIncidentStaysOpenWhileVisitsReadNothingForAnotherReason() throws IOException {
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.failed("2026-11-24T11:00:00Z", Outcome.FAILED, "HTTP 429"),
        Reports.failed("2026-11-24T11:15:00Z", Outcome.FAILED, "the host is left alone"));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.BLOCKED);
              assertThat(incident.isOpen()).isTrue();
            });
  }

  @Test
  void aChangeOfDesignIsAnIncidentThatNothingFellOutOf() throws IOException {
    String change = "the page design changed: before, the body at `main`; now, at `article`";
    CrawlReport report =
        Reports.report(
            "2026-11-24T10:00:00Z",
            Outcome.OK,
            new Counts(20, 4, 0, 9_000, 3, 3, 3, 0),
            new Failure(Failure.DESIGN, "https://press.example/7", change));
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"), report, Reports.healthy("2026-11-24T10:15:00Z"));

    assertThat(find())
        .containsExactly(
            new Incident(
                Reports.SOURCE,
                Kind.REDESIGN,
                Instant.parse("2026-11-24T10:00:00Z"),
                Optional.of(Instant.parse("2026-11-24T10:15:00Z")),
                Optional.of(BEFORE.formatted("2026-11-24T09:00:00Z")),
                "design: https://press.example/7: " + change));
    assertThat(FellOut.byStage(report)).isEmpty();
  }

  @Test
  void selectorsThatFindNothingAreAnIncidentUntilTheyFindSomething() throws IOException {
    String why = "no selector gave the title: `h1.head` matches nothing";
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.report(
            "2026-11-24T10:00:00Z",
            Outcome.OK,
            new Counts(20, 4, 0, 9_000, 3, 3, 3, 0),
            new Failure(Failure.SELECTOR, "https://press.example/7", why)),
        Reports.unchanged("2026-11-24T10:15:00Z"));

    assertThat(find())
        .containsExactly(
            new Incident(
                Reports.SOURCE,
                Kind.SELECTOR,
                Instant.parse("2026-11-24T10:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "selector: https://press.example/7: " + why));

    shelf.with(Reports.publishing("2026-11-24T10:30:00Z", "2026-11-24T10:31:00Z", 1));
    assertThat(find()).singleElement().matches(incident -> !incident.isOpen());
  }

  @Test
  void aFieldThatPagesLackIsAnIncidentUntilOneShowsItAgain() throws IOException {
    String why = "the date stood on 98 of 100 pages; since 2026-11-24T09:50:00Z on none of 4";
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.report(
            "2026-11-24T10:00:00Z",
            Outcome.OK,
            new Counts(20, 4, 0, 9_000, 3, 3, 3, 0),
            new Failure(Failure.FIELD, "https://press.example/7", why)),
        Reports.unchanged("2026-11-24T10:15:00Z"));
    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.FIELD);
              assertThat(incident.isOpen()).isTrue();
              assertThat(incident.evidence()).endsWith(why);
            });

    shelf.with(Reports.publishing("2026-11-24T10:30:00Z", "2026-11-24T10:31:00Z", 1));

    assertThat(find()).singleElement().matches(incident -> !incident.isOpen());
  }

  @Test
  void failingMeansEveryVisitOfAnHour() throws IOException {
    shelf.with(
        Reports.healthy("2026-11-24T10:00:00Z"),
        Reports.failed("2026-11-24T10:15:00Z", Outcome.FAILED, "HTTP 500"),
        Reports.failed("2026-11-24T10:45:00Z", Outcome.FAILED, "HTTP 500"));
    assertThat(find()).isEmpty();

    shelf.with(Reports.failed("2026-11-24T11:15:00Z", Outcome.FAILED, "HTTP 502"));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.FAILING);
              assertThat(incident.since()).isEqualTo("2026-11-24T10:15:00Z");
              assertThat(incident.evidence()).contains("HTTP 502");
            });
  }

  @Test
  void aListingThatUsedToListIsMissedEvenWhileItStaysUnchanged() throws IOException {
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.empty("2026-11-24T10:00:00Z"),
        Reports.unchanged("2026-11-24T11:00:00Z"));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.NO_ITEMS);
              assertThat(incident.isOpen()).isTrue();
              assertThat(incident.since()).isEqualTo("2026-11-24T10:00:00Z");
            });

    shelf.with(Reports.healthy("2026-11-24T11:30:00Z"));
    assertThat(find()).noneMatch(Incident::isOpen);
  }

  @Test
  void aListingThatNeverListedAnythingIsNoIncident() throws IOException {
    shelf.with(Reports.empty("2026-11-24T10:00:00Z"));

    assertThat(find()).isEmpty();
  }

  @Test
  void anUnchangedListingIsNotAnEmptyOneWhateverElseAnswered() throws IOException {
    Counts missingStatement = new Counts(0, 2, 1, 0, 0, 0, 0, 0);
    Counts unchangedParts = new Counts(0, 3, 2, 700, 0, 0, 0, 0);
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.report("2026-11-24T10:00:00Z", Outcome.OK, missingStatement),
        Reports.report("2026-11-24T11:00:00Z", Outcome.OK, unchangedParts));

    assertThat(find()).isEmpty();
  }

  @Test
  void onePageThatIsClosedToUsIsThePublishersChoice() throws IOException {
    shelf.with(
        Reports.report(
            "2026-11-24T10:00:00Z",
            Outcome.PARTIAL,
            new Counts(20, 3, 0, 9_000, 1, 1, 1, 1),
            new Failure("fetch", "https://press.example/1", "HTTP 403")));

    assertThat(find()).isEmpty();
  }

  @Test
  void aSilenceIsToldOnlyOfASourceThatCanBeRead() throws IOException {
    LocalDate first = LocalDate.of(2026, 9, 1);
    shelf.publishedOn(first.datesUntil(LocalDate.of(2026, 11, 10)));
    assertThat(find()).extracting(Incident::kind).containsExactly(Kind.GONE_QUIET);

    shelf.with(Reports.failed("2026-11-24T11:30:00Z", Outcome.FAILED, "HTTP 403"));

    assertThat(find()).extracting(Incident::kind).containsExactly(Kind.BLOCKED);
  }

  @ParameterizedTest
  @CsvSource({"fetch, HTTP 500", "extract, the page has no text"})
  void aFeedWhosePagesAllFailIsAnIncidentThoughTheFeedIsFine(String stage, String reason)
      throws IOException {
    shelf.with(
        reading("2026-11-24T09:00:00Z", 2),
        pagesFail("2026-11-24T10:00:00Z", stage, reason),
        pagesFail("2026-11-24T10:30:00Z", stage, reason));
    assertThat(find()).as("half an hour is no incident").isEmpty();

    shelf.with(
        // With nothing due, a visit tells nothing of the pages.
        reading("2026-11-24T10:45:00Z", 0), pagesFail("2026-11-24T11:00:00Z", stage, reason));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.PAGES);
              assertThat(incident.isOpen()).isTrue();
              assertThat(incident.since()).isEqualTo("2026-11-24T10:00:00Z");
              assertThat(incident.before().orElseThrow())
                  .isEqualTo(
                      "at 2026-11-24T09:00:00Z 20 addresses listed, 2 pages fetched, 2 read,"
                          + " 2 revisions published");
              assertThat(incident.evidence())
                  .contains("none of 20 pages gives a statement", reason);
            });

    shelf.with(reading("2026-11-24T11:15:00Z", 1));
    assertThat(find()).singleElement().matches(incident -> !incident.isOpen());
  }

  @Test
  void oneOfTwoDiscoveriesThatIsGoneIsAnIncident() throws IOException {
    for (String at : List.of("10:00", "10:30", "11:00"))
      shelf.with(
          Reports.detailed(
              "2026-11-24T%s:00Z".formatted(at),
              new Counts(20, 2, 0, 9_000, 0, 0, 0, 1),
              List.of(
                  new Discovered("https://press.example/rss", Result.READ, 20, 0),
                  new Discovered("https://press.example/atom", Result.CLOSED, 0, 0)),
              Reports.published(0),
              new Failure("discover", "https://press.example/atom", "HTTP 404")));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.FAILING);
              assertThat(incident.evidence())
                  .isEqualTo(
                      "1 of 2 discoveries cannot be read: https://press.example/atom: HTTP 404");
            });

    shelf.with(reading("2026-11-24T11:15:00Z", 0));
    assertThat(find()).noneMatch(Incident::isOpen);
  }

  @Test
  void oneOfTwoDiscoveriesThatListsNothingIsAnIncidentUntilItListsAgain() throws IOException {
    shelf.with(reading("2026-11-24T09:00:00Z", 0), halfEmpty("2026-11-24T10:00:00Z"));

    assertThat(find())
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.NO_ITEMS);
              assertThat(incident.isOpen()).isTrue();
              assertThat(incident.evidence())
                  .isEqualTo("1 of 2 discoveries name no statement: https://press.example/atom");
            });

    shelf.with(reading("2026-11-24T10:15:00Z", 0));
    assertThat(find()).noneMatch(Incident::isOpen);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-24, 0", "2026-11-23, 1"})
  void aListThatMayBeEmptyUntilADayIsNoIncidentUntilThen(LocalDate until, int incidents)
      throws IOException {
    shelf.with(reading("2026-11-24T09:00:00Z", 0), halfEmpty("2026-11-24T10:00:00Z"));
    Source source =
        source(List.of(), Optional.of(new AllowEmpty(until, "The archive is being moved.")));

    assertThat(find(source)).hasSize(incidents);
  }

  @Test
  void aRecessIsNoSilence() throws IOException {
    LocalDate first = LocalDate.of(2026, 9, 1);
    shelf.publishedOn(first.datesUntil(LocalDate.of(2026, 11, 10)));

    assertThat(find(source(List.of("11-12..11-30"), Optional.empty()))).isEmpty();
    assertThat(find(source(List.of("11-12..11-19"), Optional.empty())))
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.kind()).isEqualTo(Kind.GONE_QUIET);
              assertThat(incident.before().orElseThrow()).contains("70 days until 2026-11-09");
            });
  }

  private static CrawlReport reading(String startedAt, int pages) {
    return Reports.detailed(
        startedAt,
        new Counts(20, 1 + pages, 0, 9_000, pages, pages, pages, 0),
        List.of(
            new Discovered("https://press.example/rss", Result.READ, 10, pages),
            new Discovered("https://press.example/atom", Result.READ, 10, 0)),
        Reports.published(pages));
  }

  private static CrawlReport halfEmpty(String startedAt) {
    return Reports.detailed(
        startedAt,
        new Counts(10, 2, 0, 9_000, 0, 0, 0, 0),
        List.of(
            new Discovered("https://press.example/rss", Result.READ, 10, 0),
            new Discovered("https://press.example/atom", Result.READ, 0, 0)),
        Reports.published(0));
  }

  private static CrawlReport pagesFail(String startedAt, String stage, String reason) {
    int fetched = stage.equals("fetch") ? 0 : 20;
    return Reports.detailed(
        startedAt,
        new Counts(20, 21, 0, 9_000, fetched, 0, 0, 20),
        List.of(new Discovered("https://press.example/rss", Result.READ, 20, 20)),
        Reports.fallen(20, stage),
        new Failure(stage, "https://press.example/1", reason));
  }

  private static Source source(List<String> recess, Optional<AllowEmpty> allowEmpty) {
    return new Source(
        Reports.SOURCE,
        "Central Bank",
        "INT",
        "central-bank",
        "press-release",
        List.of("en"),
        ZoneOffset.UTC,
        Optional.of("https://press.example/"),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Source.Render.NONE,
        recess,
        allowEmpty);
  }

  private List<Incident> find() throws IOException {
    return find(source(List.of(), Optional.empty()));
  }

  private List<Incident> find(Source source) throws IOException {
    return new IncidentFinder(shelf, shelf.revisions(), _ -> Optional.of(source))
        .find(Set.of(Reports.SOURCE), Instant.parse(NOW));
  }
}
