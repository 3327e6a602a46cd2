package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.CrawlReport.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reports made by hand.
public final class Reports {
  /// The one source there is.
  public static final String SOURCE = "bank";

  private Reports() {}

  /// A visit that read its list and found nothing new.
  public static CrawlReport healthy(String startedAt) {
    return report(startedAt, Outcome.OK, new Counts(20, 1, 0, 9_000, 0, 0, 0, 0));
  }

  static CrawlReport publishing(String startedAt, String finishedAt, int published) {
    CrawlReport report =
        report(
            startedAt,
            Outcome.OK,
            new Counts(20, 1 + published, 0, 9_000, published, published, published, 0));
    return new CrawlReport(
        1,
        report.visitId(),
        SOURCE,
        report.startedAt(),
        Instant.parse(finishedAt),
        report.outcome(),
        report.counts(),
        report.failures(),
        Optional.empty());
  }

  static CrawlReport unchanged(String startedAt) {
    return report(startedAt, Outcome.OK, new Counts(0, 1, 1, 0, 0, 0, 0, 0));
  }

  static CrawlReport empty(String startedAt) {
    return report(startedAt, Outcome.OK, new Counts(0, 1, 0, 9_000, 0, 0, 0, 0));
  }

  /// A visit whose discovery could not be read.
  public static CrawlReport failed(String startedAt, Outcome outcome, String reason) {
    return report(
        startedAt,
        outcome,
        new Counts(0, 1, 0, 0, 0, 0, 0, 1),
        new Failure("discover", "https://press.example/rss", reason));
  }

  /// A visit that tells of each discovery and of the pages.
  static CrawlReport detailed(
      String startedAt, Counts counts, List<Discovered> discoveries, Pages pages, Failure... why) {
    CrawlReport plain =
        report(startedAt, why.length == 0 ? Outcome.OK : Outcome.PARTIAL, counts, why);
    return new CrawlReport(
        1,
        plain.visitId(),
        SOURCE,
        plain.startedAt(),
        plain.finishedAt(),
        plain.outcome(),
        counts,
        plain.failures(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(discoveries),
        Optional.of(pages));
  }

  /// Pages of which none is lost: so many were listed anew, came, and were published.
  static Pages published(int pages) {
    return new Pages(0, pages, pages, 0, pages, 0, 0, 0, 0, 0, 0, Map.of());
  }

  /// Pages that were asked for and fell out at one stage.
  static Pages fallen(int pages, String stage) {
    return new Pages(0, pages, 0, pages, pages, 0, 0, 0, 0, 0, 0, Map.of(stage, pages));
  }

  static CrawlReport report(String startedAt, Outcome outcome, Counts counts, Failure... failures) {
    Instant start = Instant.parse(startedAt);
    return new CrawlReport(
        1,
        "visit-" + startedAt,
        SOURCE,
        start,
        start.plusSeconds(30),
        outcome,
        counts,
        List.of(failures),
        Optional.empty());
  }
}
