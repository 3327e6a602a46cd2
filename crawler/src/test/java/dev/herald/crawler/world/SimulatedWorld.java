package dev.herald.crawler.world;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.crawler.fetch.HostGate;
import dev.herald.crawler.fetch.HttpFetcher;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.fetch.PlayedHosts;
import dev.herald.crawler.schedule.Rhythm;
import dev.herald.crawler.schedule.Setbacks;
import dev.herald.crawler.schedule.VisitTimes;
import dev.herald.crawler.visit.Balance;
import dev.herald.crawler.visit.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Press offices from a beginning to an end, and the crawler that watches them.
///
/// Everything follows from the seed but the jitter of host health. For one thread.
public final class SimulatedWorld {
  /// How often the crawler's process is stopped, and for how long.
  private static final Duration RESTART_EVERY = Duration.ofDays(9);

  private static final Duration STOPPED = Duration.ofHours(1);

  /// How often a source's rhythm is learned anew.
  private static final Duration LEARN_EVERY = Duration.ofDays(1);

  /// Every so many offices two of them share a host.
  private static final int SHARED_HOST = 5;

  private final Instant start;
  private final Instant end;
  private final List<Office> offices = new ArrayList<>();
  private final WorldClock clock;
  private final Referee referee;
  private final Hosts hosts;
  private final WorldState state = new WorldState();
  private final WorldHostMemory hostMemory = new WorldHostMemory();
  private final Map<String, Learned> learned = new HashMap<>();
  private final Map<String, Office> byId;
  private final Crew crew;

  /// The crawler's manners.
  ///
  /// @param every time between two visits of a source
  /// @param gate makes the gate that spaces requests, by this world's monotonic clock
  record Crew(HeraldConfig.Crawler settings, Duration every, Function<WorldClock, HostGate> gate) {
    static final Crew USUAL =
        new Crew(
            HeraldConfig.defaults().crawler(),
            Duration.ofMinutes(15),
            clock -> new LocalHostGate(clock::nanos, clock::advance));
  }

  /// Who is watched, and for how long.
  ///
  /// @param first number of the first office; worlds of other numbers have other offices
  /// @param busiest the most statements that an office publishes on an ordinary working day
  public record Extent(
      long seed, int first, int count, double busiest, Instant start, Instant end) {}

  /// A world that is watched with Herald's defaults.
  ///
  /// @param every time between two visits of a source
  public SimulatedWorld(Extent extent, Duration every) {
    this(extent, new Crew(Crew.USUAL.settings(), every, Crew.USUAL.gate()));
  }

  SimulatedWorld(Extent extent, Crew crew) {
    this.crew = crew;
    this.start = extent.start();
    this.end = extent.end();
    int first = extent.first();
    for (int i = first; i < first + extent.count(); i++) {
      Random random = new Random(extent.seed() * 1_000_003 + i);
      Habits habits = Habits.of(random, extent.busiest());
      boolean shares = i % SHARED_HOST == 1 && i > first;
      String host = shares ? offices.getLast().host : "office%d.example".formatted(i);
      // Who shares a host shares its trouble and its robots.txt.
      if (shares) habits = sharing(habits, offices.getLast().habits);
      History own = History.of(habits, start, end, random);
      History history =
          shares ? new History(own.truths(), offices.getLast().history.outages()) : own;
      offices.add(new Office("o" + i, host, habits, history));
    }
    this.byId =
        offices.stream().collect(Collectors.toMap(office -> office.id, Function.identity()));
    this.clock = new WorldClock(start);
    this.referee = new Referee(offices, start, end);
    this.hosts = new Hosts(offices, clock, referee, new Random(extent.seed()));
  }

  private static Habits sharing(Habits habits, Habits host) {
    return new Habits(
        habits.zone(),
        habits.perWorkday(),
        habits.listed(),
        habits.validators(),
        habits.counts(),
        host.crawlDelay());
  }

  /// Lets the time pass.
  public Score run() {
    List<Source> sources = offices.stream().map(office -> office.source(crew.every())).toList();
    WorldArchive archive = new WorldArchive(byId);
    Visits[] process = new Visits[1];
    WorldSchedule schedule =
        new WorldSchedule(
            new VisitTimes(this::rhythm, new Setbacks(Map.of())),
            clock,
            source -> process[0].visit(source));
    for (Instant at = start; at.isBefore(end); at = at.plus(RESTART_EVERY)) {
      // What a process knows only by itself is gone with it.
      clock.set(at.equals(start) ? at : at.plus(STOPPED));
      try (HttpFetcher fetcher = fetcher()) {
        Visitor visitor =
            new Visitor(crew.settings(), fetcher, new Pages(), archive, state, referee, clock);
        process[0] =
            source -> {
              CrawlReport report = visitor.visit(source, (now, _) -> schedule.next(source, now));
              report.pages().ifPresent(pages -> Balance.assertNothingLost(report.counts(), pages));
            };
        schedule.update(sources);
        Instant until = at.plus(RESTART_EVERY);
        schedule.runUntil(until.isBefore(end) ? until : end);
      }
    }
    referee.close();
    return referee.score;
  }

  private Rhythm rhythm(Source source) {
    if (state.sources().find(source.id()).isEmpty()) return Rhythm.none(source.zone());
    Learned before = learned.get(source.id());
    if (before != null && clock.instant().isBefore(before.at().plus(LEARN_EVERY)))
      return before.rhythm();
    Rhythm rhythm =
        Rhythm.learn(
            state.firstSeen(source.id()),
            office(source).habits.listed(),
            source.zone(),
            clock.instant());
    learned.put(source.id(), new Learned(rhythm, clock.instant()));
    return rhythm;
  }

  private Office office(Source source) {
    return Objects.requireNonNull(byId.get(source.id()));
  }

  private record Learned(Rhythm rhythm, Instant at) {}

  private interface Visits {
    void visit(Source source);
  }

  private HttpFetcher fetcher() {
    return PlayedHosts.fetcher(
        offices.stream().map(office -> office.host).toList(),
        clock,
        crew.gate().apply(clock),
        hosts,
        hostMemory,
        hostMemory);
  }
}
