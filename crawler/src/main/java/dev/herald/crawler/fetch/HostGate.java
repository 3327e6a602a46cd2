package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;

/// Lets one request at a time through to each robots authority, with its spacing between them.
///
/// ```java
/// try (HostGate.Turn turn = gate.await(RobotsAuthority.of(url), Duration.ofSeconds(1))) {
///   …                                   // one request; nobody else asks this authority now
/// }
/// ```
///
/// Thread-safe. Those who wait come in the order they came.
public interface HostGate {
  /// Waits until the authority is free and `spacing` has passed since its last request ended.
  ///
  /// @param spacing not negative; zero does not wait
  /// @throws InterruptedException if the thread is interrupted while it waits
  Turn await(RobotsAuthority authority, Duration spacing) throws InterruptedException;

  /// The right to ask once; closing it says that the request has ended.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }
}
