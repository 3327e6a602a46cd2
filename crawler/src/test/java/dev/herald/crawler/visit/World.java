package dev.herald.crawler.visit;

import dev.herald.config.HeraldConfig;
import dev.herald.config.HeraldConfig.RevisionStep;
import dev.herald.config.HeraldConfig.Withdrawal;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.TestClock;
import dev.herald.crawler.archive.WarcArchive;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.fetch.FetchRequest;
import dev.herald.crawler.fetch.FetchResult;
import dev.herald.crawler.fetch.FetchedPage;
import dev.herald.crawler.fetch.Fetcher;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.fetch.TroubleMemory;
import dev.herald.crawler.render.BrowserFetcher;
import dev.herald.crawler.robots.RobotsMemory;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.StoredRequests;
import dev.herald.crawler.state.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import okhttp3.HttpUrl;

/// A site, the crawler's real parts, and a clock that the test moves; only the broker is played.
final class World implements AutoCloseable {
  static final Duration RECHECK = Duration.ofMinutes(15);
  static final Duration SPACING = Duration.ofHours(4);

  final Site site = new Site();
  final TestClock clock = new TestClock();
  final RecordingPublisher kafka = new RecordingPublisher();
  final WarcArchive archive;
  final CrawlState state;
  private final HttpFetcher fetcher;
  private final BrowserFetcher browser;
  private final DataSource database = TestDatabase.create();
  private final Visitor visitor;

  World(Path folder) throws IOException {
    this(folder, 0);
  }

  /// @param requestsPerDay most requests that the site gets in a day; 0 for any number
  World(Path folder, int requestsPerDay) throws IOException {
    archive = new WarcArchive(folder, clock);
    state = CrawlState.open(database);
    fetcher =
        new HttpFetcher(
            fetch(site.port(), requestsPerDay),
            clock,
            new LocalHostGate(),
            new SimpleMeterRegistry(),
            archive,
            TroubleMemory.NONE,
            RobotsMemory.NONE,
            new StoredRequests(database));
    browser = new BrowserFetcher(HeraldConfig.defaults().browser(), fetcher, archive, clock);
    visitor = process();
  }

  /// One more process of the crawler, which remembers only what is stored.
  Visitor process() {
    return new Visitor(
        settings(), fetcher(browser), new GeneralExtractor(), archive, state, kafka, clock);
  }

  /// Lets the database refuse everybody, or take them again.
  void databaseAway(boolean away) {
    TestDatabase.away(database, away);
  }

  private static Fetcher fetcher(BrowserFetcher browser) {
    return new Fetcher() {
      @Override
      public FetchResult fetch(FetchRequest request) {
        return dated(browser.fetch(request));
      }

      @Override
      public List<HttpUrl> sitemaps(HttpUrl site) {
        return browser.sitemaps(site);
      }
    };
  }

  /// The site's server dates its answers by the machine's clock, not by the test's.
  private static FetchResult dated(FetchResult result) {
    if (!(result instanceof FetchResult.Fetched(var page))) return result;
    return new FetchResult.Fetched(
        new FetchedPage(
            page.requestedUrl(),
            page.url(),
            page.status(),
            page.requestHeaders(),
            page.responseHeaders().stream()
                .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith("date:"))
                .toList(),
            page.body(),
            page.wireBytes(),
            page.startedAt(),
            page.finishedAt(),
            page.robots(),
            page.rendering()));
  }

  CrawlReport visit(Source source) {
    return visit(source, (now, _) -> now.plus(source.schedule().every()));
  }

  /// Visits, and makes sure that no page of the visit is lost between two stages.
  CrawlReport visit(Source source, Visitor.NextVisit next) {
    return visit(visitor, source, next);
  }

  /// Visits by another process.
  CrawlReport visit(Visitor process, Source source) {
    return visit(process, source, (now, _) -> now.plus(source.schedule().every()));
  }

  private static CrawlReport visit(Visitor process, Source source, Visitor.NextVisit next) {
    CrawlReport report = process.visit(source, next);
    report.pages().ifPresent(pages -> Balance.assertNothingLost(report.counts(), pages));
    return report;
  }

  /// Visits again when every young statement is due for its check.
  CrawlReport visitLater(Source source) {
    clock.advance(RECHECK.plusSeconds(1));
    return visit(source);
  }

  static Source source(Discovery.Kind kind, String path) {
    return source(kind, path, Selectors.NONE);
  }

  static Source source(Discovery.Kind kind, String path, Selectors selectors) {
    return source(Optional.empty(), List.of(discovery(kind, path)), selectors);
  }

  static Source source(Optional<String> homepage, List<Discovery> discovery) {
    return source(homepage, discovery, Selectors.NONE);
  }

  private static Source source(
      Optional<String> homepage, List<Discovery> discovery, Selectors selectors) {
    return new Source(
        "test-assembly",
        "Assembly of Testland",
        "INT",
        "parliament",
        "press-release",
        List.of("en"),
        ZoneOffset.UTC,
        homepage,
        discovery,
        selectors,
        new Schedule(Duration.ofMinutes(15), Optional.empty(), 0, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  static Discovery discovery(Discovery.Kind kind, String path) {
    return new Discovery(
        kind, Site.url(path), Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }

  @Override
  public void close() throws IOException {
    browser.close();
    fetcher.close();
    archive.close();
    site.close();
  }

  private static HeraldConfig.Crawler settings() {
    HeraldConfig.Crawler usual = HeraldConfig.defaults().crawler();
    return new HeraldConfig.Crawler(
        usual.maxParallelHosts(),
        usual.maxStatementsPerVisit(),
        List.of(new RevisionStep(Duration.ofDays(365), RECHECK)),
        new Withdrawal(3, SPACING),
        usual.unconditionalEvery(),
        usual.canaryEvery(),
        false);
  }

  private static HeraldConfig.Fetch fetch(int port, int requestsPerDay) {
    HeraldConfig.Fetch usual = HeraldConfig.defaults().fetch();
    return new HeraldConfig.Fetch(
        usual.userAgent(),
        usual.contact(),
        usual.callTimeout(),
        usual.connectTimeout(),
        usual.readTimeout(),
        usual.maxBody(),
        usual.maxDiscoveryBody(),
        usual.maxRedirects(),
        Duration.ZERO,
        usual.maxCrawlDelay(),
        List.of("127.0.0.0/8"),
        Map.of(Site.HOST, "127.0.0.1:" + port),
        usual.robotsMaxAge(),
        requestsPerDay,
        Map.of());
  }
}
