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
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.render.BrowserFetcher;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Visitor visitor;

  World(Path folder) throws IOException {
    archive = new WarcArchive(folder, clock);
    state = CrawlState.open(TestDatabase.create());
    fetcher =
        new HttpFetcher(
            fetch(site.port()), clock, new LocalHostGate(), new SimpleMeterRegistry(), archive);
    browser = new BrowserFetcher(HeraldConfig.defaults().browser(), fetcher, archive, clock);
    visitor =
        new Visitor(settings(), browser, new GeneralExtractor(), archive, state, kafka, clock);
  }

  CrawlReport visit(Source source) {
    return visitor.visit(source, now -> now.plus(source.schedule().every()));
  }

  /// Visits again when every young statement is due for its check.
  CrawlReport visitLater(Source source) {
    clock.advance(RECHECK.plusSeconds(1));
    return visit(source);
  }

  static Source source(Discovery.Kind kind, String path) {
    return source(Optional.empty(), List.of(discovery(kind, path)));
  }

  static Source source(Optional<String> homepage, List<Discovery> discovery) {
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
        Selectors.NONE,
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
        false);
  }

  private static HeraldConfig.Fetch fetch(int port) {
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
        usual.robotsMaxAge());
  }
}
