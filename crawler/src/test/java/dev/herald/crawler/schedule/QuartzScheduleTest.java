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
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class QuartzScheduleTest {
  private static final HeraldConfig.Crawler SETTINGS = HeraldConfig.defaults().crawler();
  private static final HeraldConfig.Postgresql NO_DATABASE = HeraldConfig.defaults().postgresql();
  private static final Duration HOURLY = Duration.ofHours(1);

  private final BlockingQueue<String> visits = new LinkedBlockingQueue<>();

  @Test
  void aSourceIsVisitedAgainAndAgain() throws InterruptedException {
    try (var schedule = schedule(source -> visits.add(source.id()), Map.of())) {
      schedule.update(List.of(source("a", "https://a.example/", Duration.ofMillis(100))));
      schedule.start();

      for (int i = 0; i < 3; i++) assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
    }
  }

  @Test
  void sourcesOfOneHostAreVisitedOneAfterTheOtherWhileOtherHostsGoOn() throws InterruptedException {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch other = new CountDownLatch(1);
    Consumer<Source> visit =
        source -> {
          if (source.id().equals("other")) {
            other.countDown();
          } else {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            awaitQuietly(other);
            atOnce.decrementAndGet();
          }
          visits.add(source.id());
        };
    try (var schedule = schedule(visit, Map.of())) {
      schedule.update(
          List.of(
              source("a", "https://one.example/a", HOURLY),
              source("b", "https://one.example/b", HOURLY),
              source("other", "https://other.example/", HOURLY)));
      schedule.start();

      for (int i = 0; i < 3; i++) assertThat(visits.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void aSourceThatIsGoneIsNotVisitedAndANewOneIs() throws InterruptedException {
    try (var schedule = schedule(source -> visits.add(source.id()), Map.of())) {
      schedule.update(List.of(source("gone", "https://gone.example/", Duration.ofMillis(100))));
      schedule.update(List.of(source("new", "https://new.example/", Duration.ofMillis(100))));
      schedule.start();

      for (int i = 0; i < 5; i++) assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("new");
      assertThat(schedule.visitNow("gone")).isFalse();
    }
  }

  @Test
  void aFewThatAreOverdueDoNotWaitAsIfAllWere() throws InterruptedException {
    List<Source> many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> source("s" + i, "https://s%d.example/".formatted(i), HOURLY))
            .toList();
    Instant later = Instant.now().plus(Duration.ofMinutes(50));
    Map<String, Instant> due =
        many.stream().skip(3).collect(Collectors.toMap(Source::id, _ -> later));
    try (var schedule = schedule(source -> visits.add(source.id()), due)) {
      schedule.update(many);
      schedule.start();

      Set<String> visited = new HashSet<>();
      for (int i = 0; i < 3; i++) visited.add(String.valueOf(visits.poll(10, TimeUnit.SECONDS)));
      assertThat(visited).containsExactlyInAnyOrder("s0", "s1", "s2");
    }
  }

  @Test
  void aRestartKeepsTheTimesUnlessSomebodyAsks() throws InterruptedException {
    Instant later = Instant.now().plus(Duration.ofMinutes(50));
    try (var schedule = schedule(source -> visits.add(source.id()), Map.of("kept", later))) {
      schedule.update(
          List.of(
              source("kept", "https://kept.example/", HOURLY),
              source("fresh", "https://fresh.example/", HOURLY)));
      schedule.start();
      assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("fresh");

      assertThat(schedule.visitNow("kept")).isTrue();

      assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("kept");
    }
  }

  @Test
  void aCronExpressionThatCannotBeReadLeavesTheInterval() throws InterruptedException {
    Source source =
        source("a", "https://a.example/", new Schedule(HOURLY, Optional.of("often"), 0, List.of()));
    try (var schedule = schedule(visited -> visits.add(visited.id()), Map.of())) {
      schedule.update(List.of(source));
      schedule.start();

      assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
      Instant now = Instant.parse("2026-02-26T15:10:00Z");
      assertThat(schedule.next(source, now)).isEqualTo(now.plus(HOURLY));
    }
  }

  @Test
  void cronIsReadInUtcOnTheNightTheClocksChange() {
    Source source =
        source(
            "a",
            "https://a.example/",
            new Schedule(HOURLY, Optional.of("0 30 * * * ?"), 0, List.of()));
    try (var schedule = schedule(_ -> {}, Map.of())) {
      Instant at = Instant.parse("2026-10-24T23:30:00Z");
      for (int hour = 0; hour < 5; hour++) {
        Instant next = schedule.next(source, at);
        assertThat(next).isEqualTo(at.plus(HOURLY));
        at = next;
      }
    }
  }

  @Test
  void theClusteredStoreRunsVisitsToo() throws InterruptedException {
    String url = TestDatabase.createUrl();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    CrawlState.open(database);
    HeraldConfig.Postgresql postgresql =
        new HeraldConfig.Postgresql(
            Optional.of(url), Optional.of("postgres"), Optional.empty(), 5432, 5);
    HeraldConfig.Crawler clustered =
        new HeraldConfig.Crawler(
            4,
            10,
            SETTINGS.revisions(),
            SETTINGS.withdrawal(),
            SETTINGS.unconditionalEvery(),
            SETTINGS.canaryEvery(),
            true);
    try (var schedule =
        new QuartzSchedule(
            clustered, postgresql, source -> visits.add(source.id()), Map::of, Clock.systemUTC())) {
      schedule.update(List.of(source("a", "https://a.example/", Duration.ofSeconds(1))));
      schedule.start();

      for (int i = 0; i < 2; i++) assertThat(visits.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
    }
  }

  @Test
  void aVisitThatHangsIsInterruptedWhenTheScheduleCloses() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Consumer<Source> hang =
        source -> {
          visits.add(source.id());
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    try (var schedule = schedule(hang, Map.of())) {
      schedule.update(List.of(source("a", "https://a.example/", HOURLY)));
      schedule.start();
      assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
    }

    assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static QuartzSchedule schedule(Consumer<Source> visit, Map<String, Instant> due) {
    return new QuartzSchedule(SETTINGS, NO_DATABASE, visit, () -> due, Clock.systemUTC());
  }

  private static Source source(String id, String feed, Duration every) {
    return TestSources.source(id, feed, every);
  }

  private static Source source(String id, String feed, Schedule schedule) {
    return TestSources.source(id, feed, ZoneOffset.UTC, schedule);
  }
}
