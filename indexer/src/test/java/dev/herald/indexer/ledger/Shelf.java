package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Reports, revisions and deliveries of one source held in memory, counted as the stores count.
public final class Shelf implements VisitLog, DeliveryCounts {
  private record Seen(Instant at, int alerts) {}

  private record Sent(Instant at, DeliverySums sums) {}

  private final List<CrawlReport> reports = new ArrayList<>();
  private final List<Seen> revisions = new ArrayList<>();
  private final List<Sent> deliveries = new ArrayList<>();
  private final List<Passage> passages = new ArrayList<>();
  private final List<Undelivered> undelivered = new ArrayList<>();
  private final NavigableSet<LocalDate> published = new TreeSet<>();

  /// Puts reports in.
  public Shelf with(CrawlReport... more) {
    reports.addAll(List.of(more));
    return this;
  }

  Shelf revision(String observedAt, int alerts) {
    revisions.add(new Seen(Instant.parse(observedAt), alerts));
    return this;
  }

  Shelf delivery(String observedAt, DeliverySums sums) {
    deliveries.add(new Sent(Instant.parse(observedAt), sums));
    return this;
  }

  Shelf publishedOn(Stream<LocalDate> days) {
    days.forEach(published::add);
    return this;
  }

  @Override
  public List<Passage> passages(int max) {
    return passages.stream().limit(max).toList();
  }

  @Override
  public List<Undelivered> undelivered(Instant now) {
    return List.copyOf(undelivered);
  }

  Shelf undelivered(Undelivered channel) {
    undelivered.add(channel);
    return this;
  }

  /// Puts a canary's passage in.
  public Shelf passage(Passage passage) {
    passages.add(passage);
    return this;
  }

  @Override
  public Map<SourceDay, VisitSums> sums(Set<String> sourceIds, Instant from, Instant before) {
    Map<SourceDay, VisitSums> sums = new HashMap<>();
    for (CrawlReport report : reports)
      if (within(report.startedAt(), from, before))
        sums.merge(key(report.startedAt()), sums(report), Shelf::plus);
    return sums;
  }

  @Override
  public List<CrawlReport> underWayAt(Set<String> sourceIds, List<Instant> instants) {
    return reports.stream()
        .filter(report -> report.counts().published() > 0)
        .filter(
            report ->
                instants.stream()
                    .anyMatch(
                        at -> report.startedAt().isBefore(at) && !report.finishedAt().isBefore(at)))
        .toList();
  }

  @Override
  public List<CrawlReport> reports(String sourceId, Instant from, Instant before, int max) {
    return reports.stream().filter(r -> within(r.startedAt(), from, before)).limit(max).toList();
  }

  @Override
  public Map<String, List<Signal>> signals(Set<String> sourceIds, Instant from, Instant before) {
    Predicate<CrawlReport> asked = report -> within(report.startedAt(), from, before);
    List<Signal> signals = new ArrayList<>();
    for (Kind kind : Kind.values())
      last(asked.and(report -> Troubles.of(report).contains(kind)))
          .map(seen -> new Signal(kind, seen, last(asked.and(r -> Troubles.isHealthy(r, kind)))))
          .ifPresent(signals::add);
    return Map.of(Reports.SOURCE, signals);
  }

  @Override
  public Optional<CrawlReport> find(Wanted wanted) {
    Comparator<CrawlReport> order = Comparator.comparing(CrawlReport::startedAt);
    return reports.stream()
        .filter(report -> within(report.startedAt(), wanted.from(), wanted.before()))
        .filter(
            report ->
                wanted.troubled()
                    ? Troubles.of(report).contains(wanted.kind())
                    : Troubles.isHealthy(report, wanted.kind()))
        .min(wanted.newest() ? order.reversed() : order);
  }

  @Override
  public Map<SourceDay, DeliverySums> sums(Instant from, Instant before) {
    Map<SourceDay, DeliverySums> sums = new HashMap<>();
    for (Sent sent : deliveries)
      if (within(sent.at(), from, before))
        sums.merge(key(sent.at()), sent.sums(), DeliverySums::plus);
    return sums;
  }

  /// The stored revisions, whose question is asked by the same name as that of visits.
  public RevisionCounts revisions() {
    return new RevisionCounts() {
      @Override
      public Map<SourceDay, RevisionSums> sums(Set<String> ids, Instant from, Instant before) {
        Map<SourceDay, RevisionSums> sums = new HashMap<>();
        for (Seen seen : revisions)
          if (within(seen.at(), from, before))
            sums.merge(
                key(seen.at()),
                new RevisionSums(1, 1, seen.alerts() > 0 ? 1 : 0, seen.alerts(), 1, 0),
                RevisionSums::plus);
        return sums;
      }

      @Override
      public Map<String, NavigableSet<LocalDate>> publishingDays(
          Set<String> ids, LocalDate from, LocalDate to) {
        return Map.of(Reports.SOURCE, published);
      }

      @Override
      public Map<String, Duration> latencies(Set<String> ids) {
        return Map.of(Reports.SOURCE, Duration.ofMillis(900));
      }
    };
  }

  private Optional<Instant> last(Predicate<CrawlReport> wanted) {
    return reports.stream()
        .filter(wanted)
        .map(CrawlReport::startedAt)
        .max(Comparator.naturalOrder());
  }

  private static VisitSums sums(CrawlReport report) {
    boolean unread = report.outcome() == Outcome.FAILED || report.outcome() == Outcome.REFUSED;
    Map<String, Long> fellOut = new HashMap<>();
    FellOut.byStage(report).forEach((stage, count) -> fellOut.put(stage.label(), count));
    return new VisitSums(
        1,
        unread ? 1 : 0,
        report.startedAt(),
        report.finishedAt(),
        report.counts().listed(),
        report.counts().fetched(),
        report.counts().extracted(),
        report.counts().published(),
        fellOut,
        VisitRule.figures(report));
  }

  private static VisitSums plus(VisitSums one, VisitSums other) {
    Map<String, Long> fellOut = new HashMap<>(one.fellOut());
    other.fellOut().forEach((stage, count) -> fellOut.merge(stage, count, Long::sum));
    Map<VisitRule, VisitRule.Figures> figures = new EnumMap<>(one.figures());
    other.figures().forEach((rule, more) -> figures.merge(rule, more, VisitRule.Figures::plus));
    return new VisitSums(
        one.visits() + other.visits(),
        one.unread() + other.unread(),
        one.firstStart(),
        other.lastEnd(),
        one.listed() + other.listed(),
        one.fetched() + other.fetched(),
        one.extracted() + other.extracted(),
        one.published() + other.published(),
        fellOut,
        figures);
  }

  private static SourceDay key(Instant at) {
    return new SourceDay(Reports.SOURCE, LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  private static boolean within(Instant at, Instant from, Instant before) {
    return !at.isBefore(from) && at.isBefore(before);
  }
}
