package dev.herald.crawler.fetch;

import dev.herald.crawler.fetch.HostHealth.Trouble;
import dev.herald.crawler.robots.RobotsAuthority;
import java.util.Map;

/// Keeps hosts' troubles over a restart, so that one that asked for patience still gets it.
/// Thread-safe; a memory that cannot be reached remembers nothing and never throws.
public interface TroubleMemory {
  /// Remembers nothing.
  TroubleMemory NONE =
      new TroubleMemory() {
        @Override
        public Map<RobotsAuthority, Trouble> all() {
          return Map.of();
        }

        @Override
        public void keep(RobotsAuthority authority, Trouble trouble) {
          // Whoever asks for one page has nobody to remember for.
        }

        @Override
        public void forget(RobotsAuthority authority) {
          // As above.
        }
      };

  /// Every trouble that was kept and not forgotten.
  Map<RobotsAuthority, Trouble> all();

  /// Keeps an authority's trouble in place of the one before.
  void keep(RobotsAuthority authority, Trouble trouble);

  /// The authority is well again.
  void forget(RobotsAuthority authority);
}
