package dev.herald.crawler.fetch;

/// Fetches one URL politely and within bounds. Thread-safe; blocks for politeness and I/O.
public interface Fetcher {
  /// Fetches; every expected outcome is a value, never an exception.
  FetchResult fetch(FetchRequest request);
}
