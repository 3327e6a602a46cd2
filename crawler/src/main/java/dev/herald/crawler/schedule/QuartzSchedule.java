package dev.herald.crawler.schedule;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Quartz: one durable job per robots authority, one trigger per source, by interval or UTC cron.
///
/// With a database the store is clustered: any process may run a due visit, one of them does. A
/// watchdog that Quartz does not drive makes a source due again whose visit is long overdue, by the
/// monotonic clock, and brings the times back when the wall clock was set back.
public final class QuartzSchedule implements VisitSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(QuartzSchedule.class);

  /// The schedule of all sources that any process can visit.
  public static final String NAME = "herald";

  private static final Duration WATCH_EVERY = Duration.ofSeconds(30);
  private static final Duration OVERDUE = Duration.ofMinutes(5);
  private static final Duration SET_BACK = Duration.ofMinutes(-1);

  private final Scheduler quartz;
  private final VisitTimes times;
  private final Clock clock;
  private final LongSupplier monotonicNanos;
  private final Duration watchEvery;
  private final Supplier<Map<String, Instant>> nextVisits;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Set<String> visiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /// When a source was last visited, on the monotonic clock, and how long it may then go without.
  private record Seen(long atNanos, Duration patience) {}

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
    this(NAME, settings, postgresql, visit, nextVisits, new VisitTimes(), clock);
  }

  /// The same by other times than even intervals.
  ///
  /// @param name of the schedule: processes of a cluster share those of the same name
  public QuartzSchedule(
      String name,
      HeraldConfig.Crawler settings,
      HeraldConfig.Postgresql postgresql,
      Consumer<Source> visit,
      Supplier<Map<String, Instant>> nextVisits,
      VisitTimes times,
      Clock clock) {
    this(
        name, settings, postgresql, visit, nextVisits, times, clock, System::nanoTime, WATCH_EVERY);
  }

  /// @param monotonicNanos as [System#nanoTime]
  /// @param watchEvery how often the watchdog looks
  QuartzSchedule(
      String name,
      HeraldConfig.Crawler settings,
      HeraldConfig.Postgresql postgresql,
      Consumer<Source> visit,
      Supplier<Map<String, Instant>> nextVisits,
      VisitTimes times,
      Clock clock,
      LongSupplier monotonicNanos,
      Duration watchEvery) {
    this.times = times;
    this.clock = clock;
    this.monotonicNanos = monotonicNanos;
    this.watchEvery = watchEvery;
    this.nextVisits = nextVisits;
    try {
      StdSchedulerFactory factory = new StdSchedulerFactory();
      factory.initialize(QuartzSettings.of(name, settings, postgresql));
      this.quartz = factory.getScheduler();
      VisitJob.Visit run = id -> visit(id, visit);
      quartz.getContext().put(VisitJob.VISIT, run);
    } catch (SchedulerException e) {
      throw new IllegalStateException("quartz cannot be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public void start() {
    ClockSteps steps = new ClockSteps(clock, monotonicNanos);
    try {
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("quartz does not start: " + e.getMessage(), e);
    }
    Thread.ofVirtual().name("overdue-sources").start(() -> watch(steps));
  }

  @Override
  public synchronized void update(List<Source> now) {
    Set<String> kept = new HashSet<>();
    Map<String, Instant> due = nextVisits();
    int overdue = VisitTimes.overdue(now, due, clock.instant());
    for (Source source : now) {
      if (!source.enabled()) continue;
      kept.add(source.id());
      Source before = sources.put(source.id(), source);
      if (before == null
          || !before.schedule().equals(source.schedule())
          || !Triggers.authority(before).equals(Triggers.authority(source)))
        schedule(source, Optional.ofNullable(due.get(source.id())), overdue);
    }
    for (String id : Set.copyOf(sources.keySet())) if (!kept.contains(id)) unschedule(id);
  }

  @Override
  public boolean visitNow(String sourceId) {
    Source source = sources.get(sourceId);
    if (source == null) return false;
    try {
      quartz.scheduleJob(Triggers.once(source, clock.instant()));
      return true;
    } catch (SchedulerException e) {
      LOG.warn("cannot be made due source={} reason={}", sourceId, e.getMessage());
      return false;
    }
  }

  @Override
  public Instant next(Source source, Instant now) {
    return times.next(source, now);
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
      seen.put(id, seenNow(source));
      if (!closed) follow(source);
    }
  }

  /// Quartz repeats by the schedule alone; what was learned of a source, and visits in vain, move
  /// its next visit.
  private void follow(Source source) {
    try {
      if (!times.isMoved(source) || !sources.containsKey(source.id())) return;
      Trigger next = Triggers.trigger(source, times, times.next(source, clock.instant()));
      quartz.rescheduleJob(next.getKey(), next);
    } catch (SchedulerException | RuntimeException e) {
      // It is visited by its schedule, then.
      LOG.warn("the next visit is not moved source={} reason={}", source.id(), e.toString());
    }
  }

  private Seen seenNow(Source source) {
    Instant now = clock.instant();
    Duration patience =
        Duration.between(now, times.next(source, now))
            .plus(source.schedule().every())
            .plus(OVERDUE);
    return new Seen(monotonicNanos.getAsLong(), patience);
  }

  private void schedule(Source source, Optional<Instant> due, int overdue) {
    try {
      JobDetail job = Triggers.job(source);
      quartz.addJob(job, true);
      Instant now = clock.instant();
      Trigger trigger = Triggers.trigger(source, times, times.first(source, due, now, overdue));
      Trigger before = quartz.getTrigger(trigger.getKey());
      if (before == null) quartz.scheduleJob(trigger);
      // Another process of the cluster may have set it already: its times are not to be upset.
      else if (!Triggers.sameTimes(before, trigger) || isTooFarAhead(source, before, now))
        quartz.rescheduleJob(trigger.getKey(), trigger);
      seen.putIfAbsent(source.id(), seenNow(source));
    } catch (SchedulerException e) {
      LOG.warn("not scheduled source={} reason={}", source.id(), e.getMessage());
    }
  }

  private boolean isTooFarAhead(Source source, Trigger trigger, Instant now) {
    return trigger.getNextFireTime() != null
        && !times.isPlausible(source, trigger.getNextFireTime().toInstant(), now);
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
      quartz.unscheduleJob(Triggers.key(id));
      sources.remove(id);
      seen.remove(id);
    } catch (SchedulerException e) {
      LOG.warn("still scheduled source={} reason={}", id, e.getMessage());
    }
  }

  private void watch(ClockSteps steps) {
    while (!closed) {
      try {
        Thread.sleep(watchEvery);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      Duration step = steps.since();
      if (step.compareTo(SET_BACK) < 0) bringBack(step);
      visitOverdue();
    }
  }

  /// Quartz waits for the times it has set; after a clock was set back they may be hours ahead.
  private synchronized void bringBack(Duration step) {
    LOG.warn("the clock was set back seconds={}", step.negated().toSeconds());
    int count = sources.size();
    for (Source source : sources.values()) schedule(source, Optional.empty(), count);
  }

  /// Quartz is known to leave triggers stuck for ever; a source must not go unvisited for that.
  private void visitOverdue() {
    List<Source> late = sources.values().stream().filter(this::isOverdue).toList();
    if (late.isEmpty()) return;
    Map<String, Instant> due = nextVisits();
    for (Source source : late) {
      seen.put(source.id(), seenNow(source));
      Instant now = clock.instant();
      // Another process may have visited it meanwhile.
      if (Optional.ofNullable(due.get(source.id()))
          .filter(at -> at.isAfter(now) && times.isPlausible(source, at, now))
          .isPresent()) continue;
      LOG.warn("overdue source={}", source.id());
      if (!visitNow(source.id())) schedule(source, Optional.empty(), late.size());
    }
  }

  private boolean isOverdue(Source source) {
    Seen last = seen.get(source.id());
    return last != null
        && !visiting.contains(source.id())
        && monotonicNanos.getAsLong() - last.atNanos() > last.patience().toNanos();
  }
}
