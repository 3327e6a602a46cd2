package dev.herald.crawler.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.fetch.HostGate;
import dev.herald.crawler.fetch.LocalHostGate;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.url.CanonicalUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedHostGateTest {
  private static final RobotsAuthority HOST =
      RobotsAuthority.of(CanonicalUrl.parse("https://press.example/a").orElseThrow());

  @Test
  void twoProcessesTakeTurnsAtOneHostWithItsSpacing()
      throws InterruptedException, ExecutionException {
    DataSource database = TestDatabase.create();
    CrawlState.open(database);
    List<HostGate> processes = List.of(gate(database, 60_000), gate(database, 60_000));
    Duration spacing = Duration.ofMillis(40);
    AtomicInteger atOnce = new AtomicInteger();
    List<Integer> most = Collections.synchronizedList(new ArrayList<>());
    List<Long> startedNanos = Collections.synchronizedList(new ArrayList<>());

    List<Future<?>> turns = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        HostGate gate = processes.get(i % 2);
        turns.add(
            threads.submit(
                () -> {
                  try (HostGate.Turn _ = gate.await(HOST, spacing)) {
                    startedNanos.add(System.nanoTime());
                    most.add(atOnce.incrementAndGet());
                    atOnce.decrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> turn : turns) turn.get();
    }

    assertThat(most).hasSize(10).containsOnly(1);
    for (int i = 1; i < 10; i++)
      assertThat(startedNanos.get(i) - startedNanos.get(i - 1)).isGreaterThan(35_000_000);
  }

  @Test
  void aTurnOfAProcessThatDiedComesFreeWhenItsLeaseEnds() throws InterruptedException {
    DataSource database = TestDatabase.create();
    CrawlState.open(database);
    HostGate.Turn neverClosed = gate(database, 200).await(HOST, Duration.ZERO);
    assertThat(neverClosed).isNotNull();

    try (HostGate.Turn next = gate(database, 200).await(HOST, Duration.ZERO)) {
      assertThat(next).isNotNull();
    }
  }

  @Test
  void aClockThatIsSetBackHoldsNoHostBack() throws InterruptedException {
    DataSource database = TestDatabase.create();
    CrawlState.open(database);
    gate(database, 60_000).await(HOST, Duration.ZERO).close();
    Jdbi.create(database)
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE crawler.host_turn SET ended_at = now() + interval '5 hours'"));

    try (HostGate.Turn next = gate(database, 60_000).await(HOST, Duration.ofSeconds(1))) {
      assertThat(next).isNotNull();
    }
  }

  private static HostGate gate(DataSource database, long leaseMillis) {
    return new SharedHostGate(new LocalHostGate(), database, Duration.ofMillis(leaseMillis));
  }
}
