package dev.herald.crawler.state;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Instant;

/// Which hosts are believed when they say that nothing was modified. Thread-safe.
public interface HostTrust {
  /// Whether a host is asked conditionally.
  boolean isTrusted(RobotsAuthority host, Instant now);

  /// Takes that privilege from a host.
  void distrust(RobotsAuthority host, Instant until);
}
