package dev.herald.crawler.robots;

import dev.herald.crawler.robots.RobotsReader.Answer;
import java.time.Instant;
import java.util.Optional;

/// Keeps answers to robots.txt over a restart, so that a publisher is not asked again for what it
/// answered today. Thread-safe; a memory that cannot be reached remembers nothing and never throws.
public interface RobotsMemory {
  /// Remembers nothing.
  RobotsMemory NONE =
      new RobotsMemory() {
        @Override
        public Optional<Kept> find(RobotsAuthority authority) {
          return Optional.empty();
        }

        @Override
        public void keep(RobotsAuthority authority, Kept kept) {
          // Whoever asks for one page has nobody to remember for.
        }
      };

  /// What an authority answered last.
  Optional<Kept> find(RobotsAuthority authority);

  /// Keeps an answer in place of the one before.
  void keep(RobotsAuthority authority, Kept kept);

  /// An answer that says what may be asked.
  ///
  /// @param answer [Answer.Rules], [Answer.Missing], or [Answer.Unchanged] where only the time of
  ///   the one before is new
  /// @param until when it is to be asked for again
  record Kept(Answer answer, Instant until) {}
}
