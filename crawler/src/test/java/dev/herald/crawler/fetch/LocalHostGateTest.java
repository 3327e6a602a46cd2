package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalHostGateTest {
  private static final RobotsAuthority PRESS = new RobotsAuthority("https", "press.example", 443);
  private static final RobotsAuthority BANK = new RobotsAuthority("https", "bank.example", 443);
  private static final Duration SPACING = Duration.ofMillis(50);

  private final LocalHostGate gate = new LocalHostGate();

  @Test
  void requestsToOneAuthorityAreSpacedAndNeverOverlap() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Long> starts = new CopyOnWriteArrayList<>();
    List<Long> ends = new CopyOnWriteArrayList<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 6; i++)
        done.add(
            threads.submit(
                () -> {
                  try (HostGate.Turn _ = gate.await(PRESS, SPACING)) {
                    starts.add(System.nanoTime());
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    inside.decrementAndGet();
                    ends.add(System.nanoTime());
                  }
                  return null;
                }));
      for (Future<?> task : done) task.get(10, TimeUnit.SECONDS);
    }

    for (int i = 1; i < 6; i++)
      assertThat(Duration.ofNanos(starts.get(i) - ends.get(i - 1))).isGreaterThanOrEqualTo(SPACING);
  }

  @Test
  void oneAuthorityDoesNotHoldUpAnother() throws Exception {
    try (HostGate.Turn _ = gate.await(PRESS, SPACING);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> other =
          threads.submit(
              () -> {
                gate.await(BANK, SPACING).close();
                return null;
              });

      assertThat(other.get(5, TimeUnit.SECONDS)).isNull();
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingDoesNotKeepTheTurn() throws Exception {
    gate.await(PRESS, Duration.ZERO).close();
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    gate.await(PRESS, Duration.ofHours(1)).close();
                  } catch (InterruptedException _) {
                    interrupted.countDown();
                  }
                });

    waiting.interrupt();

    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    gate.await(PRESS, Duration.ZERO).close();
  }

  @Test
  void aTurnClosedTwiceFreesOnePlace() throws Exception {
    HostGate.Turn turn = gate.await(PRESS, Duration.ZERO);
    turn.close();
    turn.close();
    HostGate.Turn second = gate.await(PRESS, Duration.ZERO);

    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> gate.await(PRESS, Duration.ZERO))
        .isInstanceOf(InterruptedException.class);
    second.close();
  }
}
