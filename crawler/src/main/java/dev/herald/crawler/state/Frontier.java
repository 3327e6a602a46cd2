package dev.herald.crawler.state;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Listed URLs that wait to be fetched. Thread-safe.
public interface Frontier {
  /// Puts listed URLs into the frontier, except those already known or waiting.
  ///
  /// @return the addresses that were new
  Set<String> add(String sourceId, List<FrontierUrl> listed, Instant now);

  /// URLs of the frontier that are due, oldest listed first.
  List<FrontierUrl> due(String sourceId, Instant now, int most);

  /// How many URLs wait, due or not.
  int waiting(String sourceId);

  /// Keeps a URL that could not be fetched, until its next attempt.
  void postpone(String sourceId, String url, Instant nextAttemptAt, String failure);
}
