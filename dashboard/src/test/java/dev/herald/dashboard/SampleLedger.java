package dev.herald.dashboard;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Ledger;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import dev.herald.indexer.read.LedgerDay.Imbalance;
import dev.herald.indexer.read.LedgerDay.Verdict;
import dev.herald.indexer.read.LedgerDay.Visits;
import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// A ledger whose last day is out of balance; on the day before, nothing was published.
public final class SampleLedger implements Ledger {
  private static final LocalDate LAST = LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC);

  private final BooleanSupplier down;

  /// @param down whether the engines behind it do not answer
  public SampleLedger(BooleanSupplier down) {
    this.down = down;
  }

  @Override
  public List<LedgerDay> days(Set<String> sourceIds, LocalDate from, LocalDate to)
      throws IOException {
    check();
    return sourceIds.stream()
        .flatMap(id -> from.datesUntil(to.plusDays(1)).map(day -> day(id, day)))
        .toList();
  }

  @Override
  public List<Passage> passages(int max) throws IOException {
    check();
    return IntStream.range(0, Math.min(max, 20))
        .mapToObj(
            i -> {
              Instant at = Samples.NOW.minusSeconds(300L * i + 60);
              Instant fetched = at.plusMillis(400);
              Instant matched = fetched.plusMillis(300);
              return new Passage(
                  at, fetched, matched, Optional.of(matched.plusMillis(300 + 70L * i)));
            })
        .toList();
  }

  @Override
  public List<CrawlReport> reports(String sourceId, LocalDate day) throws IOException {
    check();
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    return List.of(
        new CrawlReport(
            CrawlReport.SCHEMA_VERSION,
            "visit",
            sourceId,
            noon,
            noon.plusSeconds(60),
            CrawlReport.Outcome.PARTIAL,
            new CrawlReport.Counts(20, 9, 3, 120_000, 5, 4, 4, 3),
            List.of(failure("1"), failure("2")),
            Optional.empty()));
  }

  @Override
  public List<Incident> incidents(Set<String> sourceIds) throws IOException {
    check();
    Instant since = Samples.NOW.minusSeconds(7_200);
    return sourceIds.stream()
        .findFirst()
        .map(
            id ->
                List.of(
                    new Incident(
                        id,
                        Incident.Kind.BLOCKED,
                        since,
                        Optional.empty(),
                        "discover: https://press.example/<rss>: HTTP 403"),
                    new Incident(
                        id,
                        Incident.Kind.NO_ITEMS,
                        since.minusSeconds(7_200),
                        Optional.of(since),
                        "the discoveries answered with 900 bytes that name no statement")))
        .orElse(List.of());
  }

  @Override
  public Incident.Visits visits(Incident incident) throws IOException {
    List<CrawlReport> day = reports(incident.sourceId(), LAST);
    return new Incident.Visits(
        day.stream().findFirst(),
        day.stream().findFirst().map(SampleLedger::listed),
        Optional.empty());
  }

  private static CrawlReport listed(CrawlReport report) {
    return new CrawlReport(
        report.schemaVersion(),
        "visit-2",
        report.sourceId(),
        report.startedAt(),
        report.finishedAt(),
        CrawlReport.Outcome.FAILED,
        report.counts(),
        report.failures(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            List.of(
                new Discovered(
                    "https://press.example/rss?<b>", Discovered.Result.UNREADABLE, 0, 0))),
        Optional.empty());
  }

  @Override
  public Map<String, Duration> latencies(Set<String> sourceIds) throws IOException {
    check();
    return Map.of("press-example", Duration.ofMillis(1_200));
  }

  /// One day of the sample.
  public static LedgerDay day(String sourceId, LocalDate day) {
    if (day.isBefore(LAST)) return quiet(sourceId, day);
    return new LedgerDay(
        sourceId,
        day,
        Verdict.PUBLISHED,
        visits(day),
        new Chain(1_920, 5, 4, 4, 3, 2, 2, Optional.of(2L), 1, 1, 0),
        Map.of("fetch", 2L, "untold", 1L),
        List.of(new Imbalance(Imbalance.Rule.PUBLISHED_IS_INDEXED, 4, 3)),
        false);
  }

  private static LedgerDay quiet(String sourceId, LocalDate day) {
    return new LedgerDay(
        sourceId,
        day,
        Verdict.NOTHING_PUBLISHED,
        visits(day),
        new Chain(1_920, 0, 0, 0, 0, 0, 0, Optional.of(0L), 0, 0, 0),
        Map.of(),
        List.of(),
        false);
  }

  private static Visits visits(LocalDate day) {
    Instant first = day.atTime(0, 5).toInstant(ZoneOffset.UTC);
    return new Visits(96, 0, Optional.of(first), Optional.of(first.plusSeconds(85_000)));
  }

  private static CrawlReport.Failure failure(String page) {
    String url = "https://press.example/" + page;
    return new CrawlReport.Failure("fetch", url, url + ": the server answered 500");
  }

  private void check() throws IOException {
    if (down.getAsBoolean()) throw new IOException("connection refused");
  }
}
