package dev.herald.dashboard.incident;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.source.Source;
import dev.herald.dashboard.archive.ArchivePages;
import dev.herald.dashboard.incident.IncidentView.Answer;
import dev.herald.dashboard.incident.IncidentView.Visit;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the view of an incident. Pure.
final class IncidentViews {
  private static final int MOST_FAILURES = 10;

  private IncidentViews() {}

  /// @param archived whether archived answers can be shown here
  static IncidentView of(
      Source source, Incident incident, Incident.Visits visits, boolean archived, Instant now) {
    List<Visit> shown = new ArrayList<>();
    visits
        .good()
        .map(r -> visit("The last visit before it", r, archived, now))
        .ifPresent(shown::add);
    visits
        .first()
        .map(r -> visit("The first visit that shows it", r, archived, now))
        .ifPresent(shown::add);
    visits
        .last()
        .map(r -> visit("The last visit that shows it", r, archived, now))
        .ifPresent(shown::add);
    LocalDate day = LocalDate.ofInstant(incident.since(), ZoneOffset.UTC);
    return new IncidentView(
        source.institution(),
        Links.path("sources", source.id()),
        incident.kind().label(),
        incident.isOpen() ? "bad" : "",
        span(incident, now),
        incident.before(),
        incident.evidence(),
        shown,
        Links.path("ledger", source.id(), day.toString()));
  }

  private static String span(Incident incident, Instant now) {
    String since = Moment.of(incident.since(), now).text();
    return incident
        .closedAt()
        .map(
            at ->
                "From %s to %s, for %s"
                    .formatted(
                        since,
                        Moment.of(at, now).text(),
                        Moment.length(Duration.between(incident.since(), at))))
        .orElseGet(
            () ->
                "Since %s, for %s so far"
                    .formatted(since, Moment.length(Duration.between(incident.since(), now))));
  }

  private static Visit visit(String title, CrawlReport report, boolean archived, Instant now) {
    return new Visit(
        title,
        Moment.of(report.startedAt(), now),
        Words.of(report.outcome()),
        Words.tone(report.outcome()),
        Words.of(report.counts()),
        report.discoveries().orElse(List.of()).stream()
            .map(one -> new Answer(one.url(), path(report, one.url(), archived), told(one)))
            .toList(),
        report.failures().stream()
            .limit(MOST_FAILURES)
            .map(
                failure ->
                    new Answer(
                        failure.url(),
                        path(report, failure.url(), archived),
                        failure.stage() + ": " + failure.reason()))
            .toList());
  }

  private static Optional<String> path(CrawlReport report, String url, boolean archived) {
    return archived && Links.web(url).isPresent()
        ? Optional.of(ArchivePages.path(report.sourceId(), url, report.finishedAt()))
        : Optional.empty();
  }

  private static String told(Discovered discovery) {
    return switch (discovery.result()) {
      case READ ->
          "read: %s listed, %s of them new"
              .formatted(Words.number(discovery.listed()), Words.number(discovery.added()));
      case UNCHANGED -> "unchanged";
      case UNREADABLE -> "is no list";
      case CLOSED -> "is not there, or not for us";
      case REFUSED -> "refused by robots.txt";
      case FAILED -> "failed";
    };
  }
}
