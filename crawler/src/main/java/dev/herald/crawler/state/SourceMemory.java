package dev.herald.crawler.state;

import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What visits remember of sources and of the places that list their statements. Thread-safe.
public interface SourceMemory {
  /// The source's state, if it was visited before.
  Optional<SourceState> find(String sourceId);

  /// Remembers a visit; the first visit's moment is kept.
  void save(String sourceId, Instant visitedAt, SourceState state);

  /// Validators of a discovery's last answer, and how many conditional requests went by.
  Optional<ConditionalState> findDiscovery(String sourceId, String url);

  /// Remembers a discovery's answer.
  void saveDiscovery(String sourceId, String url, ConditionalState state);

  /// Discoveries that were found from the home page, if that was after `since`.
  List<Discovery> foundDiscoveries(String sourceId, Instant since);

  /// Replaces what was found from the home page.
  void saveFoundDiscoveries(String sourceId, List<Discovery> found, Instant now);

  /// Validators of a discovery's last answer.
  ///
  /// @param conditional conditional requests since the last unconditional one
  /// @param incomplete whether pages that belong to it could not be read last time
  /// @param webSub the hubs it named last
  record ConditionalState(
      Validators validators, int conditional, boolean incomplete, WebSub webSub) {
    /// After one more conditional request.
    public ConditionalState again() {
      return new ConditionalState(validators, conditional + 1, incomplete, webSub);
    }

    /// After an unconditional request that was answered with what was known.
    public ConditionalState answered(Validators now) {
      return new ConditionalState(now, 0, incomplete, webSub);
    }

    /// The same, with its pages read or not.
    public ConditionalState withIncomplete(boolean incomplete) {
      return new ConditionalState(validators, conditional, incomplete, webSub);
    }
  }
}
