package dev.herald.dashboard.source;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.dashboard.feed.FeedLink;
import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.page.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes the views of sources. Pure.
final class SourceViews {
  // A visit waits for its host's other visits, so a little lateness is no news.
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(10);

  private SourceViews() {}

  /// A source and what is known of it.
  ///
  /// @param report of its last visit
  /// @param statements how many are stored
  /// @param lastSeen when its latest statement was first seen
  record Known(
      Source source, Optional<CrawlReport> report, long statements, Optional<Instant> lastSeen) {}

  static SourcesView list(List<Known> sources, boolean adding, Instant now) {
    List<SourcesView.Row> rows =
        sources.stream()
            .map(known -> row(known, now))
            .sorted(
                Comparator.comparingInt((SourcesView.Row row) -> trouble(row.tone()))
                    .thenComparing(SourcesView.Row::institution))
            .toList();
    long failing = rows.stream().filter(row -> row.tone().equals("bad")).count();
    String summary =
        Words.count(rows.size(), "source")
            + (failing == 0 ? "" : ", %d in trouble".formatted(failing));
    return new SourcesView(rows, summary, adding);
  }

  static SourcesView.Row row(Known known, Instant now) {
    Source source = known.source();
    State state = state(known, now);
    return new SourcesView.Row(
        source.id(),
        Links.path("sources", source.id()),
        source.institution(),
        Words.country(source.country()),
        String.join(", ", source.languages().stream().map(Words::language).toList()),
        state.outcome(),
        state.tone(),
        known.report().flatMap(SourceViews::problem),
        known.report().map(report -> Moment.of(report.finishedAt(), now)),
        source.enabled()
            ? known.report().flatMap(CrawlReport::nextVisitAt).map(at -> Moment.of(at, now))
            : Optional.empty(),
        known.lastSeen().map(at -> Moment.of(at, now)),
        Words.number(known.statements()));
  }

  static SourceView page(
      Known known,
      List<CrawlReport> visits,
      List<Headline> statements,
      boolean canVisit,
      boolean asked,
      Instant now) {
    Source source = known.source();
    return new SourceView(
        row(known, now),
        facts(known),
        source.homepage().flatMap(Links::web),
        statements,
        QueryString.empty().with("source", source.id()).on("/"),
        OverlapViews.of(known.report()),
        visits.stream().map(report -> visit(report, now)).toList(),
        FeedLink.ofSource(source.id(), source.institution()),
        canVisit && source.enabled(),
        asked);
  }

  private record State(String outcome, String tone) {}

  private static State state(Known known, Instant now) {
    if (!known.source().enabled()) return new State("paused", "");
    if (known.report().isEmpty()) return new State("not visited yet", "");
    CrawlReport report = known.report().get();
    boolean overdue =
        report.nextVisitAt().map(at -> at.plus(OVERDUE_AFTER).isBefore(now)).orElse(false);
    if (overdue) return new State("overdue", "bad");
    return new State(Words.of(report.outcome()), Words.tone(report.outcome()));
  }

  private static int trouble(String tone) {
    return switch (tone) {
      case "bad" -> 0;
      case "warn" -> 1;
      default -> 2;
    };
  }

  private static Optional<String> problem(CrawlReport report) {
    return report.failures().stream()
        .findFirst()
        .map(
            failure ->
                failure.reason()
                    + (report.failures().size() > 1
                        ? " (and %d more)".formatted(report.failures().size() - 1)
                        : ""));
  }

  private static List<SourceView.Fact> facts(Known known) {
    Source source = known.source();
    var facts = new ArrayList<SourceView.Fact>();
    facts.add(new SourceView.Fact("Id", source.id()));
    facts.add(new SourceView.Fact("Institution", Words.plain(source.institutionType())));
    facts.add(new SourceView.Fact("Publishes", Words.plain(source.type())));
    facts.add(new SourceView.Fact("Zone", source.zone().getId()));
    facts.add(
        new SourceView.Fact(
            "Visited",
            source
                .schedule()
                .cron()
                .map(cron -> "by cron " + cron + ", UTC")
                .orElse("every " + Moment.length(source.schedule().every()))));
    for (Source.Discovery discovery : source.discovery())
      facts.add(new SourceView.Fact(Words.plain(Words.of(discovery.kind())), discovery.url()));
    if (source.discovery().isEmpty())
      facts.add(new SourceView.Fact("Discovery", "found from the home page"));
    known.report().flatMap(CrawlReport::hubs).orElse(List.of()).stream()
        .map(hub -> new SourceView.Fact("WebSub hub", hub))
        .forEach(facts::add);
    return facts;
  }

  private static SourceView.Visit visit(CrawlReport report, Instant now) {
    CrawlReport.Counts counts = report.counts();
    String words =
        "%s listed, %s fetched (%s unchanged), %s published, %s failed; %s in %s"
            .formatted(
                Words.number(counts.listed()),
                Words.number(counts.fetched()),
                Words.number(counts.notModified()),
                Words.number(counts.published()),
                Words.number(counts.failed()),
                bytes(counts.bytes()),
                Words.count(counts.requests(), "request"));
    return new SourceView.Visit(
        Moment.of(report.startedAt(), now),
        Moment.length(Duration.between(report.startedAt(), report.finishedAt())),
        Words.of(report.outcome()),
        Words.tone(report.outcome()),
        words,
        report.failures().stream()
            .map(f -> new SourceView.Failure(f.stage(), f.url(), f.reason()))
            .toList());
  }

  private static String bytes(long bytes) {
    if (bytes < 1_024) return bytes + " B";
    if (bytes < 1_048_576) return bytes / 1_024 + " KiB";
    return bytes / 1_048_576 + " MiB";
  }
}
