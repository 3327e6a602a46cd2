package dev.herald.dashboard;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.dashboard.addition.AdditionPages;
import dev.herald.dashboard.addition.SourceDesk;
import dev.herald.dashboard.api.Api;
import dev.herald.dashboard.archive.ArchiveDesk;
import dev.herald.dashboard.archive.ArchivePages;
import dev.herald.dashboard.completeness.CompletenessPage;
import dev.herald.dashboard.feed.Feeds;
import dev.herald.dashboard.health.HealthRoutes;
import dev.herald.dashboard.incident.IncidentPages;
import dev.herald.dashboard.ledger.LedgerPages;
import dev.herald.dashboard.live.LiveStream;
import dev.herald.dashboard.page.Assets;
import dev.herald.dashboard.page.Errors;
import dev.herald.dashboard.page.Guard;
import dev.herald.dashboard.page.HeadAsGet;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.PublicAddress;
import dev.herald.dashboard.rule.Judging;
import dev.herald.dashboard.rule.RulePages;
import dev.herald.dashboard.search.Names;
import dev.herald.dashboard.search.SearchPage;
import dev.herald.dashboard.source.SourcePages;
import dev.herald.dashboard.statement.StatementPages;
import dev.herald.indexer.read.Readiness;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dashboard: web pages, HTTP API, probes and metrics on one port.
///
/// ```java
/// try (var dashboard = new DashboardServer(settings, reads, facts, registry, clock)) {
///   int port = dashboard.start();
/// }
/// ```
public final class DashboardServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DashboardServer.class);
  private static final long MAX_BODY_BYTES = 1 << 20;

  // A search's whole query stands in its address, percent-encoded: 4000 Arabic letters are 24 kB.
  private static final int MAX_HEADER_BYTES = 64 << 10;

  private final HeraldConfig.Dashboard settings;
  private final LiveStream live;
  private final Javalin server;

  /// What the dashboard tells beside what it reads.
  ///
  /// @param sources the sources configured now
  /// @param channels names of the channels a rule may name
  /// @param readiness whether each engine answers; asked at every probe
  /// @param visitNow takes the id of a source to visit; empty where this process does not crawl
  /// @param desk makes sources of addresses; empty where none can be added
  /// @param archive what was archived; empty where there is no archive
  public record Facts(
      Supplier<List<Source>> sources,
      Set<String> channels,
      Supplier<List<Readiness>> readiness,
      Optional<Consumer<String>> visitNow,
      Optional<SourceDesk> desk,
      Optional<ArchiveDesk> archive) {
    public Facts {
      channels = Set.copyOf(channels);
    }

    /// Where there is no archive.
    public Facts(
        Supplier<List<Source>> sources,
        Set<String> channels,
        Supplier<List<Readiness>> readiness,
        Optional<Consumer<String>> visitNow,
        Optional<SourceDesk> desk) {
      this(sources, channels, readiness, visitNow, desk, Optional.empty());
    }

    /// Where no source can be added either.
    public Facts(
        Supplier<List<Source>> sources,
        Set<String> channels,
        Supplier<List<Readiness>> readiness,
        Optional<Consumer<String>> visitNow) {
      this(sources, channels, readiness, visitNow, Optional.empty());
    }

    /// The same with somebody who makes sources.
    public Facts withDesk(SourceDesk maker) {
      return new Facts(sources, channels, readiness, visitNow, Optional.of(maker), archive);
    }

    /// The same with an archive.
    public Facts withArchive(ArchiveDesk archived) {
      return new Facts(sources, channels, readiness, visitNow, desk, Optional.of(archived));
    }
  }

  /// A dashboard that does not listen yet.
  public DashboardServer(
      HeraldConfig.Dashboard settings,
      Reads reads,
      Facts facts,
      PrometheusMeterRegistry metrics,
      Clock clock) {
    this.settings = settings;
    this.live = new LiveStream(reads.recent());
    this.server = Javalin.create(config -> configure(config, reads, facts, metrics, clock));
  }

  /// Starts to listen where the settings say; port 0 takes any that is free.
  ///
  /// @return the port
  /// @throws IllegalStateException if the port is taken, saying which setting changes it
  public int start() {
    try {
      server.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "port %d on %s cannot be used; set dashboard.port or dashboard.host"
              .formatted(settings.port(), settings.host()),
          e);
    }
    log.info("dashboard listens host={} port={}", settings.host(), server.port());
    return server.port();
  }

  /// Ends live streams, answers what is being asked, and stops.
  @Override
  public void close() {
    live.close();
    server.stop();
  }

  private void configure(
      JavalinConfig config,
      Reads reads,
      Facts facts,
      PrometheusMeterRegistry metrics,
      Clock clock) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setRequestHeaderSize(MAX_HEADER_BYTES);
        });
    config.jetty.modifyServletContextHandler(
        context ->
            context.addFilter(
                new FilterHolder(new HeadAsGet()), "/*", EnumSet.of(DispatcherType.REQUEST)));
    var pages = new Pages();
    var names = new Names(facts.sources(), reads.rules());
    new Guard(settings).register(config.routes);
    new Errors(pages).register(config.routes);
    new Assets().register(config.routes);
    new HealthRoutes(facts.readiness(), metrics).register(config.routes);
    new SearchPage(reads.search(), names, pages, clock).register(config.routes);
    new StatementPages(reads.statements(), pages, clock).register(config.routes);
    facts.desk().ifPresent(desk -> new AdditionPages(desk, pages).register(config.routes));
    new SourcePages(facts.sources(), reads.crawls(), reads.search(), facts.visitNow(), pages, clock)
        .withAdding(facts.desk().isPresent())
        .register(config.routes);
    var judging = new Judging(reads.rules(), reads.statements(), reads.judgements(), clock);
    new RulePages(judging, reads.matches(), reads.search(), facts.channels(), pages, clock)
        .register(config.routes);
    new LedgerPages(facts.sources(), reads.ledger(), pages, clock).register(config.routes);
    new IncidentPages(facts.sources(), reads.ledger(), facts.archive().isPresent(), pages, clock)
        .register(config.routes);
    new CompletenessPage(facts.sources(), reads.ledger(), reads.crawls(), pages, clock)
        .register(config.routes);
    facts
        .archive()
        .ifPresent(
            archive ->
                new ArchivePages(facts.sources(), archive, pages, clock).register(config.routes));
    config.routes.get("/live", live::serve);
    new Api(
            reads.search(),
            reads.statements(),
            reads.crawls(),
            reads.matches(),
            judging,
            reads.ledger(),
            facts.sources(),
            facts.channels(),
            facts.visitNow(),
            live,
            new Feeds(
                reads.events(), reads.rules(), facts.sources(), PublicAddress.of(settings), pages),
            pages,
            clock)
        .register(config.routes);
  }
}
