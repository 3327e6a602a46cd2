package dev.herald.app.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.herald.app.archive.ArchivedAnswers;
import dev.herald.app.proposal.ProposalDesk;
import dev.herald.app.stack.DataFolder;
import dev.herald.app.stack.EngineAddresses;
import dev.herald.app.stack.Ports;
import dev.herald.app.stack.Stack;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LiveConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.Crawler;
import dev.herald.dashboard.DashboardServer;
import dev.herald.dashboard.Reads;
import dev.herald.indexer.Indexer;
import dev.herald.indexer.consume.TopicSetup;
import dev.herald.indexer.feedback.StoredJudgements;
import dev.herald.indexer.incident.IncidentBook;
import dev.herald.indexer.incident.IncidentWatch;
import dev.herald.indexer.ledger.StoredLedger;
import dev.herald.indexer.notify.IncidentAlerts;
import dev.herald.indexer.notify.OutboxDeliveryCounts;
import dev.herald.indexer.notify.OutboxMatches;
import dev.herald.indexer.rule.KafkaRuleBook;
import dev.herald.indexer.search.ElasticsearchCrawls;
import dev.herald.indexer.search.ElasticsearchEvents;
import dev.herald.indexer.search.ElasticsearchRecent;
import dev.herald.indexer.search.ElasticsearchRevisionCounts;
import dev.herald.indexer.search.ElasticsearchSearch;
import dev.herald.indexer.search.ElasticsearchStatements;
import dev.herald.indexer.search.ElasticsearchVisitLog;
import dev.herald.indexer.store.ElasticsearchConnection;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Herald in one process: the engines that are embedded, then the roles that were asked for.
///
/// Example: `try (var herald = HeraldProcess.start(live, EnumSet.allOf(Role.class), line -> {})) {
/// … }`
public final class HeraldProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeraldProcess.class);
  private static final String LOG_CHANNEL = "log";

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Clock clock = Clock.systemUTC();
  private Optional<Integer> dashboardPort = Optional.empty();

  private HeraldProcess() {}

  /// Starts everything; what was started is stopped again if something fails.
  ///
  /// @param live stays the caller's to close
  /// @param progress gets one line for each part that is up
  /// @throws dev.herald.app.stack.StackException if an engine does not start, or the dashboard's
  ///   port is taken, which is found before anything starts
  public static HeraldProcess start(LiveConfig live, Set<Role> roles, Consumer<String> progress) {
    HeraldProcess process = new HeraldProcess();
    try {
      process.startAll(live, roles, progress);
      return process;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /// The dashboard's port, if it runs here.
  public Optional<Integer> dashboardPort() {
    return dashboardPort;
  }

  /// Stops in the reverse order: first what takes work, last the engines.
  @Override
  public void close() {
    while (!started.isEmpty()) {
      AutoCloseable part = started.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("does not stop cleanly part={}", part.getClass().getSimpleName(), e);
      }
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    started.push(part);
    return part;
  }

  private void startAll(LiveConfig live, Set<Role> roles, Consumer<String> progress) {
    HeraldConfig config = engines(live.current().herald(), roles, progress);
    boolean embedded = live.current().herald().kafka().bootstrapServers().isEmpty();
    TopicSetup.run(config.kafka());
    PrometheusMeterRegistry meters = meters();
    HikariDataSource database = keep(database(config));
    ElasticsearchConnection elasticsearch =
        keep(new ElasticsearchConnection(config.elasticsearch()));
    Optional<Crawler> crawler = Optional.empty();
    if (roles.contains(Role.INDEXER) || roles.contains(Role.DASHBOARD)) {
      KafkaRuleBook rules =
          keep(new KafkaRuleBook(String.join(",", config.kafka().bootstrapServers()), live::rules));
      live.onChange(_ -> rules.writtenChanged());
      StoredLedger ledger = ledger(config, live, elasticsearch, database);
      if (roles.contains(Role.INDEXER)) {
        String instance = embedded ? "embedded" : "";
        keep(new Indexer(config, instance, elasticsearch, database, rules, clock, meters)).start();
        watchIncidents(config, live, ledger, database, meters);
        progress.accept("Indexer is up");
      }
      if (roles.contains(Role.CRAWLER))
        crawler = Optional.of(crawler(config, live, database, meters, progress));
      if (roles.contains(Role.DASHBOARD))
        dashboard(config, live, elasticsearch, database, rules, ledger, meters, crawler);
    } else if (roles.contains(Role.CRAWLER)) {
      crawler(config, live, database, meters, progress);
    }
  }

  /// Fills in the addresses of the engines that run here.
  private HeraldConfig engines(HeraldConfig config, Set<Role> roles, Consumer<String> progress) {
    boolean allElsewhere = EngineAddresses.unnamed(config).isEmpty();
    // Who holds the folder holds the ports too, and is the better answer.
    Optional<DataFolder> folder =
        allElsewhere ? Optional.empty() : Optional.of(keep(DataFolder.hold(config.data())));
    if (roles.contains(Role.DASHBOARD)) Ports.requireFree(config.dashboard());
    return folder.map(held -> keep(Stack.start(config, held, progress)).config()).orElse(config);
  }

  private Crawler crawler(
      HeraldConfig config,
      LiveConfig live,
      HikariDataSource database,
      PrometheusMeterRegistry meters,
      Consumer<String> progress) {
    Duration every = config.crawler().canaryEvery();
    Optional<CanaryPerch> canary =
        every.isZero() ? Optional.empty() : Optional.of(keep(CanaryPerch.open(every, clock)));
    HeraldConfig own = canary.map(perch -> config.with(perch.known(config.fetch()))).orElse(config);
    Crawler crawler = keep(new Crawler(own, database, clock, meters));
    crawler.start(with(canary, live.sources()));
    live.onChange(changed -> crawler.sourcesChanged(with(canary, changed.sources())));
    progress.accept("Crawler is up, %d sources".formatted(live.sources().size()));
    return crawler;
  }

  private static List<Source> with(Optional<CanaryPerch> canary, List<Source> sources) {
    List<Source> all = new ArrayList<>(sources);
    canary.map(CanaryPerch::source).ifPresent(all::add);
    return all;
  }

  private StoredLedger ledger(
      HeraldConfig config,
      LiveConfig live,
      ElasticsearchConnection elasticsearch,
      HikariDataSource database) {
    return new StoredLedger(
        new ElasticsearchVisitLog(elasticsearch),
        new ElasticsearchRevisionCounts(elasticsearch),
        new OutboxDeliveryCounts(database),
        live::sources,
        config.crawler().canaryEvery(),
        clock);
  }

  private void watchIncidents(
      HeraldConfig config,
      LiveConfig live,
      StoredLedger ledger,
      HikariDataSource database,
      PrometheusMeterRegistry meters) {
    keep(new IncidentWatch(
            ledger,
            live::sources,
            new IncidentBook(database, config.indexer().incidents().remindEvery()),
            new IncidentAlerts(config),
            clock,
            meters))
        .start();
  }

  private void dashboard(
      HeraldConfig config,
      LiveConfig live,
      ElasticsearchConnection elasticsearch,
      HikariDataSource database,
      KafkaRuleBook rules,
      StoredLedger ledger,
      PrometheusMeterRegistry meters,
      Optional<Crawler> crawler) {
    Probes probes = keep(new Probes(config, elasticsearch, database, clock));
    Reads reads =
        new Reads(
            new ElasticsearchSearch(elasticsearch),
            new ElasticsearchStatements(elasticsearch),
            new ElasticsearchCrawls(elasticsearch),
            new OutboxMatches(database),
            rules,
            new StoredJudgements(database),
            new ElasticsearchRecent(elasticsearch),
            new ElasticsearchEvents(elasticsearch),
            ledger);
    Set<String> channels = new LinkedHashSet<>(config.channels().keySet());
    channels.add(LOG_CHANNEL);
    DashboardServer dashboard =
        keep(
            new DashboardServer(
                config.dashboard(),
                reads,
                new DashboardServer.Facts(
                        live::sources,
                        channels,
                        probes::readiness,
                        crawler.map(running -> running::visitNow))
                    .withDesk(keep(new ProposalDesk(live, clock)))
                    .withArchive(keep(new ArchivedAnswers(config.data().resolve("archive")))),
                meters,
                clock));
    dashboardPort = Optional.of(dashboard.start());
  }

  private static HikariDataSource database(HeraldConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(config.postgresql().url().orElseThrow());
    config.postgresql().user().ifPresent(pool::setUsername);
    config.postgresql().password().ifPresent(secret -> pool.setPassword(secret.value()));
    pool.setMaximumPoolSize(config.postgresql().maxConnections());
    pool.setConnectionTimeout(5_000);
    pool.setPoolName("herald");
    return new HikariDataSource(pool);
  }

  private static PrometheusMeterRegistry meters() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
    return meters;
  }
}
