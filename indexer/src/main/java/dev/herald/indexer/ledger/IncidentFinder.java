package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.indexer.ledger.Pauses.Quiet;
import dev.herald.indexer.ledger.VisitLog.Signal;
import dev.herald.indexer.ledger.VisitLog.Wanted;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds the latest incident of each source and kind in reports and publishing days.
final class IncidentFinder {
  private static final Duration LOOK_BACK = Duration.ofDays(30);
  private static final int HISTORY_DAYS = 400;
  private static final Duration ALL_FAIL_FOR = Duration.ofHours(1);

  /// As far as the clocks of two processes may be apart. A report from further ahead was written
  /// before a clock was set back, and says nothing of now.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private static final Set<Kind> LASTING = EnumSet.of(Kind.FAILING, Kind.PAGES);
  private static final Comparator<Incident> OPEN_THEN_LATEST =
      Comparator.comparing((Incident incident) -> !incident.isOpen())
          .thenComparing(Comparator.comparing(Incident::since).reversed())
          .thenComparing(Incident::sourceId);

  private final VisitLog visits;
  private final RevisionCounts revisions;
  private final Function<String, Optional<Source>> sources;

  /// @param sources what is configured of a source, by its id
  IncidentFinder(
      VisitLog visits, RevisionCounts revisions, Function<String, Optional<Source>> sources) {
    this.visits = visits;
    this.revisions = revisions;
    this.sources = sources;
  }

  List<Incident> find(Set<String> sourceIds, Instant now) throws IOException {
    List<Incident> found = new ArrayList<>();
    Map<String, List<Signal>> signals =
        visits.signals(sourceIds, now.minus(LOOK_BACK), latest(now));
    for (Map.Entry<String, List<Signal>> entry : signals.entrySet())
      for (Signal signal : entry.getValue())
        incident(entry.getKey(), signal, now).ifPresent(found::add);
    // Of a source that cannot be read, nobody can tell whether it is silent.
    Set<String> unreadable =
        Set.copyOf(
            found.stream()
                .filter(incident -> incident.isOpen() && incident.kind().keepsFromReading())
                .map(Incident::sourceId)
                .toList());
    for (Incident quiet : quiet(sourceIds, now))
      if (!unreadable.contains(quiet.sourceId())) found.add(quiet);
    found.sort(OPEN_THEN_LATEST);
    return found;
  }

  private static Instant latest(Instant now) {
    return now.plus(CLOCKS_DIFFER);
  }

  private Optional<Incident> incident(String sourceId, Signal signal, Instant now)
      throws IOException {
    boolean open = signal.healthy().filter(at -> at.isAfter(signal.seen())).isEmpty();
    Kind kind = signal.kind();
    Instant seen = signal.seen();
    Optional<CrawlReport> before =
        visits.find(new Wanted(sourceId, kind, false, Instant.EPOCH, seen, true));
    // A discovery that never listed anything is a source not set up yet, no incident.
    if (kind == Kind.NO_ITEMS && (before.isEmpty() || mayBeEmpty(sourceId, now)))
      return Optional.empty();
    Instant end = seen.plusMillis(1);
    Instant since =
        visits
            .find(
                new Wanted(
                    sourceId,
                    kind,
                    true,
                    before.map(IncidentFinder::after).orElse(Instant.EPOCH),
                    end,
                    false))
            .map(CrawlReport::startedAt)
            .orElse(seen);
    Optional<CrawlReport> last = visits.find(new Wanted(sourceId, kind, true, seen, end, true));
    if (last.isEmpty()) return Optional.empty();
    if (LASTING.contains(kind)
        && Duration.between(since, last.get().finishedAt()).compareTo(ALL_FAIL_FOR) < 0)
      return Optional.empty();
    Optional<Instant> closedAt =
        open
            ? Optional.empty()
            : visits
                .find(new Wanted(sourceId, kind, false, end, latest(now), false))
                .map(CrawlReport::startedAt);
    return Optional.of(
        new Incident(
            sourceId,
            kind,
            since,
            closedAt,
            before.map(Troubles::before),
            Troubles.evidence(last.get(), kind)));
  }

  private boolean mayBeEmpty(String sourceId, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return sources.apply(sourceId).filter(source -> source.mayBeEmpty(today)).isPresent();
  }

  /// Spans begin at their first instant, which is not wanted here. Stores count milliseconds.
  private static Instant after(CrawlReport report) {
    return report.startedAt().plusMillis(1);
  }

  private List<Incident> quiet(Set<String> sourceIds, Instant now) throws IOException {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Incident> quiet = new ArrayList<>();
    Map<String, NavigableSet<LocalDate>> days =
        revisions.publishingDays(sourceIds, today.minusDays(HISTORY_DAYS), today);
    days.forEach(
        (sourceId, published) ->
            Pauses.quiet(published, day -> isInRecess(sourceId, day), today)
                .map(silence -> incident(sourceId, silence))
                .ifPresent(quiet::add));
    return quiet;
  }

  private boolean isInRecess(String sourceId, LocalDate day) {
    return sources.apply(sourceId).filter(source -> source.isInRecess(day)).isPresent();
  }

  private static Incident incident(String sourceId, Quiet silence) {
    return new Incident(
        sourceId,
        Kind.GONE_QUIET,
        silence.since().atStartOfDay(ZoneOffset.UTC).toInstant(),
        Optional.empty(),
        Optional.of(silence.before()),
        silence.evidence());
  }
}
