package dev.herald.crawler.discover;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/// How a discovery could be pushed to whoever has a public address (W3C WebSub, section 4).
///
/// Herald notes it and subscribes to nothing: a hub pushes to a callback that it can reach.
///
/// @param hubs addresses of hubs, at most ten, in the order named
/// @param self the address that the hubs know the discovery by
public record WebSub(List<String> hubs, Optional<String> self) {
  /// No hub is named.
  public static final WebSub NONE = new WebSub(List.of(), Optional.empty());

  private static final int MAX_HUBS = 10;
  private static final int MAX_CHARS = 2_000;

  public WebSub {
    hubs = List.copyOf(hubs);
  }

  /// As an answer names them; without a hub, nothing.
  static WebSub of(List<HttpUrl> hubs, Optional<HttpUrl> self) {
    List<String> named = hubs.stream().flatMap(WebSub::bounded).distinct().limit(MAX_HUBS).toList();
    return named.isEmpty()
        ? NONE
        : new WebSub(named, self.stream().flatMap(WebSub::bounded).findFirst());
  }

  private static Stream<String> bounded(HttpUrl url) {
    return Stream.of(url.toString()).filter(text -> text.length() <= MAX_CHARS);
  }

  /// What the HTTP headers name, before what the content does.
  static WebSub ofHeaders(List<String> links, HttpUrl base) {
    return of(
        LinkHeader.find(links, "hub", base),
        LinkHeader.find(links, "self", base).stream().findFirst());
  }

  /// This one's hubs first, then the other's.
  WebSub and(WebSub other) {
    if (hubs.isEmpty()) return other;
    return new WebSub(
        Stream.concat(hubs.stream(), other.hubs().stream()).distinct().limit(MAX_HUBS).toList(),
        self.or(other::self));
  }
}
