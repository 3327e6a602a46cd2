package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// The gate of a crawler that runs in one process.
///
/// Spacing is measured on the monotonic clock, so a jump of the wall clock neither stops the crawl
/// nor lets it rush.
public final class LocalHostGate implements HostGate {
  private static final int MAX_IDLE_AUTHORITIES = 10_000;
  private static final long FORGET_AFTER = Duration.ofHours(1).toNanos();

  private final ConcurrentHashMap<RobotsAuthority, Lane> lanes = new ConcurrentHashMap<>();
  private final LongSupplier monotonicNanos;
  private final Sleep sleep;

  /// Waits for as long as it is told.
  @FunctionalInterface
  public interface Sleep {
    /// Returns when the wait is over.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    void of(Duration wait) throws InterruptedException;
  }

  /// By the machine's monotonic clock.
  public LocalHostGate() {
    this(System::nanoTime, Thread::sleep);
  }

  /// By another clock.
  ///
  /// @param monotonicNanos as [System#nanoTime]
  /// @param sleep after which that clock is on by as much
  public LocalHostGate(LongSupplier monotonicNanos, Sleep sleep) {
    this.monotonicNanos = monotonicNanos;
    this.sleep = sleep;
  }

  @Override
  public Turn await(RobotsAuthority authority, Duration spacing) throws InterruptedException {
    if (lanes.size() > MAX_IDLE_AUTHORITIES) lanes.values().removeIf(Lane::isForgettable);
    Lane lane = lanes.computeIfAbsent(authority, _ -> new Lane());
    lane.turn.acquire();
    boolean mine = false;
    try {
      long wait = lane.remaining(spacing);
      if (wait > 0) sleep.of(Duration.ofNanos(wait));
      mine = true;
      AtomicBoolean open = new AtomicBoolean(true);
      return () -> {
        if (open.getAndSet(false)) lane.end();
      };
    } finally {
      if (!mine) lane.turn.release();
    }
  }

  private final class Lane {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean used;
    private volatile long endedAt;

    private long remaining(Duration spacing) {
      return used ? spacing.toNanos() - (monotonicNanos.getAsLong() - endedAt) : 0;
    }

    private void end() {
      endedAt = monotonicNanos.getAsLong();
      used = true;
      turn.release();
    }

    private boolean isForgettable() {
      return turn.availablePermits() > 0
          && !turn.hasQueuedThreads()
          && used
          && monotonicNanos.getAsLong() - endedAt > FORGET_AFTER;
    }
  }
}
