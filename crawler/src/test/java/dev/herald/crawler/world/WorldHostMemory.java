package dev.herald.crawler.world;

import dev.herald.crawler.fetch.HostHealth.Trouble;
import dev.herald.crawler.fetch.TroubleMemory;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.robots.RobotsMemory;
import dev.herald.crawler.robots.RobotsReader.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What hosts asked of the crawler, in memory: outlives its process as the tables in PostgreSQL do.
/// For one thread.
final class WorldHostMemory implements TroubleMemory, RobotsMemory {
  private final Map<RobotsAuthority, Trouble> troubles = new HashMap<>();
  private final Map<RobotsAuthority, Kept> rules = new HashMap<>();

  @Override
  public Map<RobotsAuthority, Trouble> all() {
    return Map.copyOf(troubles);
  }

  @Override
  public void keep(RobotsAuthority authority, Trouble trouble) {
    troubles.put(authority, trouble);
  }

  @Override
  public void forget(RobotsAuthority authority) {
    troubles.remove(authority);
  }

  @Override
  public Optional<Kept> find(RobotsAuthority authority) {
    return Optional.ofNullable(rules.get(authority));
  }

  @Override
  public void keep(RobotsAuthority authority, Kept kept) {
    switch (kept.answer()) {
      case Answer.Rules _, Answer.Missing _ -> rules.put(authority, kept);
      case Answer.Unchanged _ ->
          rules.computeIfPresent(authority, (_, before) -> new Kept(before.answer(), kept.until()));
      case Answer.Unreachable _ -> {
        // That a file could not be read is no answer to keep.
      }
    }
  }
}
