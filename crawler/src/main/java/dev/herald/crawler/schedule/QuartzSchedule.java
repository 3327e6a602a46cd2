package dev.herald.crawler.schedule;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.url.CanonicalUrl;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Quartz: one durable job per robots authority, one trigger per source, by interval or UTC cron.
///
/// With a database the store is clustered: any process may run a due visit, one of them does. A
/// watchdog that Quartz does not drive makes a source due again whose visit is long overdue.
public final class QuartzSchedule implements VisitSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzSchedule.class);
  private static final String SOURCES = "sources";
  private static final Duration WATCH_EVERY = Duration.ofSeconds(30);
  private static final Duration OVERDUE = Duration.ofMinutes(5);

  private final Scheduler quartz;
  private final Clock clock;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Instant> visitedAt = new ConcurrentHashMap<>();
  private final Set<String> visiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Sets Quartz up; nothing is due before [#start].
  ///
  /// @param visit makes one visit of a source; blocks until it is over
  /// @param settings `crawler`: how many visits at once, clustered or not
  /// @param postgresql the clustered store's database, used only when clustered
  public QuartzSchedule(
      HeraldConfig.Crawler settings,
      HeraldConfig.Postgresql postgresql,
      Consumer<Source> visit,
      Clock clock) {
    this.clock = clock;
    try {
      StdSchedulerFactory factory = new StdSchedulerFactory();
      factory.initialize(properties(settings, postgresql));
      this.quartz = factory.getScheduler();
      VisitJob.Visit run = id -> visit(id, visit);
      quartz.getContext().put(VisitJob.VISIT, run);
    } catch (SchedulerException e) {
      throw new IllegalStateException("quartz cannot be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public void start() {
    try {
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("quartz does not start: " + e.getMessage(), e);
    }
    Thread.ofVirtual().name("overdue-sources").start(this::watch);
  }

  @Override
  public synchronized void update(List<Source> now) {
    Set<String> kept = new HashSet<>();
    for (Source source : now) {
      if (!source.enabled()) continue;
      kept.add(source.id());
      Source before = sources.put(source.id(), source);
      if (before == null
          || !before.schedule().equals(source.schedule())
          || !authority(before).equals(authority(source))) schedule(source);
    }
    for (String id : Set.copyOf(sources.keySet())) if (!kept.contains(id)) unschedule(id);
  }

  @Override
  public boolean visitNow(String sourceId) {
    Source source = sources.get(sourceId);
    if (source == null) return false;
    try {
      quartz.scheduleJob(
          TriggerBuilder.newTrigger()
              .withIdentity(sourceId + "-now-" + clock.instant().toEpochMilli(), "now")
              .forJob(job(source).getKey())
              .usingJobData(VisitJob.SOURCE, sourceId)
              .startNow()
              .build());
      return true;
    } catch (SchedulerException e) {
      LOG.warn("cannot be made due source={} reason={}", sourceId, e.getMessage());
      return false;
    }
  }

  @Override
  public Instant next(Source source, Instant now) {
    if (source.schedule().cron().isPresent()) {
      try {
        Date next = cron(source.schedule().cron().get()).getNextValidTimeAfter(Date.from(now));
        if (next != null) return next.toInstant();
      } catch (ParseException e) {
        LOG.warn("cron is wrong source={} reason={}", source.id(), e.getMessage());
      }
    }
    return now.plus(source.schedule().every());
  }

  @Override
  public void close() {
    closed = true;
    try {
      quartz.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("quartz does not stop cleanly reason={}", e.getMessage());
    }
  }

  private void visit(String id, Consumer<Source> visit) {
    Source source = sources.get(id);
    if (source == null || closed) return;
    visiting.add(id);
    try {
      visit.accept(source);
    } catch (RuntimeException e) {
      LOG.warn("visit failed source={}", id, e);
    } finally {
      visiting.remove(id);
      visitedAt.put(id, clock.instant());
    }
  }

  private void schedule(Source source) {
    try {
      JobDetail job = job(source);
      quartz.addJob(job, true);
      Trigger trigger = trigger(source, job.getKey());
      if (quartz.checkExists(trigger.getKey())) quartz.rescheduleJob(trigger.getKey(), trigger);
      else quartz.scheduleJob(trigger);
      visitedAt.putIfAbsent(source.id(), clock.instant());
    } catch (SchedulerException | ParseException e) {
      LOG.warn("not scheduled source={} reason={}", source.id(), e.getMessage());
    }
  }

  private void unschedule(String id) {
    try {
      quartz.unscheduleJob(new TriggerKey(id, SOURCES));
      sources.remove(id);
      visitedAt.remove(id);
    } catch (SchedulerException e) {
      LOG.warn("still scheduled source={} reason={}", id, e.getMessage());
    }
  }

  private Trigger trigger(Source source, JobKey job) throws ParseException {
    TriggerBuilder<Trigger> trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(source.id(), SOURCES)
            .forJob(job)
            .usingJobData(VisitJob.SOURCE, source.id());
    if (source.schedule().cron().isPresent())
      return trigger
          .withSchedule(
              CronScheduleBuilder.cronSchedule(cron(source.schedule().cron().get()))
                  .inTimeZone(TimeZone.getTimeZone("UTC"))
                  .withMisfireHandlingInstructionFireAndProceed())
          .build();
    long everyMillis = source.schedule().every().toMillis();
    double jitter = source.schedule().jitter() * everyMillis;
    long spread = jitter < 1 ? 0 : ThreadLocalRandom.current().nextLong((long) jitter);
    return trigger
        .startAt(Date.from(clock.instant().plusMillis(Math.min(spread, 2_000))))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(everyMillis + spread)
                .repeatForever()
                // After an outage one visit is due, not as many as were missed.
                .withMisfireHandlingInstructionNowWithRemainingCount())
        .build();
  }

  private static CronExpression cron(String expression) throws ParseException {
    CronExpression cron = new CronExpression(expression);
    cron.setTimeZone(TimeZone.getTimeZone("UTC"));
    return cron;
  }

  private static JobDetail job(Source source) {
    return JobBuilder.newJob(VisitJob.class)
        .withIdentity(authority(source), "authorities")
        .storeDurably()
        .requestRecovery()
        .build();
  }

  private static String authority(Source source) {
    Optional<String> address =
        source.discovery().isEmpty()
            ? source.homepage()
            : Optional.of(source.discovery().get(0).url());
    return address
        .flatMap(CanonicalUrl::parse)
        .map(url -> RobotsAuthority.of(url).toString())
        .orElse(source.id());
  }

  /// Quartz is known to leave triggers stuck for ever; a source must not go unvisited for that.
  private void watch() {
    while (!closed) {
      try {
        Thread.sleep(WATCH_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      for (Source source : sources.values()) {
        Instant last = visitedAt.getOrDefault(source.id(), clock.instant());
        Instant due = next(source, last).plus(source.schedule().every()).plus(OVERDUE);
        if (!visiting.contains(source.id()) && clock.instant().isAfter(due)) {
          LOG.warn("overdue source={} lastVisit={}", source.id(), last);
          visitedAt.put(source.id(), clock.instant());
          if (!visitNow(source.id())) schedule(source);
        }
      }
    }
  }

  private static Properties properties(
      HeraldConfig.Crawler settings, HeraldConfig.Postgresql postgresql) {
    Map<String, String> quartz = new HashMap<>();
    quartz.put("scheduler.instanceName", "herald");
    quartz.put("scheduler.instanceId", "AUTO");
    quartz.put("scheduler.skipUpdateCheck", "true");
    quartz.put("scheduler.batchTriggerAcquisitionMaxCount", "10");
    quartz.put("scheduler.makeSchedulerThreadDaemon", "true");
    quartz.put("threadPool.class", VirtualThreads.class.getName());
    quartz.put("threadPool.threadCount", Integer.toString(settings.maxParallelHosts()));
    if (settings.clustered()) {
      quartz.put("jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
      quartz.put("jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
      quartz.put("jobStore.dataSource", "herald");
      quartz.put("jobStore.tablePrefix", "crawler.qrtz_");
      quartz.put("jobStore.isClustered", "true");
      quartz.put("jobStore.clusterCheckinInterval", "5000");
      quartz.put("jobStore.acquireTriggersWithinLock", "true");
      quartz.put("jobStore.useProperties", "true");
      quartz.put("dataSource.herald.provider", "hikaricp");
      quartz.put("dataSource.herald.driver", "org.postgresql.Driver");
      quartz.put("dataSource.herald.URL", postgresql.url().orElse(""));
      quartz.put("dataSource.herald.user", postgresql.user().orElse(""));
      quartz.put(
          "dataSource.herald.password",
          postgresql.password().map(secret -> secret.value()).orElse(""));
      quartz.put("dataSource.herald.maxConnections", "5");
    } else {
      quartz.put("scheduler.instanceName", "herald-" + java.util.UUID.randomUUID());
      quartz.put("jobStore.class", "org.quartz.simpl.RAMJobStore");
    }
    Properties properties = new Properties();
    quartz.forEach((key, value) -> properties.put("org.quartz." + key, value));
    return properties;
  }
}
