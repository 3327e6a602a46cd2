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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
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
  private static final long SOON_MILLIS = 2_000;

  private final Scheduler quartz;
  private final Clock clock;
  private final Supplier<Map<String, Instant>> nextVisits;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Instant> visitedAt = new ConcurrentHashMap<>();
  private final Set<String> visiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// Sets Quartz up; nothing is due before [#start].
  ///
  /// @param visit makes one visit of a source; blocks until it is over
  /// @param settings `crawler`: how many visits at once, clustered or not
  /// @param postgresql the clustered store's database, used only when clustered
  /// @param nextVisits when each source that was ever visited is due again, by source id
  public QuartzSchedule(
      HeraldConfig.Crawler settings,
      HeraldConfig.Postgresql postgresql,
      Consumer<Source> visit,
      Supplier<Map<String, Instant>> nextVisits,
      Clock clock) {
    this.clock = clock;
    this.nextVisits = nextVisits;
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
    Map<String, Instant> due = nextVisits();
    for (Source source : now) {
      if (!source.enabled()) continue;
      kept.add(source.id());
      Source before = sources.put(source.id(), source);
      if (before == null
          || !before.schedule().equals(source.schedule())
          || !authority(before).equals(authority(source)))
        schedule(source, Optional.ofNullable(due.get(source.id())));
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
    return cron(source)
        .map(cron -> cron.getNextValidTimeAfter(Date.from(now)))
        .map(Date::toInstant)
        .orElseGet(() -> now.plus(source.schedule().every()));
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

  private void schedule(Source source, Optional<Instant> due) {
    try {
      JobDetail job = job(source);
      quartz.addJob(job, true);
      Trigger trigger = trigger(source, job.getKey(), due);
      Trigger before = quartz.getTrigger(trigger.getKey());
      if (before == null) quartz.scheduleJob(trigger);
      // Another process of the cluster may have set it already: its times are not to be upset.
      else if (!sameTimes(before, trigger)) quartz.rescheduleJob(trigger.getKey(), trigger);
      visitedAt.putIfAbsent(source.id(), clock.instant());
    } catch (SchedulerException e) {
      LOG.warn("not scheduled source={} reason={}", source.id(), e.getMessage());
    }
  }

  private static boolean sameTimes(Trigger one, Trigger other) {
    if (!one.getJobKey().equals(other.getJobKey())) return false;
    if (one instanceof SimpleTrigger simple && other instanceof SimpleTrigger same)
      return simple.getRepeatInterval() == same.getRepeatInterval();
    return one instanceof CronTrigger cron
        && other instanceof CronTrigger same
        && cron.getCronExpression().equals(same.getCronExpression());
  }

  private Map<String, Instant> nextVisits() {
    try {
      return nextVisits.get();
    } catch (RuntimeException e) {
      // Without them every source is due now, which is early but harmless.
      LOG.warn("next visits are not known reason={}", e.toString());
      return Map.of();
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

  private Trigger trigger(Source source, JobKey job, Optional<Instant> due) {
    TriggerBuilder<Trigger> trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(source.id(), SOURCES)
            .forJob(job)
            .usingJobData(VisitJob.SOURCE, source.id());
    Optional<CronExpression> cron = cron(source);
    if (cron.isPresent())
      return trigger
          .withSchedule(
              CronScheduleBuilder.cronSchedule(cron.get())
                  .inTimeZone(TimeZone.getTimeZone("UTC"))
                  .withMisfireHandlingInstructionFireAndProceed())
          .build();
    long everyMillis = source.schedule().every().toMillis();
    long spread = spread(source.id(), (long) (source.schedule().jitter() * everyMillis));
    Instant soon = clock.instant().plusMillis(spread(source.id(), SOON_MILLIS));
    Instant latest = clock.instant().plusMillis(everyMillis);
    // A restart keeps the times; one that lies too far ahead is of a clock or setting that was.
    Instant start = due.filter(at -> at.isAfter(soon) && at.isBefore(latest)).orElse(soon);
    return trigger
        .startAt(Date.from(start))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(everyMillis + spread)
                .repeatForever()
                // After an outage one visit is due, not as many as were missed.
                .withMisfireHandlingInstructionNowWithRemainingCount())
        .build();
  }

  /// The same for one source in every process, so that a cluster agrees on its times.
  private static long spread(String id, long most) {
    return most < 1 ? 0 : Math.floorMod((id.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, most);
  }

  /// The source's cron expression; one that cannot be read leaves the source to its interval.
  private static Optional<CronExpression> cron(Source source) {
    if (source.schedule().cron().isEmpty()) return Optional.empty();
    try {
      CronExpression cron = new CronExpression(source.schedule().cron().get());
      cron.setTimeZone(TimeZone.getTimeZone("UTC"));
      return Optional.of(cron);
    } catch (ParseException e) {
      LOG.warn(
          "cron cannot be read, every {} instead source={} cron='{}' reason={}",
          source.schedule().every(),
          source.id(),
          source.schedule().cron().get(),
          e.getMessage());
      return Optional.empty();
    }
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
      List<Source> late = sources.values().stream().filter(this::isOverdue).toList();
      if (late.isEmpty()) continue;
      Map<String, Instant> due = nextVisits();
      for (Source source : late) {
        Instant last = visitedAt.getOrDefault(source.id(), clock.instant());
        visitedAt.put(source.id(), clock.instant());
        // Another process may have visited it meanwhile.
        if (due.getOrDefault(source.id(), Instant.MIN).isAfter(clock.instant())) continue;
        LOG.warn("overdue source={} lastVisit={}", source.id(), last);
        if (!visitNow(source.id())) schedule(source, Optional.empty());
      }
    }
  }

  private boolean isOverdue(Source source) {
    Instant last = visitedAt.getOrDefault(source.id(), clock.instant());
    Instant due = next(source, last).plus(source.schedule().every()).plus(OVERDUE);
    return !visiting.contains(source.id()) && clock.instant().isAfter(due);
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
