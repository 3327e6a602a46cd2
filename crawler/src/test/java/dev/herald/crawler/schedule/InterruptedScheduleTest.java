package dev.herald.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Schedule;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/// What happens after the process stood still, or the machine's clock was set.
@Timeout(90)
class InterruptedScheduleTest {
  private static final Duration OFTEN = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<Source> SOURCES =
      IntStream.range(0, 30)
          .mapToObj(i -> TestSources.source("s" + i, "https://h%d.example/".formatted(i), OFTEN))
          .toList();

  private final BlockingQueue<String> visits = new LinkedBlockingQueue<>();

  @Test
  void afterAnHourStandingStillEachSourceIsVisitedOnce() throws InterruptedException {
    Map<String, Instant> due =
        SOURCES.stream().collect(Collectors.toMap(Source::id, _ -> Instant.now().minus(HOUR)));
    try (var schedule =
        new QuartzSchedule(
            HeraldConfig.defaults().crawler(),
            HeraldConfig.defaults().postgresql(),
            source -> visits.add(source.id()),
            () -> due,
            Clock.systemUTC())) {
      schedule.update(SOURCES);
      schedule.start();

      assertThat(eachOnce()).hasSize(SOURCES.size()).containsOnlyOnceElementsOf(ids());
    }
  }

  @Test
  void afterAnHourTheClusteredStoreOwesEachSourceOneVisitNotSix() throws InterruptedException {
    String url = TestDatabase.createUrl();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    CrawlState.open(database);
    try (var before = clustered(url)) {
      before.update(SOURCES);
      before.start();
      assertThat(eachOnce()).hasSize(SOURCES.size());
    }
    Jdbi.create(database)
        .useHandle(
            handle ->
                handle.execute(
                    """
                    UPDATE crawler.qrtz_triggers SET
                      next_fire_time = next_fire_time - 3600000,
                      prev_fire_time = prev_fire_time - 3600000
                    """));

    try (var after = clustered(url)) {
      after.update(SOURCES);
      after.start();

      assertThat(eachOnce()).hasSize(SOURCES.size()).containsOnlyOnceElementsOf(ids());
    }
  }

  @Test
  void aClockThatIsSetBackDoesNotSilenceTheSources() throws InterruptedException {
    // Quartz reads the machine's clock: this one runs an hour ahead of it when the times are set.
    AtomicReference<Duration> ahead = new AtomicReference<>(HOUR);
    Clock clock = TestClocks.shifted(ahead::get);
    try (var schedule = local(clock, Duration.ofMillis(50))) {
      schedule.update(SOURCES);
      schedule.start();
      assertThat(visits.poll(3, TimeUnit.SECONDS)).isNull();

      ahead.set(Duration.ZERO);

      assertThat(eachOnce()).hasSize(SOURCES.size()).containsOnlyOnceElementsOf(ids());
    }
  }

  @Test
  void norThoseThatAreVisitedByCron() throws InterruptedException {
    AtomicReference<Duration> ahead = new AtomicReference<>(HOUR);
    Schedule everySecond = new Schedule(OFTEN, Optional.of("* * * * * ?"), 0, List.of());
    Source source =
        TestSources.source("a", "https://a.example/", java.time.ZoneOffset.UTC, everySecond);
    try (var schedule = local(TestClocks.shifted(ahead::get), Duration.ofMillis(50))) {
      schedule.update(List.of(source));
      schedule.start();
      assertThat(visits.poll(3, TimeUnit.SECONDS)).isNull();

      ahead.set(Duration.ZERO);

      assertThat(visits.take()).isEqualTo("a");
    }
  }

  @Test
  void aClockThatIsSetForwardMakesEachSourceDueOnce() throws InterruptedException {
    // An hour behind the machine's clock when the times are set: all of them are then missed.
    AtomicReference<Duration> ahead = new AtomicReference<>(HOUR.negated());
    Clock clock = TestClocks.shifted(ahead::get);
    try (var schedule = local(clock, Duration.ofMillis(50))) {
      schedule.update(SOURCES);
      ahead.set(Duration.ZERO);
      schedule.start();

      assertThat(eachOnce()).hasSize(SOURCES.size()).containsOnlyOnceElementsOf(ids());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Sofia, 2026-03-29T00:00:00Z",
    "Europe/Sofia, 2026-10-25T00:00:00Z",
    "America/New_York, 2026-03-08T06:00:00Z",
    "America/New_York, 2026-11-01T05:00:00Z",
    "Australia/Lord_Howe, 2026-04-04T14:00:00Z",
    "Australia/Lord_Howe, 2026-10-03T14:00:00Z"
  })
  void theNightTheClocksChangeHasNoGapAndNoRush(String zone, Instant change) {
    Function<Optional<String>, Source> source =
        cron ->
            TestSources.source(
                "a",
                "https://a.example/",
                java.time.ZoneId.of(zone),
                new Schedule(Duration.ofMinutes(15), cron, 0, List.of()));
    VisitTimes times = new VisitTimes();
    for (Source visited :
        List.of(source.apply(Optional.empty()), source.apply(Optional.of("0 0/15 * * * ?")))) {
      Instant at = change.minus(HOUR.multipliedBy(3));
      for (int i = 0; i < 24; i++) {
        Instant next = times.next(visited, at);
        assertThat(next).isEqualTo(at.plus(Duration.ofMinutes(15)));
        at = next;
      }
    }
  }

  private QuartzSchedule local(Clock clock, Duration watchEvery) {
    return new QuartzSchedule(
        QuartzSchedule.NAME,
        HeraldConfig.defaults().crawler(),
        HeraldConfig.defaults().postgresql(),
        source -> visits.add(source.id()),
        Map::of,
        new VisitTimes(),
        clock,
        System::nanoTime,
        watchEvery);
  }

  private QuartzSchedule clustered(String url) {
    return new QuartzSchedule(
        ClusterMember.clustered(),
        ClusterMember.postgresql(url),
        source -> visits.add(source.id()),
        Map::of,
        Clock.systemUTC());
  }

  private static List<String> ids() {
    return SOURCES.stream().map(Source::id).toList();
  }

  /// All visits until every source had one, and those of the three seconds after.
  private List<String> eachOnce() throws InterruptedException {
    List<String> seen = new java.util.ArrayList<>();
    while (seen.size() < SOURCES.size()) seen.add(visits.take());
    for (String more = poll(); !more.isEmpty(); more = poll()) seen.add(more);
    return seen;
  }

  private String poll() throws InterruptedException {
    return Optional.ofNullable(visits.poll(3, TimeUnit.SECONDS)).orElse("");
  }
}
