package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Discovered;
import dev.herald.config.message.CrawlReport.Discovered.Result;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.CrawlReport.Overlap;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.state.FieldFill;
import dev.herald.crawler.template.Redesign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final FieldSightings fields = new FieldSightings();
  private Optional<ClockSkew> clock = Optional.empty();
  private final Set<String> hubs = new LinkedHashSet<>();
  private final List<Discovered> discoveries = new ArrayList<>();
  private final PageTally pages = new PageTally();
  private int listed;
  private int requests;
  private int notModified;
  private long bytes;
  private int fetched;
  private int extracted;
  private int published;
  private int failed;
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

  /// How a discovery answered; what it lists is counted for it until the next one.
  void discovery(String url, Result result) {
    discoveries.add(new Discovered(url, result, 0, 0));
  }

  /// How a further address of the same discovery answered: while nothing is listed, that is what
  /// there is to tell of the discovery.
  void part(Result result) {
    Discovered last = discoveries.getLast();
    if (last.listed() == 0 && (last.result() == Result.READ || result == Result.UNCHANGED))
      replaceLast(new Discovered(last.url(), result, 0, last.added()));
  }

  /// @param added of those, how many had never been listed
  void listed(int items, int added) {
    listed += items;
    pages.added(added);
    Discovered last = discoveries.getLast();
    replaceLast(
        new Discovered(
            last.url(),
            items > 0 ? Result.READ : last.result(),
            last.listed() + items,
            last.added() + added));
  }

  /// What each of several discoveries ever listed, by its address.
  void overlaps(Map<String, Overlap> overlaps) {
    discoveries.replaceAll(
        one ->
            new Discovered(
                one.url(),
                one.result(),
                one.listed(),
                one.added(),
                Optional.ofNullable(overlaps.get(one.url()))));
  }

  private void replaceLast(Discovered discovery) {
    discoveries.set(discoveries.size() - 1, discovery);
  }

  /// What becomes of the pages.
  PageTally pages() {
    return pages;
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

  /// A page that fell out on its way from its address to its statement.
  void pageFailure(String stage, String url, String reason) {
    pages.fellOut(stage);
    failure(stage, url, reason);
  }

  /// News for the reader of the report, and no failure.
  void redesign(Redesign change) {
    notices.add(new Failure(Failure.DESIGN, change.url(), clip(change.evidence())));
  }

  /// Which fields the pages show.
  FieldSightings fields() {
    return fields;
  }

  /// News of fields that the source's pages lack of late.
  void fills(Map<String, FieldFill> known) {
    FieldSightings.fallen(known)
        .forEach((url, why) -> notices.add(new Failure(Failure.FIELD, url, clip(why))));
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
    return discoveries.stream().anyMatch(Tally::isRead);
  }

  private static boolean isRead(Discovered discovery) {
    return discovery.result() == Result.READ || discovery.result() == Result.UNCHANGED;
  }

  /// How many visits in a row the publisher answered all discoveries, and none with a list. A visit
  /// that he did not answer says nothing.
  ///
  /// @param before how many it were until this visit
  int unreadInARow(int before) {
    if (hostIsHealthy()) return 0;
    boolean silent =
        discoveries.stream()
            .map(Discovered::result)
            .anyMatch(result -> result != Result.CLOSED && result != Result.UNREADABLE);
    return silent || discoveries.isEmpty() ? before : before + 1;
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
        hubs.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(hubs)),
        Optional.of(List.copyOf(discoveries)),
        pages.result());
  }

  private Outcome outcome() {
    if (failed == 0) return Outcome.OK;
    if (!discoveries.isEmpty() && !hostIsHealthy())
      return refused ? Outcome.REFUSED : Outcome.FAILED;
    return Outcome.PARTIAL;
  }
}
