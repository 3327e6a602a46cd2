package dev.herald.crawler.world;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes up everything that happens at one press office, once and for all.
///
/// @param truths in the order of their publication; a statement's number is its index
/// @param outages in order
record History(List<Truth> truths, List<Outage> outages) {
  private static final Duration BEFORE = Duration.ofDays(30);
  private static final double WEEKEND_SHARE = 0.1;
  private static final double NIGHT_SHARE = 0.05;
  private static final double BURSTS_A_DAY = 1 / 40.0;
  private static final double OUTAGES_A_DAY = 1 / 20.0;
  private static final double EDITED = 0.15;
  private static final double GONE = 0.03;

  static History of(Habits habits, Instant from, Instant until, RandomGenerator random) {
    List<Truth> truths = new ArrayList<>();
    List<Outage> outages = new ArrayList<>();
    LocalDate first = LocalDate.ofInstant(from.minus(BEFORE), habits.zone());
    LocalDate last = LocalDate.ofInstant(until, habits.zone());
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      DayOfWeek weekday = day.getDayOfWeek();
      boolean weekend = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
      double expected = habits.perWorkday() * (weekend ? WEEKEND_SHARE : 1);
      for (int i = poisson(expected, random); i > 0; i--)
        truths.add(truth(moment(habits, day, random), random));
      if (random.nextDouble() < BURSTS_A_DAY) burst(habits, day, truths, random);
      if (random.nextDouble() < OUTAGES_A_DAY) outages.add(outage(habits, day, random));
    }
    truths.sort(Comparator.comparing(Truth::publishedAt));
    outages.sort(Comparator.comparing(Outage::from));
    return new History(List.copyOf(truths), List.copyOf(outages));
  }

  private static Instant moment(Habits habits, LocalDate day, RandomGenerator random) {
    boolean night = random.nextDouble() < NIGHT_SHARE;
    int hour = night ? random.nextInt(24) : 8 + (random.nextInt(11) + random.nextInt(11)) / 2;
    LocalTime time = LocalTime.of(hour, random.nextInt(60), random.nextInt(60));
    return day.atTime(time).atZone(habits.zone()).toInstant();
  }

  /// Many statements within minutes; now and then more than the list can name.
  private static void burst(
      Habits habits, LocalDate day, List<Truth> truths, RandomGenerator random) {
    Instant at = moment(habits, day, random);
    int count = 3 + random.nextInt(habits.listed());
    for (int i = 0; i < count; i++) {
      truths.add(truth(at, random));
      at = at.plusSeconds(1 + random.nextInt(60));
    }
  }

  private static Truth truth(Instant at, RandomGenerator random) {
    List<Instant> edits = new ArrayList<>();
    if (random.nextDouble() < EDITED)
      for (int i = random.nextInt(3); i >= 0; i--) edits.add(at.plus(someTime(random)));
    edits.sort(Comparator.naturalOrder());
    boolean goes = random.nextDouble() < GONE;
    Instant goneAt = goes ? at.plus(someTime(random)) : Instant.MAX;
    boolean returns = goes && random.nextDouble() < 0.3;
    return new Truth(
        at,
        List.copyOf(edits),
        goneAt,
        returns ? goneAt.plus(someTime(random)) : Instant.MAX,
        random.nextBoolean());
  }

  /// From minutes to weeks, short times most often.
  private static Duration someTime(RandomGenerator random) {
    return Duration.ofMinutes((long) Math.exp(2 + 8 * random.nextDouble()));
  }

  private static Outage outage(Habits habits, LocalDate day, RandomGenerator random) {
    Outage.Kind[] kinds = Outage.Kind.values();
    Outage.Kind kind = kinds[random.nextInt(kinds.length)];
    Instant at = moment(habits, day, random);
    int minutes = 5 + random.nextInt(kind == Outage.Kind.PAGES_LOST ? 6 * 60 : 24 * 60);
    return new Outage(
        at, at.plus(Duration.ofMinutes(minutes)), kind, 60 * (1 + random.nextInt(120)));
  }

  private static int poisson(double mean, RandomGenerator random) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) count++;
    return count;
  }
}
