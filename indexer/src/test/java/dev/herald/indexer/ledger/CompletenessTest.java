package dev.herald.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Completeness.Day;
import dev.herald.indexer.read.Completeness.Figures;
import dev.herald.indexer.read.Crawls;
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
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final LocalDate TO = LocalDate.of(2026, 11, 24);
  private static final Instant NOW = Instant.parse("2026-11-24T23:00:00Z");

  private final Shelf shelf = new Shelf();

  @Test
  void daysAreReadBalancedOrNeither() throws IOException {
    shelf
        .with(
            Reports.healthy("2026-11-21T10:00:00Z"),
            Reports.failed("2026-11-22T10:00:00Z", Outcome.FAILED, "status 500"),
            Reports.publishing("2026-11-23T10:00:00Z", "2026-11-23T10:01:00Z", 2),
            Reports.healthy("2026-11-24T10:00:00Z"))
        .revision("2026-11-23T10:00:10Z", 0);

    Completeness told = completeness(waiting(0), 20);

    assertThat(told.all().days()).isEqualTo(5);
    assertThat(told.all().read()).isEqualTo(3);
    assertThat(told.all().balanced()).isEqualTo(2);
    assertThat(told.days())
        .containsExactly(
            new Day(LocalDate.of(2026, 11, 20), 0, 0, 0, 1),
            new Day(LocalDate.of(2026, 11, 21), 1, 0, 0, 0),
            new Day(LocalDate.of(2026, 11, 22), 0, 0, 1, 0),
            new Day(LocalDate.of(2026, 11, 23), 0, 1, 0, 0),
            new Day(TO, 1, 0, 0, 0));
    assertThat(told.all().incidents()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsMissingFromTheShare() throws IOException {
    Figures bank =
        Optional.ofNullable(completeness(waiting(5), 15).sources().get(Reports.SOURCE))
            .orElseThrow();

    assertThat(bank.indexed()).isEqualTo(15);
    assertThat(bank.waiting()).contains(5L);
    assertThat(bank.share()).contains(0.75);
    assertThat(bank.latency()).contains(Duration.ofMillis(900));
  }

  @Test
  void whereNoVisitToldWhatWaitsTheShareIsNotKnown() throws IOException {
    Completeness told = completeness(Reports.healthy("2026-11-24T10:00:00Z"), 15);

    assertThat(told.all().share()).isEmpty();
  }

  @Test
  void theLatencyOfAllIsThatOfTheChain() throws IOException {
    shelf.passage(
        new Passage(
            NOW.minusSeconds(60),
            NOW.minusSeconds(59),
            NOW.minusSeconds(58),
            Optional.of(NOW.minusSeconds(57))));

    assertThat(completeness(waiting(0), 1).all().latency()).contains(Duration.ofSeconds(3));
  }

  private static CrawlReport waiting(int addresses) {
    return Reports.detailed(
        "2026-11-24T10:00:00Z",
        new Counts(20, 1, 0, 9_000, 0, 0, 0, 0),
        List.of(),
        new Pages(addresses, 0, 0, addresses, 0, 0, 0, 0, 0, 0, 0, Map.of()));
  }

  private Completeness completeness(CrawlReport last, long statements) throws IOException {
    var ledger =
        new StoredLedger(
            shelf,
            shelf.revisions(),
            shelf,
            List::of,
            Duration.ofMinutes(5),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return Completeness.of(
        ledger, new OneSource(last, statements), List.of(Reports.SOURCE), TO.minusDays(4), TO);
  }

  private record OneSource(CrawlReport last, long stored) implements Crawls {
    @Override
    public Map<String, CrawlReport> latest() {
      return Map.of(Reports.SOURCE, last);
    }

    @Override
    public List<CrawlReport> ofSource(String sourceId, int max) {
      return List.of(last);
    }

    @Override
    public Map<String, Stored> statements() {
      return Map.of(Reports.SOURCE, new Stored(stored, Optional.empty()));
    }
  }
}
