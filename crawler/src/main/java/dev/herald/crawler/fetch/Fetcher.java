package dev.herald.crawler.fetch;

import java.util.List;
import okhttp3.HttpUrl;

/// Fetches one URL politely and within bounds. Thread-safe; blocks for politeness and I/O.
public interface Fetcher {
  /// Fetches; every expected outcome is a value, never an exception.
  FetchResult fetch(FetchRequest request);

  /// The sitemaps that the robots.txt of a site names, on whatever host. May fetch robots.txt.
  ///
  /// None where a fetcher reads no robots.txt.
  default List<HttpUrl> sitemaps(HttpUrl site) {
    return List.of();
  }
}
