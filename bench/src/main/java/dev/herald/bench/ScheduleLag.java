package dev.herald.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.schedule.QuartzSchedule;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.TestDatabase;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    description = "How late visits begin when very many sources are due every 15 minutes.")
final class ScheduleLag implements Callable<Integer> {
  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration MOST_LATE = Duration.ofSeconds(60);

  @Option(
      names = "--sources",
      description = "How many (default: ${DEFAULT-VALUE}).",
      defaultValue = "100000")
  private int sources;

  @Option(
      names = "--minutes",
      description = "How long they are watched (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int minutes;

  @Option(names = "--clustered", description = "The store in PostgreSQL, not the one in memory.")
  private boolean clustered;

  private final Map<String, Instant> due = new ConcurrentHashMap<>();
  private final Queue<Duration> lags = new ConcurrentLinkedQueue<>();

  @Override
  public Integer call() throws Exception {
    List<Source> all = IntStream.range(0, sources).mapToObj(ScheduleLag::source).toList();
    String url = clustered ? database() : "";
    long setUp = System.nanoTime();
    try (QuartzSchedule schedule =
        new QuartzSchedule(settings(), postgresql(url), this::visit, this::spread, utc())) {
      schedule.update(all);
      double setUpSeconds = (System.nanoTime() - setUp) / 1e9;
      schedule.start();
      // What fell due while it was set up is caught up with first.
      TimeUnit.SECONDS.sleep(15);
      Instant from = Instant.now();
      lags.clear();
      double cpu = cpuShare(() -> TimeUnit.MINUTES.sleep(minutes));
      long missing = overdue(from, Instant.now().minus(MOST_LATE));
      List<Duration> measured = lags.stream().sorted().toList();
      List<Duration> floor = floor();
      Table table = new Table();
      table.add("sources", sources, "");
      table.add("set up", setUpSeconds, "s");
      table.add("visits begun", measured.size() / (60.0 * minutes), "/s");
      table.add("needed", sources / (double) EVERY.toSeconds(), "/s");
      table.add("more than a minute late, or never", (double) missing, "", "= 0");
      lags(table, "due to begun", measured);
      lags(table, "floor: a JDK timer with the same times,", floor);
      table.add("processor time while they were watched", cpu, "cores");
      table.print();
      return missing == 0 ? 0 : 1;
    }
  }

  private static void lags(Table table, String what, List<Duration> sorted) {
    for (double share : new double[] {0.5, 0.99, 0.999, 1}) {
      Duration lag = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
      table.add("%s p%s".formatted(what, 100 * share), lag.toNanos() / 1e6, "ms");
    }
  }

  private Map<String, Instant> spread() {
    Instant now = Instant.now();
    for (int i = 0; i < sources; i++)
      due.put("s" + i, now.plus(EVERY.multipliedBy(i).dividedBy(sources)).plusMillis(1));
    return due;
  }

  private void visit(Source source) {
    Optional.ofNullable(due.remove(source.id()))
        .ifPresent(at -> lags.add(Duration.between(at, Instant.now())));
  }

  private long overdue(Instant from, Instant until) {
    long late = lags.stream().filter(lag -> lag.compareTo(MOST_LATE) > 0).count();
    return late
        + due.values().stream().filter(at -> at.isAfter(from) && at.isBefore(until)).count();
  }

  /// The same load on nothing but a timer, for half a minute.
  private List<Duration> floor() throws InterruptedException {
    Queue<Duration> late = new ConcurrentLinkedQueue<>();
    try (ScheduledExecutorService timer = Executors.newScheduledThreadPool(1)) {
      long start = System.nanoTime();
      for (int i = 0; i < sources; i++) {
        long at = EVERY.toNanos() / sources * i + TimeUnit.SECONDS.toNanos(2);
        Future<?> _ =
            timer.schedule(
                () -> late.add(Duration.ofNanos(System.nanoTime() - start - at)),
                at - (System.nanoTime() - start),
                TimeUnit.NANOSECONDS);
      }
      TimeUnit.SECONDS.sleep(30);
      timer.shutdownNow();
    }
    return late.stream().sorted().toList();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private static double cpuShare(Work work) throws InterruptedException {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system))
      return 0;
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    return (system.getProcessCpuTime() - cpu) / (double) (System.nanoTime() - wall);
  }

  private static String database() {
    String url = TestDatabase.createUrl();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    CrawlState.open(database);
    return url;
  }

  private static Clock utc() {
    return Clock.systemUTC();
  }

  private HeraldConfig.Crawler settings() {
    HeraldConfig.Crawler usual = HeraldConfig.defaults().crawler();
    return new HeraldConfig.Crawler(
        usual.maxParallelHosts(),
        usual.maxStatementsPerVisit(),
        usual.revisions(),
        usual.withdrawal(),
        usual.unconditionalEvery(),
        usual.canaryEvery(),
        clustered);
  }

  private static HeraldConfig.Postgresql postgresql(String url) {
    HeraldConfig.Postgresql usual = HeraldConfig.defaults().postgresql();
    return new HeraldConfig.Postgresql(
        Optional.of(url).filter(it -> !it.isEmpty()),
        Optional.of("postgres"),
        Optional.empty(),
        usual.port(),
        usual.maxConnections());
  }

  private static Source source(int i) {
    return new Source(
        "s" + i,
        "Office " + i,
        "INT",
        "government",
        "press-release",
        List.of("en"),
        ZoneOffset.UTC,
        Optional.empty(),
        List.of(
            new Discovery(
                Discovery.Kind.FEED,
                "https://office%d.example/feed".formatted(i),
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of())),
        Selectors.NONE,
        new Schedule(EVERY, Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
