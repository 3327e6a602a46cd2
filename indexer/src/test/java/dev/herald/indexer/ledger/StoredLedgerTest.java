package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.config.rule.Canary;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Imbalance;
import dev.herald.indexer.read.LedgerDay.Verdict;
import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoredLedgerTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final String LATER = "2026-11-24T12:00:00Z";

  private static final Map<String, Integer> FELL_OUT =
      Map.of("fetch", 1, "archive", 1, "extract", 1);
  private static final Counts ALL = new Counts(20, 9, 1, 9_000, 5, 2, 1, 3);
  private static final Pages WHOLE = new Pages(6, 4, 3, 7, 8, 1, 1, 1, 1, 1, 1, FELL_OUT);

  private final Shelf shelf = new Shelf();

  @Test
  void aDayOnWhichEverythingArrivedBalances() throws IOException {
    shelf
        .with(Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 2))
        .revision("2026-11-23T10:00:10Z", 2)
        .revision("2026-11-23T10:00:20Z", 0)
        .delivery("2026-11-23T10:00:10Z", new DeliverySums(1, 0, 1));

    LedgerDay day = day(DAY, LATER);

    assertThat(day.imbalances()).isEmpty();
    assertThat(day.verdict()).isEqualTo(Verdict.PUBLISHED);
    assertThat(day.chain().alerts()).contains(2L);
    assertThat(day.chain().deliveries()).isEqualTo(2);
  }

  @Test
  void aRevisionThatIsMissingIsAnImbalanceOfOne() throws IOException {
    shelf
        .with(Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 3))
        .revision("2026-11-23T10:00:10Z", 0)
        .revision("2026-11-23T10:00:20Z", 0);

    assertThat(day(DAY, LATER).imbalances())
        .containsExactly(new Imbalance(Imbalance.Rule.PUBLISHED_IS_INDEXED, 3, 2));
    assertThat(day(DAY, LATER).imbalances().getFirst().text())
        .isEqualTo("3 revisions published, 2 indexed: 1 too few");
  }

  @Test
  void aVisitThatLosesNothingBalances() throws IOException {
    shelf.with(visit(ALL, WHOLE)).revision("2026-11-23T10:00:10Z", 0);

    assertThat(day(DAY, LATER).imbalances()).isEmpty();
  }

  @Test
  void anIncidentIsProvenByTheVisitsBeforeAndInIt() throws IOException {
    CrawlReport good = Reports.healthy("2026-11-23T08:00:00Z");
    CrawlReport first = Reports.failed("2026-11-23T09:00:00Z", Outcome.FAILED, "HTTP 403");
    CrawlReport last = Reports.failed("2026-11-23T10:00:00Z", Outcome.FAILED, "HTTP 403");
    shelf.with(good, first, last, Reports.healthy("2026-11-23T11:00:00Z"));
    StoredLedger ledger = ledger(LATER);
    Incident blocked =
        ledger.incidents(Set.of(Reports.SOURCE)).stream()
            .filter(one -> one.kind() == Incident.Kind.BLOCKED)
            .findFirst()
            .orElseThrow();

    Incident.Visits visits = ledger.visits(blocked);

    assertThat(visits.good()).contains(good);
    assertThat(visits.first()).contains(first);
    assertThat(visits.last()).contains(last);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void whatIsLostBetweenTwoStagesIsAnImbalance(Imbalance expected, Counts counts, Pages pages)
      throws IOException {
    shelf.with(visit(counts, pages)).revision("2026-11-23T10:00:10Z", 0);

    assertThat(day(DAY, LATER).imbalances()).containsExactly(expected);
  }

  /// Ten addresses listed or waiting, eight pages due: each of these visits lost one of them.
  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(
            new Imbalance(Imbalance.Rule.LISTED_IS_TAKEN_OR_WAITS, 10, 9),
            ALL,
            new Pages(6, 4, 3, 6, 8, 1, 1, 1, 1, 1, 1, FELL_OUT)),
        Arguments.of(
            new Imbalance(Imbalance.Rule.DUE_IS_FETCHED, 9, 8),
            ALL,
            new Pages(6, 4, 3, 7, 9, 1, 1, 1, 1, 1, 1, FELL_OUT)),
        Arguments.of(
            new Imbalance(Imbalance.Rule.FETCHED_IS_EXTRACTED, 5, 4),
            ALL,
            new Pages(6, 4, 3, 7, 8, 1, 1, 0, 1, 1, 1, FELL_OUT)),
        Arguments.of(
            new Imbalance(Imbalance.Rule.EXTRACTED_IS_PUBLISHED, 3, 2),
            ALL,
            new Pages(6, 4, 3, 7, 8, 1, 1, 1, 1, 0, 1, FELL_OUT)));
  }

  @Test
  void aRevisionThatCallsForADeliveryWithoutAMatchIsAnImbalance() {
    LedgerDay day =
        DayBalance.of(
            new SourceDay(Reports.SOURCE, DAY),
            Optional.empty(),
            new RevisionSums(0, 0, 2, 3, 0, 1),
            new DeliverySums(3, 0, 0),
            false);

    assertThat(day.imbalances())
        .containsExactly(new Imbalance(Imbalance.Rule.ALERTS_ARE_MATCHES, 3, 2));
  }

  @Test
  void aDayOutOfBalanceIsAnIncidentForThreeDays() throws IOException {
    shelf
        .with(
            Reports.publishing("2026-11-22T10:00:00Z", "2026-11-22T10:01:00Z", 1),
            Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 3))
        .revision("2026-11-22T10:00:10Z", 0)
        .revision("2026-11-23T10:00:10Z", 0);

    assertThat(ledger(LATER).incidents(Set.of(Reports.SOURCE)))
        .containsExactly(
            new Incident(
                Reports.SOURCE,
                Incident.Kind.OUT_OF_BALANCE,
                Instant.parse("2026-11-23T00:00:00Z"),
                Optional.empty(),
                Optional.of("2026-11-22 balances: 1 published, 1 indexed"),
                "on 2026-11-23 3 revisions published, 1 indexed: 2 too few"));
    assertThat(ledger("2026-11-26T00:00:00Z").incidents(Set.of(Reports.SOURCE))).isEmpty();
  }

  private static CrawlReport visit(Counts counts, Pages pages) {
    return Reports.detailed("2026-11-23T10:00:00Z", counts, List.of(), pages);
  }

  @Test
  void aDeliveryThatWasNeverMadeIsAnImbalance() throws IOException {
    shelf
        .with(Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 1))
        .revision("2026-11-23T10:00:10Z", 2)
        .delivery("2026-11-23T10:00:10Z", new DeliverySums(1, 0, 0));

    assertThat(day(DAY, LATER).imbalances())
        .containsExactly(new Imbalance(Imbalance.Rule.ALERTS_ARE_DELIVERIES, 2, 1));
  }

  @Test
  void aVisitOverMidnightCountsForTheDayItBeganOn() throws IOException {
    shelf
        .with(
            Reports.publishing("2026-11-23T23:59:00Z", "2026-11-24T00:02:00Z", 2),
            Reports.publishing("2026-11-24T08:00:00Z", "2026-11-24T08:01:00Z", 1))
        .revision("2026-11-23T23:59:30Z", 0)
        .revision("2026-11-24T00:01:00Z", 1)
        .revision("2026-11-24T08:00:30Z", 0)
        .delivery("2026-11-24T00:01:00Z", new DeliverySums(1, 0, 0));

    List<LedgerDay> days = ledger(LATER).days(Set.of(Reports.SOURCE), DAY, DAY.plusDays(1));

    assertThat(days).extracting(day -> day.chain().indexed()).containsExactly(2L, 1L);
    assertThat(days).extracting(day -> day.chain().delivered()).containsExactly(1L, 0L);
    assertThat(days).allSatisfy(day -> assertThat(day.imbalances()).isEmpty());
  }

  @Test
  void whatAVisitUnderWayPublishedIsNoImbalanceYet() throws IOException {
    shelf
        .with(Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 1))
        .revision("2026-11-23T10:00:10Z", 0)
        .revision("2026-11-23T11:00:10Z", 0);

    assertThat(day(DAY, "2026-11-23T11:00:30Z").settling()).isTrue();
    assertThat(day(DAY, "2026-11-23T11:00:30Z").imbalances()).isEmpty();
    assertThat(day(DAY, "2026-11-25T00:00:00Z").imbalances()).hasSize(1);
  }

  @Test
  void aReportOfThisMinuteMayBeAheadOfTheIndex() throws IOException {
    shelf.with(Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 1));

    assertThat(day(DAY, "2026-11-23T10:01:05Z").settling()).isTrue();
    assertThat(day(DAY, "2026-11-23T10:05:00Z").imbalances()).hasSize(1);
  }

  @Test
  void nothingWasPublishedIsSaidOnlyWhereTheDiscoveriesWereReadAndNothingFellOut()
      throws IOException {
    assertThat(day(DAY, LATER).verdict()).isEqualTo(Verdict.NOT_VISITED);

    shelf.with(Reports.failed("2026-11-23T09:00:00Z", Outcome.FAILED, "HTTP 500"));
    assertThat(day(DAY, LATER).verdict()).isEqualTo(Verdict.UNREAD);

    shelf.with(Reports.healthy("2026-11-23T10:00:00Z"));
    assertThat(day(DAY, LATER).verdict()).isEqualTo(Verdict.UNSURE);

    Shelf quiet = new Shelf().with(Reports.unchanged("2026-11-23T10:00:00Z"));
    assertThat(ledger(quiet, LATER).days(Set.of(Reports.SOURCE), DAY, DAY))
        .extracting(LedgerDay::verdict)
        .containsExactly(Verdict.NOTHING_PUBLISHED);
  }

  @Test
  void whatFellOutIsCountedByStageEvenWhereTheReportDoesNotNameIt() throws IOException {
    shelf.with(
        Reports.report(
            "2026-11-23T10:00:00Z",
            Outcome.PARTIAL,
            new Counts(20, 5, 0, 9_000, 2, 1, 0, 5),
            new Failure("fetch", "https://press.example/1", "HTTP 500"),
            new Failure("fetch", "https://press.example/2", "HTTP 500"),
            new Failure("extract", "https://press.example/3", "the page has no title")));

    assertThat(day(DAY, LATER).fellOut())
        .containsEntry("fetch", 2L)
        .containsEntry("extract", 1L)
        .containsEntry("untold", 2L);
  }

  @Test
  void revisionsStoredBeforeDeliveriesWereCountedAreNoImbalance() {
    LedgerDay day =
        DayBalance.of(
            new SourceDay(Reports.SOURCE, DAY),
            Optional.empty(),
            new RevisionSums(2, 1, 1, 1, 1, 0),
            new DeliverySums(3, 0, 0),
            false);

    assertThat(day.chain().alerts()).isEmpty();
    assertThat(day.imbalances())
        .extracting(Imbalance::rule)
        .containsExactly(Imbalance.Rule.PUBLISHED_IS_INDEXED);
  }

  @Test
  void aChainThatDeliversNoCanaryForLongStandsStill() throws IOException {
    shelf.passage(passage("2026-11-24T11:40:00Z", Optional.empty()));
    shelf.passage(passage("2026-11-24T11:35:00Z", Optional.of("2026-11-24T11:35:02Z")));

    assertThat(ledger("2026-11-24T11:50:00Z").incidents(Set.of(Canary.SOURCE))).isEmpty();
    assertThat(ledger(LATER).incidents(Set.of(Canary.SOURCE)))
        .containsExactly(
            new Incident(
                Canary.SOURCE,
                Incident.Kind.CHAIN,
                Instant.parse("2026-11-24T11:40:02Z"),
                Optional.empty(),
                Optional.of("a canary came through in 2.0 s"),
                "the last canary was delivered at 2026-11-24T11:35:02Z, and one is due every"
                    + " 300 s"));
    assertThat(ledger(LATER).incidents(Set.of(Reports.SOURCE))).isEmpty();
  }

  @Test
  void deliveriesThatDoNotArriveAreOneIncidentOfTheChainWhateverTheirChannels() throws IOException {
    shelf.undelivered(
        new Undelivered(
            "desk",
            2,
            1,
            Instant.parse("2026-11-24T10:00:00Z"),
            Optional.of("hooks.example answers 410"),
            Optional.of(Instant.parse("2026-11-24T09:59:58.5Z"))));
    shelf.undelivered(
        new Undelivered(
            "mail",
            0,
            3,
            Instant.parse("2026-11-24T09:00:00Z"),
            Optional.empty(),
            Optional.empty()));

    assertThat(ledger(LATER).incidents(Set.of(Canary.SOURCE)))
        .containsExactly(
            new Incident(
                Canary.SOURCE,
                Incident.Kind.UNDELIVERED,
                Instant.parse("2026-11-24T09:00:00Z"),
                Optional.empty(),
                Optional.of("the last one arrived at 2026-11-24T09:59:58Z"),
                "desk: 2 given up, 1 waiting (hooks.example answers 410); mail: 3 waiting (none was"
                    + " ever sent)"));
  }

  private static Passage passage(String listedAt, Optional<String> deliveredAt) {
    Instant at = Instant.parse(listedAt);
    return new Passage(at, at.plusMillis(500), at.plusSeconds(1), deliveredAt.map(Instant::parse));
  }

  private LedgerDay day(LocalDate day, String now) throws IOException {
    return ledger(now).days(Set.of(Reports.SOURCE), day, day).getFirst();
  }

  private StoredLedger ledger(String now) {
    return ledger(shelf, now);
  }

  private static StoredLedger ledger(Shelf shelf, String now) {
    return new StoredLedger(
        shelf,
        shelf.revisions(),
        shelf,
        List::of,
        Duration.ofMinutes(5),
        Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
