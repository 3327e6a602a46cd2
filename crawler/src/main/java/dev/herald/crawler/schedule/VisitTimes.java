package dev.herald.crawler.schedule;

import dev.herald.config.source.Source;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When sources are due: the decisions of the schedule, free of any scheduler and any clock.
///
/// Example: `new VisitTimes().next(source, Instant.now())`.
///
/// The same for one source in every process, so that a cluster agrees on its times. Thread-safe.
public final class VisitTimes {
  private static final Logger LOG = LoggerFactory.getLogger(VisitTimes.class);

  /// Within how long sources that are due at once begin: two seconds and 5 ms for each of them.
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final Duration SOON_EACH = Duration.ofMillis(5);

  private final Function<Source, Rhythm> rhythms;
  private final Setbacks setbacks;

  /// Visits at even intervals.
  public VisitTimes() {
    this(source -> Rhythm.none(source.zone()), new Setbacks(Map.of()));
  }

  /// Visits by what was learned of each source, and less often where it cannot be read.
  public VisitTimes(Function<Source, Rhythm> rhythms, Setbacks setbacks) {
    this.rhythms = rhythms;
    this.setbacks = setbacks;
  }

  /// When a source that was just visited is due again.
  public Instant next(Source source, Instant now) {
    Optional<CronExpression> cron = cron(source);
    Instant usual =
        cron.flatMap(times -> nextOf(times, now)).orElseGet(() -> byRhythm(source, now));
    if (!setbacks.isSlowed(source.id())) return usual;
    Instant slowed = now.plus(setbacks.wait(source.id(), Duration.between(now, usual)));
    return cron.flatMap(times -> nextOf(times, slowed.minusSeconds(1))).orElse(slowed);
  }

  private static Optional<Instant> nextOf(CronExpression times, Instant after) {
    return Optional.ofNullable(times.getNextValidTimeAfter(Date.from(after))).map(Date::toInstant);
  }

  private Instant byRhythm(Source source, Instant now) {
    var schedule = source.schedule();
    return rhythms
        .apply(source)
        .next(now, interval(source), schedule.least(), max(schedule.most(), interval(source)));
  }

  /// Whether the next visit is due by what was learned of the source or became of its visits, not
  /// by its schedule alone.
  boolean isMoved(Source source) {
    return setbacks.isSlowed(source.id())
        || (source.schedule().cron().isEmpty() && rhythms.apply(source).isKnown());
  }

  /// When a source is due that the schedule takes up.
  ///
  /// A restart keeps the times. What is overdue begins soon, but not all at one moment; a time that
  /// lies too far ahead is of a clock or a setting that was.
  ///
  /// @param due when it was to be visited, as far as anybody remembers
  /// @param overdue how many sources are overdue at once, or were never visited
  public Instant first(Source source, Optional<Instant> due, Instant now, int overdue) {
    Duration within = min(SOON.plus(SOON_EACH.multipliedBy(overdue)), interval(source));
    Instant soon = now.plusMillis(spread(source.id(), within.toMillis()));
    return due.filter(at -> at.isAfter(now) && isPlausible(source, at, now)).orElse(soon);
  }

  /// How many sources are overdue, or were never visited.
  ///
  /// @param due when each that was ever visited is due again, by source id
  public static int overdue(List<Source> sources, Map<String, Instant> due, Instant now) {
    return Math.toIntExact(
        sources.stream()
            .filter(source -> !due.getOrDefault(source.id(), now).isAfter(now))
            .count());
  }

  /// Whether a source can be due then: no visit lies further ahead than its longest interval, or
  /// the next time of its cron expression.
  boolean isPlausible(Source source, Instant due, Instant now) {
    Optional<CronExpression> cron = cron(source);
    if (cron.isPresent()) {
      Instant skipped = setbacks.isSlowed(source.id()) ? now.plus(Setbacks.LONGEST) : now;
      return nextOf(cron.get(), skipped).filter(due::isAfter).isEmpty();
    }
    Duration usual = max(source.schedule().most(), interval(source));
    return !due.isAfter(now.plus(max(usual, setbacks.wait(source.id(), usual))));
  }

  /// Time between two visits where no cron expression says otherwise, its share of jitter in it.
  Duration interval(Source source) {
    Duration every = source.schedule().every();
    long most = (long) (source.schedule().jitter() * every.toMillis());
    return every.plusMillis(spread(source.id(), most));
  }

  /// The source's cron expression; one that cannot be read leaves the source to its interval.
  static Optional<CronExpression> cron(Source source) {
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

  private static long spread(String id, long most) {
    return most < 1 ? 0 : Math.floorMod((id.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, most);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
