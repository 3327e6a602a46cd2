package dev.herald.indexer.notify;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Where canaries arrive: takes each, and measures how long it was on its way.
final class CanaryChannel implements Channel {
  private final Timer latency;
  private final Clock clock;

  CanaryChannel(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.latency =
        Timer.builder("herald.canary.latency")
            .description("From a canary's first stand in its list to its delivery")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
  }

  @Override
  public Duration longest() {
    return Duration.ZERO;
  }

  @Override
  public Outcome send(Alert alert) {
    latency.record(Duration.between(listedAt(alert), clock.instant()));
    return new Outcome.Delivered();
  }

  @Override
  public Outcome send(Digest digest) {
    digest.alerts().forEach(this::send);
    return new Outcome.Delivered();
  }

  /// A canary's address ends with the milliseconds since 1970 at which it was listed.
  static Instant listedAt(Alert alert) {
    String url = alert.url();
    try {
      return Instant.ofEpochMilli(Long.parseLong(url.substring(url.lastIndexOf('/') + 1)));
    } catch (NumberFormatException e) {
      throw new DateTimeParseException("'" + url + "' is not a canary's address", url, 0, e);
    }
  }
}
