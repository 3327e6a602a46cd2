package dev.herald.crawler.world;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/// How one press office works.
///
/// @param perWorkday statements on an ordinary working day
/// @param listed how many its list names
/// @param validators what its conditional answers are worth
/// @param counts whether its pages print how often they were read
/// @param crawlDelay what its robots.txt asks for
record Habits(
    ZoneId zone,
    double perWorkday,
    int listed,
    Validators validators,
    boolean counts,
    Optional<Duration> crawlDelay) {
  static final double LEAST_BUSY = 0.2;
  static final double BUSIEST = 8;
  private static final List<String> ZONES =
      List.of(
          "Europe/Sofia",
          "Europe/London",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Baku",
          "America/Santiago",
          "UTC");
  private static final double[] PER_WORKDAY = {LEAST_BUSY, 0.5, 1, 2, 4, BUSIEST};
  private static final int[] LISTED = {10, 15, 20, 30, 50};

  /// What a host's conditional answers are worth.
  enum Validators {
    ETAG,
    LAST_MODIFIED,
    NONE,
    /// Says 304 for its list to everyone until midnight, whatever was added.
    LIST_LIES,
    /// Says 304 for a statement's page although it was changed.
    PAGES_LIE
  }

  /// @param busiest the most statements on an ordinary working day
  static Habits of(RandomGenerator random, double busiest) {
    double[] kindsOfOffice = DoubleStream.of(PER_WORKDAY).filter(per -> per <= busiest).toArray();
    double per = kindsOfOffice[random.nextInt(kindsOfOffice.length)];
    Validators[] kinds = Validators.values();
    boolean honest = random.nextDouble() < 0.6;
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    int listed = Math.max(LISTED[random.nextInt(LISTED.length)], (int) (per * 3));
    Validators kind =
        honest ? kinds[random.nextInt(2)] : kinds[2 + random.nextInt(kinds.length - 2)];
    return new Habits(
        zone,
        per,
        listed,
        kind,
        kind == Validators.NONE,
        random.nextDouble() < 0.1
            ? Optional.of(Duration.ofSeconds(2 + random.nextInt(9)))
            : Optional.empty());
  }
}
