package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFinderTest {
  private static final String NOW = "2026-11-24T12:00:00Z";

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
                "selector: https://press.example/7: " + why));

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

  private List<Incident> find() throws IOException {
    return new IncidentFinder(shelf, shelf.revisions())
        .find(Set.of(Reports.SOURCE), Instant.parse(NOW));
  }
}
