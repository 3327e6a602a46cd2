package dev.herald.indexer.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reports made by hand.
final class Reports {
  static final String SOURCE = "bank";

  private Reports() {}

  static CrawlReport healthy(String startedAt) {
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

  static CrawlReport failed(String startedAt, Outcome outcome, String reason) {
    return report(
        startedAt,
        outcome,
        new Counts(0, 1, 0, 0, 0, 0, 0, 1),
        new Failure("discover", "https://press.example/rss", reason));
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
