package dev.herald.crawler.discover;

import java.util.List;

/// What a discovery's answer names.
///
/// @param items in the answer's order
/// @param more URLs that belong to the same discovery: child sitemaps, next pages
/// @param problems what could not be read, one sentence each
public record Listed(List<Item> items, List<okhttp3.HttpUrl> more, List<String> problems) {
  public Listed {
    items = List.copyOf(items);
    more = List.copyOf(more);
    problems = List.copyOf(problems);
  }

  /// Nothing, for a reason.
  static Listed nothing(String problem) {
    return new Listed(List.of(), List.of(), List.of(problem));
  }
}
