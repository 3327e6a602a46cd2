package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.PageArchive;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.publish.Publisher;
import dev.herald.crawler.state.SourceState;
import dev.herald.crawler.state.VisitState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes visits. Thread-safe; one source is visited by one thread at a time, which the schedule
/// sees to.
public final class Visitor {
  private static final Logger LOG = LoggerFactory.getLogger(Visitor.class);

  private final Workshop shop;
  private final Listing listing;
  private final NewStatements newStatements;
  private final Revisions revisions;

  /// With the tools it works with.
  public Visitor(
      HeraldConfig.Crawler settings,
      Fetcher fetcher,
      Extractor extractor,
      PageArchive archive,
      VisitState state,
      Publisher publisher,
      Clock clock) {
    this.shop =
        new Workshop(
            settings,
            fetcher,
            extractor,
            archive,
            state,
            publisher,
            new Attachments(fetcher, archive),
            clock,
            new AtomicBoolean());
    TruthChecks truth = new TruthChecks(shop);
    this.listing = new Listing(shop, truth);
    this.newStatements = new NewStatements(shop);
    this.revisions = new Revisions(shop, truth);
  }

  /// Says when a source that was just visited is due again.
  public interface NextVisit {
    /// The moment from which it is due.
    ///
    /// @param unread how many visits in a row, this one included, read nothing because the
    ///   publisher shows no list there
    Instant at(Instant now, int unread);
  }

  /// Visits a source.
  ///
  /// @param next when it will be due again, counted from the end of this visit
  /// @return the report, which was also published; failures of engines are in it, and everything
  ///   they cut off stays due
  public CrawlReport visit(Source source, NextVisit next) {
    Instant startedAt = shop.now();
    Tally tally = new Tally(source.id(), startedAt);
    int unread = 0;
    try {
      SourceState known =
          shop.state().sources().find(source.id()).orElseGet(() -> SourceState.first(startedAt));
      unread = known.unread();
      tally.pages().waited(shop.state().frontier().waiting(source.id()));
      Map<String, List<String>> listed = listing.run(source, tally);
      unread = tally.unreadInARow(unread);
      // What was learned from pages that were cut off comes with them.
      if (shop.resume(source.id(), tally))
        known = shop.state().sources().find(source.id()).orElse(known);
      Learned learned = newStatements.run(source, known, tally);
      revisions.run(source, known, learned, tally);
      tally.fills(shop.state().fills().seen(source.id(), tally.fields().all()));
      // Only now are the statements known that were listed for the first time.
      tally.overlaps(shop.state().overlaps().listed(source.id(), listed));
      shop.state()
          .sources()
          .save(
              source.id(),
              startedAt,
              new SourceState(known.firstVisitAt(), next.at(shop.now(), unread), learned, unread));
      tally.pages().waiting(shop.state().frontier().waiting(source.id()));
    } catch (RuntimeException e) {
      LOG.warn("visit cut short source={} reason={}", source.id(), e.toString());
      tally.failure("publish", source.id(), String.valueOf(e.getMessage()));
    }
    CrawlReport report = tally.report(shop.now(), nextVisitAt(source, next, unread));
    shop.publisher().report(report);
    log(report);
    return report;
  }

  /// When the source is due again; as its schedule says where the database is away that knows more.
  private Instant nextVisitAt(Source source, NextVisit next, int unread) {
    try {
      return next.at(shop.now(), unread);
    } catch (RuntimeException e) {
      LOG.warn("next visit is not known source={} reason={}", source.id(), e.toString());
      return shop.now().plus(source.schedule().every());
    }
  }

  /// From now on visits end at their next page; what they leave stays due.
  public void stop() {
    shop.stop().set(true);
  }

  private static void log(CrawlReport report) {
    var counts = report.counts();
    if (counts.published() > 0 || counts.failed() > 0)
      LOG.info(
          "visited source={} outcome={} listed={} fetched={} published={} failed={}{}",
          report.sourceId(),
          report.outcome(),
          counts.listed(),
          counts.fetched(),
          counts.published(),
          counts.failed(),
          report.failures().stream()
              .findFirst()
              .map(first -> " first=%s reason=%s".formatted(first.url(), first.reason()))
              .orElse(""));
  }
}
