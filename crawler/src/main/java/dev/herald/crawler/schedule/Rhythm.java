package dev.herald.crawler.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// In which hours of its own zone a source publishes, learned from when its statements appeared.
///
/// Visits go with the square root of the rate: of all ways to spread the same number of visits over
/// a week, that one makes statements wait least. Working days and weekends have their own hours;
/// hours are counted as they pass, so a night in which clocks change has 23 or 25 of them.
/// Immutable.
///
/// @param zone the institution's
/// @param speeds 24 of working days, 24 of weekends; 1 on average over a week
/// @param longest time between two visits in which the source's list cannot turn over, as far as it
///   was ever seen to
public record Rhythm(ZoneId zone, List<Double> speeds, Duration longest) {
  /// How long back a source's habits are looked at.
  public static final Duration MEMORY = Duration.ofDays(56);

  private static final int HOURS = 24;
  private static final int WORKDAYS = 5;
  private static final int WEEKEND = 2;
  private static final int LEAST_STATEMENTS = 20;
  private static final Duration LEAST_TIME = Duration.ofDays(14);

  /// Share of the rate that is spread evenly: what was never seen may still happen.
  private static final double ANY_TIME = 0.15;

  public Rhythm {
    speeds = List.copyOf(speeds);
    if (!speeds.isEmpty() && speeds.size() != 2 * HOURS)
      throw new IllegalArgumentException("48 speeds make a rhythm, not " + speeds.size());
  }

  /// Nothing is known: visits at even intervals.
  public static Rhythm none(ZoneId zone) {
    return new Rhythm(zone, List.of(), Duration.ZERO);
  }

  /// Learns from when statements were first seen.
  ///
  /// @param seen while the source was watched: what its list held at the first visit says nothing
  /// @param listed how many statements its list names at once; 0 if that is not known
  /// @return [#none] while too little was seen
  public static Rhythm learn(List<Instant> seen, int listed, ZoneId zone, Instant now) {
    List<Instant> recent = seen.stream().filter(now.minus(MEMORY)::isBefore).sorted().toList();
    if (listed == 0
        || recent.size() < LEAST_STATEMENTS
        || recent.getFirst().isAfter(now.minus(LEAST_TIME))) return none(zone);
    double[] rates = new double[2 * HOURS];
    Map<Instant, Integer> hours = new HashMap<>();
    for (Instant at : recent) {
      int hour = hour(at.atZone(zone));
      rates[hour] += 1.0 / (hour < HOURS ? WORKDAYS : WEEKEND);
      hours.merge(at.truncatedTo(ChronoUnit.HOURS), 1, Integer::sum);
    }
    int busiest = hours.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    // Half the list may be new at the next visit, in an hour as busy as the busiest ever seen.
    Duration longest = Duration.ofHours(1).multipliedBy(listed).dividedBy(2L * busiest);
    return new Rhythm(zone, speeds(rates), longest);
  }

  private static List<Double> speeds(double[] rates) {
    double even = weekly(DoubleStream.of(rates).boxed().toList()) / (7 * HOURS);
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < rates.length; i++)
      speeds.add(Math.sqrt((1 - ANY_TIME) * smooth(rates, i) + ANY_TIME * even));
    double mean = weekly(speeds) / (7 * HOURS);
    return speeds.stream().map(speed -> speed / mean).toList();
  }

  /// With a share of the hours beside it: nobody publishes by the stroke of the hour.
  private static double smooth(double[] rates, int i) {
    int day = i - i % HOURS;
    double before = rates[day + (i + HOURS - 1) % HOURS];
    double after = rates[day + (i + 1) % HOURS];
    return rates[i] / 2 + (before + after) / 4;
  }

  private static double weekly(List<Double> perHour) {
    double sum = 0;
    for (int i = 0; i < perHour.size(); i++)
      sum += perHour.get(i) * (i < HOURS ? WORKDAYS : WEEKEND);
    return sum;
  }

  /// Whether anything was learned.
  public boolean isKnown() {
    return !speeds.isEmpty();
  }

  /// When the next visit is due: sooner where the source is busy, later where it is not.
  ///
  /// @param every the time between two visits on average over a week
  /// @param least no visit is due sooner
  /// @param most nor later; nor after [#longest], where that is longer than `every`
  Instant next(Instant now, Duration every, Duration least, Duration most) {
    if (!isKnown()) return now.plus(every);
    double bound = Math.min(seconds(most), Math.max(seconds(longest), seconds(least)));
    double left = 1;
    ZonedDateTime at = now.atZone(zone);
    while (true) {
      double interval = Math.clamp(seconds(every) / speeds.get(hour(at)), seconds(least), bound);
      // Counted on and not set to the full hour: where clocks change by half an hour, the full hour
      // before may be the one that comes next.
      ZonedDateTime end = at.plusHours(1).minusMinutes(at.getMinute()).minusSeconds(at.getSecond());
      double share = seconds(Duration.between(at, end)) / interval;
      if (share >= left) return within(at.toInstant(), left * interval, now, least, bound);
      left -= share;
      at = end;
    }
  }

  private static Instant within(
      Instant from, double seconds, Instant now, Duration least, double most) {
    Instant due = from.plusMillis((long) (1_000 * seconds));
    Instant soonest = now.plus(least);
    Instant latest = now.plusMillis((long) (1_000 * most));
    return due.isBefore(soonest) ? soonest : due.isAfter(latest) ? latest : due;
  }

  private static int hour(ZonedDateTime at) {
    DayOfWeek day = at.getDayOfWeek();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    return at.getHour() + (weekend ? HOURS : 0);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
