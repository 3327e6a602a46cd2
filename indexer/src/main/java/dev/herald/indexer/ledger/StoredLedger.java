package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.indexer.ledger.VisitLog.Wanted;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Ledger;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The ledger over what is stored. Thread-safe.
public final class StoredLedger implements Ledger {
  private static final int MOST_REPORTS = 2_000;
  private static final int PASSAGES = 20;

  /// By then what a visit published is indexed, unless something is wrong.
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

  private final VisitLog visits;
  private final RevisionCounts revisions;
  private final DeliveryCounts deliveries;
  private final Supplier<List<Source>> sources;
  private final Duration canaryEvery;
  private final Clock clock;

  /// Over the three stores.
  ///
  /// @param sources as they are configured now
  /// @param canaryEvery how often a canary is sent; zero where none is
  public StoredLedger(
      VisitLog visits,
      RevisionCounts revisions,
      DeliveryCounts deliveries,
      Supplier<List<Source>> sources,
      Duration canaryEvery,
      Clock clock) {
    this.visits = visits;
    this.revisions = revisions;
    this.deliveries = deliveries;
    this.sources = sources;
    this.canaryEvery = canaryEvery;
    this.clock = clock;
  }

  /// What is known of a span of days.
  private record Books(
      Map<SourceDay, VisitSums> visits,
      Map<SourceDay, RevisionSums> revisions,
      Map<SourceDay, DeliverySums> deliveries) {}

  @Override
  public List<LedgerDay> days(Set<String> sourceIds, LocalDate from, LocalDate to)
      throws IOException {
    if (sourceIds.isEmpty()) return List.of();
    Books books = books(sourceIds, from, to);
    List<LedgerDay> days = new ArrayList<>();
    for (String sourceId : sourceIds)
      for (LocalDate day : from.datesUntil(to.plusDays(1)).toList())
        days.add(day(books, new SourceDay(sourceId, day)));
    return days;
  }

  @Override
  public List<CrawlReport> reports(String sourceId, LocalDate day) throws IOException {
    return visits.reports(sourceId, start(day), start(day.plusDays(1)), MOST_REPORTS);
  }

  @Override
  public List<Incident> incidents(Set<String> sourceIds) throws IOException {
    Set<String> watched = new LinkedHashSet<>(sourceIds);
    boolean chain = watched.remove(Canary.SOURCE);
    List<Incident> incidents = new ArrayList<>();
    if (chain) {
      Standstill.find(deliveries.passages(PASSAGES), canaryEvery, clock.instant())
          .ifPresent(incidents::add);
      Undelivered.find(deliveries.undelivered(clock.instant())).ifPresent(incidents::add);
    }
    if (watched.isEmpty()) return incidents;
    LocalDate today = day(clock.instant());
    incidents.addAll(Unbalanced.find(days(watched, today.minusDays(Unbalanced.DAYS - 1L), today)));
    Map<String, Source> known =
        sources.get().stream()
            .collect(Collectors.toMap(Source::id, Function.identity(), (one, _) -> one));
    incidents.addAll(
        new IncidentFinder(visits, revisions, id -> Optional.ofNullable(known.get(id)))
            .find(watched, clock.instant()));
    return incidents;
  }

  @Override
  public Incident.Visits visits(Incident incident) throws IOException {
    String sourceId = incident.sourceId();
    Kind kind = incident.kind();
    if (!kind.isReported())
      return new Incident.Visits(Optional.empty(), Optional.empty(), Optional.empty());
    Instant since = incident.since();
    Instant end = incident.closedAt().orElse(after(clock.instant()));
    Optional<CrawlReport> first = visits.find(new Wanted(sourceId, kind, true, since, end, false));
    return new Incident.Visits(
        visits.find(new Wanted(sourceId, kind, false, Instant.EPOCH, since, true)),
        first,
        visits
            .find(new Wanted(sourceId, kind, true, since, end, true))
            .filter(last -> first.filter(last::equals).isEmpty()));
  }

  @Override
  public Map<String, Duration> latencies(Set<String> sourceIds) throws IOException {
    return sourceIds.isEmpty() ? Map.of() : revisions.latencies(sourceIds);
  }

  @Override
  public List<Passage> passages(int max) throws IOException {
    return deliveries.passages(max);
  }

  private Books books(Set<String> sourceIds, LocalDate from, LocalDate to) throws IOException {
    Instant start = start(from);
    Instant end = start(to.plusDays(1));
    Books books =
        new Books(
            visits.sums(sourceIds, start, end),
            new HashMap<>(revisions.sums(sourceIds, start, end)),
            new HashMap<>(deliveries.sums(start, end)));
    List<Instant> midnights = from.datesUntil(to.plusDays(2)).map(StoredLedger::start).toList();
    for (CrawlReport report : visits.underWayAt(sourceIds, midnights)) carryBack(books, report);
    return books;
  }

  /// Counts what a visit over midnight published for the day it began on, where its report is.
  private void carryBack(Books books, CrawlReport report) throws IOException {
    SourceDay began = new SourceDay(report.sourceId(), day(report.startedAt()));
    Instant end = after(report.finishedAt());
    LocalDate next = began.day().plusDays(1);
    Map<SourceDay, RevisionSums> late = revisions.sums(Set.of(report.sourceId()), start(next), end);
    late.forEach(
        (key, sums) -> {
          books.revisions().merge(began, sums, RevisionSums::plus);
          books.revisions().computeIfPresent(key, (_, before) -> before.minus(sums));
        });
    deliveries
        .sums(start(next), end)
        .forEach(
            (key, sums) -> {
              if (!key.sourceId().equals(report.sourceId())) return;
              books.deliveries().merge(began, sums, DeliverySums::plus);
              books.deliveries().computeIfPresent(key, (_, before) -> before.minus(sums));
            });
  }

  private LedgerDay day(Books books, SourceDay key) throws IOException {
    Optional<VisitSums> visited = Optional.ofNullable(books.visits().get(key));
    RevisionSums stored = books.revisions().getOrDefault(key, RevisionSums.NONE);
    DeliverySums sent = books.deliveries().getOrDefault(key, DeliverySums.NONE);
    LedgerDay asIs = DayBalance.of(key, visited, stored, sent, false);
    if (asIs.imbalances().isEmpty() || !isSettling(books, key, stored)) return asIs;
    return DayBalance.of(key, visited, stored, sent, true);
  }

  /// Whether what is out of balance today may be the work of a visit that has not reported yet, or
  /// of one that reported just now.
  private boolean isSettling(Books books, SourceDay key, RevisionSums stored) throws IOException {
    Instant now = clock.instant();
    LocalDate today = day(now);
    boolean overMidnight = key.day().plusDays(1).equals(today) && !visited(books, key, today);
    if (!key.day().equals(today) && !overMidnight) return false;
    Optional<VisitSums> known = Optional.ofNullable(books.visits().get(key));
    Instant reported = known.map(VisitSums::lastEnd).orElse(start(key.day()));
    if (known.isPresent() && reported.plus(SETTLED_AFTER).isAfter(now)) return true;
    long published = known.map(VisitSums::published).orElse(0L);
    if (stored.indexed() <= published) return false;
    RevisionSums since =
        revisions
            .sums(Set.of(key.sourceId()), after(reported), start(key.day().plusDays(1)))
            .getOrDefault(key, RevisionSums.NONE);
    return stored.indexed() - since.indexed() == published;
  }

  private static boolean visited(Books books, SourceDay key, LocalDate day) {
    return books.visits().containsKey(new SourceDay(key.sourceId(), day));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// The first instant after one, as coarse as the stores count.
  private static Instant after(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }
}
