package dev.herald.crawler.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;

/// Clocks that somebody sets.
final class TestClocks {
  private TestClocks() {}

  /// The machine's clock, moved by what `ahead` says at each look.
  static Clock shifted(Supplier<Duration> ahead) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Instant.now().plus(ahead.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
