package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.template.Redesign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Counts what one visit does, for its report. Used by one thread.
final class Tally {
  private static final int MAX_FAILURES = 100;
  private static final int MAX_REASON_CHARS = 500;
  private static final int MAX_HUBS = 20;

  private final String sourceId;
  private final Instant startedAt;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Failure> notices = new ArrayList<>();
  private final SelectorFills fills = new SelectorFills();
  private Optional<ClockSkew> clock = Optional.empty();
  private final Set<String> hubs = new LinkedHashSet<>();
  private int listed;
  private int requests;
  private int notModified;
  private long bytes;
  private int fetched;
  private int extracted;
  private int published;
  private int failed;
  private int discoveries;
  private int discoveriesRead;
  private boolean refused;

  Tally(String sourceId, Instant startedAt) {
    this.sourceId = sourceId;
    this.startedAt = startedAt;
  }

  void answer(FetchResult result) {
    switch (result) {
      case FetchResult.Fetched(var page) -> {
        requests++;
        bytes += page.wireBytes();
        if (clock.isEmpty()) clock = ClockSkew.of(page);
      }
      case FetchResult.NotModified _ -> {
        requests++;
        notModified++;
      }
      case FetchResult.Failed _ -> requests++;
      case FetchResult.Refused _ -> refused = true;
    }
  }

  void discovery(boolean read) {
    discoveries++;
    if (read) discoveriesRead++;
  }

  void listed(int items) {
    listed += items;
  }

  /// Hubs that a discovery names, now or when it was read last.
  void webSub(WebSub named) {
    named.hubs().stream().limit(MAX_HUBS - hubs.size()).forEach(hubs::add);
  }

  void fetched() {
    fetched++;
  }

  void extracted(FetchedPage page, Extracted statement) {
    extracted++;
    fills.read(page.url().toString(), statement);
  }

  void published(int revisions) {
    published += revisions;
  }

  void failure(String stage, String url, String reason) {
    failed++;
    if (failures.size() < MAX_FAILURES) failures.add(new Failure(stage, url, clip(reason)));
  }

  /// News for the reader of the report, and no failure.
  void redesign(Redesign change) {
    notices.add(new Failure(Failure.DESIGN, change.url(), clip(change.evidence())));
  }

  private List<Failure> news() {
    List<Failure> news = new ArrayList<>(notices);
    fills
        .unfilled(extracted)
        .forEach((url, why) -> news.add(new Failure(Failure.SELECTOR, url, clip(why))));
    clock.ifPresent(skew -> news.add(new Failure(Failure.CLOCK, skew.url(), skew.text())));
    return news;
  }

  private static String clip(String reason) {
    return reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
  }

  private List<Failure> told() {
    List<Failure> told = new ArrayList<>(failures);
    told.addAll(news());
    return told;
  }

  /// Whether the publisher's host answers: no missing page counts while it does not.
  boolean hostIsHealthy() {
    return discoveriesRead > 0;
  }

  CrawlReport report(Instant finishedAt, Instant nextVisitAt) {
    return new CrawlReport(
        CrawlReport.SCHEMA_VERSION,
        UUID.randomUUID().toString(),
        sourceId,
        startedAt,
        finishedAt,
        outcome(),
        new Counts(listed, requests, notModified, bytes, fetched, extracted, published, failed),
        told(),
        Optional.of(nextVisitAt),
        hubs.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(hubs)));
  }

  private Outcome outcome() {
    if (failed == 0) return Outcome.OK;
    if (discoveries > 0 && discoveriesRead == 0) return refused ? Outcome.REFUSED : Outcome.FAILED;
    return Outcome.PARTIAL;
  }
}
