package dev.herald.crawler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Notices when the wall clock is set, by a clock that nobody can set. For one thread.
final class ClockSteps {
  private final InstantSource wall;
  private final LongSupplier monotonicNanos;
  private Instant lastWall;
  private long lastNanos;

  ClockSteps(InstantSource wall, LongSupplier monotonicNanos) {
    this.wall = wall;
    this.monotonicNanos = monotonicNanos;
    this.lastWall = wall.instant();
    this.lastNanos = monotonicNanos.getAsLong();
  }

  /// By how much the wall clock was set since the last look: negative if it was set back.
  Duration since() {
    Instant now = wall.instant();
    long nanos = monotonicNanos.getAsLong();
    Duration step = Duration.between(lastWall, now).minusNanos(nanos - lastNanos);
    lastWall = now;
    lastNanos = nanos;
    return step;
  }
}
