package dev.herald.crawler.fetch;

import java.time.Duration;

/// Time that one chain of requests may take; waiting for a turn does not count. For one thread.
final class Budget {
  private final Duration whole;
  private long leftNanos;

  Budget(Duration whole) {
    this.whole = whole;
    this.leftNanos = whole.toNanos();
  }

  /// Counts what has passed since `startedAt` on [System#nanoTime].
  void spendSince(long startedAt) {
    leftNanos -= System.nanoTime() - startedAt;
  }

  long leftNanos() {
    return leftNanos;
  }

  boolean isSpent() {
    return leftNanos <= 0;
  }

  Duration whole() {
    return whole;
  }
}
