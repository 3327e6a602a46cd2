package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// The gate of a crawler that runs in one process.
///
/// Spacing is measured on the monotonic clock, so a jump of the wall clock neither stops the crawl
/// nor lets it rush.
public final class LocalHostGate implements HostGate {
  private static final int MAX_IDLE_AUTHORITIES = 10_000;
  private static final long FORGET_AFTER = Duration.ofHours(1).toNanos();

  private final ConcurrentHashMap<RobotsAuthority, Lane> lanes = new ConcurrentHashMap<>();

  @Override
  public Turn await(RobotsAuthority authority, Duration spacing) throws InterruptedException {
    if (lanes.size() > MAX_IDLE_AUTHORITIES) lanes.values().removeIf(Lane::isForgettable);
    Lane lane = lanes.computeIfAbsent(authority, _ -> new Lane());
    lane.turn.acquire();
    boolean mine = false;
    try {
      long wait = lane.remaining(spacing);
      if (wait > 0) Thread.sleep(Duration.ofNanos(wait));
      mine = true;
      AtomicBoolean open = new AtomicBoolean(true);
      return () -> {
        if (open.getAndSet(false)) lane.end();
      };
    } finally {
      if (!mine) lane.turn.release();
    }
  }

  private static final class Lane {
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean used;
    private volatile long endedAt;

    private long remaining(Duration spacing) {
      return used ? spacing.toNanos() - (System.nanoTime() - endedAt) : 0;
    }

    private void end() {
      endedAt = System.nanoTime();
      used = true;
      turn.release();
    }

    private boolean isForgettable() {
      return turn.availablePermits() > 0
          && !turn.hasQueuedThreads()
          && used
          && System.nanoTime() - endedAt > FORGET_AFTER;
    }
  }
}
