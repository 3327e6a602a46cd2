package dev.herald.crawler;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.evidence.DailyRoots;
import dev.herald.crawler.evidence.DayRoots;
import dev.herald.crawler.evidence.TimestampAuthority;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.fetch.HostGate;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.publish.KafkaPublisher;
import dev.herald.crawler.render.BrowserFetcher;
import dev.herald.crawler.schedule.QuartzSchedule;
import dev.herald.crawler.schedule.Setbacks;
import dev.herald.crawler.schedule.SplitSchedule;
import dev.herald.crawler.schedule.VisitSchedule;
import dev.herald.crawler.schedule.VisitTimes;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.HostMemory;
import dev.herald.crawler.state.Rhythms;
import dev.herald.crawler.state.SharedHostGate;
import dev.herald.crawler.state.StoredRequests;
import dev.herald.crawler.visit.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// The crawler: visits sources by their schedule and publishes what they say.
///
/// Example: `try (var crawler = new Crawler(config, database, clock, meters)) {
/// crawler.start(sources); … }`
public final class Crawler implements AutoCloseable {
  private static final String BROWSER_SCHEDULE = "herald-browser";
  private static final Duration ACKNOWLEDGEMENT_LIMIT = Duration.ofMinutes(2);

  private final WarcArchive archive;
  private final DailyRoots roots;
  private final HttpFetcher fetcher;
  private final BrowserFetcher browser;
  private final KafkaPublisher publisher;
  private final Visitor visitor;
  private final VisitSchedule schedule;
  private final Rhythms rhythms;
  private final Setbacks setbacks;

  /// Connects; nothing is visited yet.
  ///
  /// @param config with every engine's address filled in
  /// @param database of the crawler's state; migrated if need be
  public Crawler(HeraldConfig config, DataSource database, Clock clock, MeterRegistry meters) {
    try {
      this.archive = new WarcArchive(config.data().resolve("archive"), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written; make it writable, or choose another folder with --data"
              .formatted(config.data().resolve("archive")),
          e);
    }
    CrawlState state = CrawlState.open(database);
    this.roots =
        DailyRoots.start(
            archive,
            new DayRoots(
                config.data().resolve("evidence/roots"),
                new ArchiveReader(config.data().resolve("archive")),
                clock),
            config.evidence().timestampAuthority().map(TimestampAuthority::new));
    HostMemory hosts = new HostMemory(database);
    this.fetcher =
        new HttpFetcher(
            config.fetch(),
            clock,
            gate(config, database),
            meters,
            archive,
            hosts,
            hosts,
            new StoredRequests(database));
    this.browser = new BrowserFetcher(config.browser(), fetcher, archive, clock);
    this.publisher =
        new KafkaPublisher(
            String.join(",", config.kafka().bootstrapServers()), ACKNOWLEDGEMENT_LIMIT);
    this.visitor =
        new Visitor(
            config.crawler(), browser, new GeneralExtractor(), archive, state, publisher, clock);
    this.rhythms = new Rhythms(database, clock);
    this.setbacks = new Setbacks(state.sources().unread());
    this.schedule =
        new SplitSchedule(
            schedule(QuartzSchedule.NAME, config, state, clock),
            config.browser().enabled()
                ? Optional.of(() -> schedule(BROWSER_SCHEDULE, config, state, clock))
                : Optional.empty());
  }

  private VisitSchedule schedule(String name, HeraldConfig config, CrawlState state, Clock clock) {
    return new QuartzSchedule(
        name,
        config.crawler(),
        config.postgresql(),
        this::visit,
        state.sources()::nextVisits,
        new VisitTimes(rhythms::of, setbacks),
        clock);
  }

  private static HostGate gate(HeraldConfig config, DataSource database) {
    HostGate local = new LocalHostGate();
    return config.crawler().clustered()
        ? new SharedHostGate(local, database, config.fetch().callTimeout().multipliedBy(2))
        : local;
  }

  /// Begins to visit these sources.
  public void start(List<Source> sources) {
    schedule.update(sources);
    schedule.start();
  }

  /// Takes up the sources as they are now.
  public void sourcesChanged(List<Source> sources) {
    schedule.update(sources);
  }

  /// Makes a source due now.
  ///
  /// @return false if no such source is scheduled
  public boolean visitNow(String sourceId) {
    return schedule.visitNow(sourceId);
  }

  /// Ends running visits at their next page, waits for them, and lets go of everything.
  @Override
  public void close() {
    visitor.stop();
    schedule.close();
    publisher.close();
    browser.close();
    fetcher.close();
    roots.close();
    try {
      archive.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive's last file cannot be closed", e);
    }
  }

  private void visit(Source source) {
    CrawlReport report =
        visitor.visit(
            source,
            (now, unread) -> {
              setbacks.visited(source.id(), unread);
              return schedule.next(source, now);
            });
    rhythms.listed(source, report.counts().listed());
  }
}
