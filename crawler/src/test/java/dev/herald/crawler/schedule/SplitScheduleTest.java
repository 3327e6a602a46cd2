package dev.herald.crawler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.HeraldConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class SplitScheduleTest {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Source PLAIN = TestSources.source("plain", "https://a.example/", OFTEN);
  private static final Source RENDERED =
      TestSources.rendered(TestSources.source("rendered", "https://b.example/", OFTEN));

  private final BlockingQueue<String> visits = new LinkedBlockingQueue<>();

  @Test
  void aProcessWithoutABrowserLeavesItsSourcesToOneWithOne() throws InterruptedException {
    String url = TestDatabase.createUrl();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    CrawlState.open(database);
    try (var without = new SplitSchedule(schedule(url, "plain-only"), Optional.empty())) {
      without.update(List.of(PLAIN, RENDERED));
      without.start();
      for (int i = 0; i < 5; i++) assertThat(visits.poll(20, TimeUnit.SECONDS)).isEqualTo("plain");
      assertThat(without.visitNow("rendered")).isFalse();

      try (var with =
          new SplitSchedule(
              schedule(url, "plain-there"), Optional.of(() -> schedule(url, "browsers")))) {
        with.start();
        with.update(List.of(PLAIN, RENDERED));

        awaitVisit("rendered");
        assertThat(with.visitNow("rendered")).isTrue();
      }
    }
  }

  @Test
  void aSourceThatNeedsABrowserFromNowOnChangesOver() throws InterruptedException {
    try (var schedule =
        new SplitSchedule(
            schedule("", "plain"), Optional.of(() -> schedule("", "browsers-locally")))) {
      schedule.update(List.of(PLAIN));
      schedule.start();
      awaitVisit("plain");

      schedule.update(List.of(TestSources.rendered(PLAIN)));
      visits.clear();

      for (int i = 0; i < 3; i++) awaitVisit("rendered plain");
    }
  }

  private void awaitVisit(String visit) throws InterruptedException {
    while (!visit.equals(visits.poll(20, TimeUnit.SECONDS))) {
      // Visits of other sources come in between.
    }
  }

  /// @param url of the shared store's database; none for a store in memory
  private VisitSchedule schedule(String url, String name) {
    return new QuartzSchedule(
        name,
        url.isEmpty() ? HeraldConfig.defaults().crawler() : ClusterMember.clustered(),
        ClusterMember.postgresql(url),
        source ->
            visits.add((source.isRendered() && url.isEmpty() ? "rendered " : "") + source.id()),
        Map::of,
        new VisitTimes(),
        Clock.systemUTC());
  }
}
