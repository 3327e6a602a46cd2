package dev.herald.crawler.fetch;

import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/// One fetch to make.
///
/// @param url what to fetch
/// @param kind what it is, which decides the size bound
/// @param validators of the copy already known, for a conditional request
/// @param delay least time since the last request to the same robots authority, when longer than
///   `fetch.delay`
/// @param givesWay whether it is left out, for what is new, when few of the publisher's requests of
///   the day are left
public record FetchRequest(
    HttpUrl url,
    Kind kind,
    Optional<Validators> validators,
    Optional<Duration> delay,
    boolean givesWay) {

  /// A fetch that gives way to none.
  public FetchRequest(
      HttpUrl url, Kind kind, Optional<Validators> validators, Optional<Duration> delay) {
    this(url, kind, validators, delay, false);
  }

  /// What is fetched.
  public enum Kind {
    /// A statement's page.
    PAGE,
    /// A feed, sitemap or listing.
    DISCOVERY,
    /// A file that belongs to a statement.
    ATTACHMENT
  }

  /// Validators of a copy already known (RFC 9110, section 8.8).
  public record Validators(Optional<String> etag, Optional<String> lastModified) {}

  /// An unconditional fetch.
  public static FetchRequest of(HttpUrl url, Kind kind) {
    return new FetchRequest(url, kind, Optional.empty(), Optional.empty());
  }

  /// The same, giving way to what is new.
  public FetchRequest givingWay() {
    return new FetchRequest(url, kind, validators, delay, true);
  }
}
