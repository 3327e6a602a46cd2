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
/// @param rendered whether a browser runs the page's scripts before it is read
public record FetchRequest(
    HttpUrl url,
    Kind kind,
    Optional<Validators> validators,
    Optional<Duration> delay,
    boolean givesWay,
    boolean rendered) {

  /// A fetch that gives way to none, of what is read as it comes.
  public FetchRequest(
      HttpUrl url, Kind kind, Optional<Validators> validators, Optional<Duration> delay) {
    this(url, kind, validators, delay, false, false);
  }

  /// What is fetched.
  public enum Kind {
    /// A statement's page.
    PAGE,
    /// A feed, sitemap or listing.
    DISCOVERY,
    /// A file that belongs to a statement.
    ATTACHMENT,
    /// A script of a page that is rendered, or what its scripts ask for.
    PART
  }

  /// Validators of a copy already known (RFC 9110, section 8.8).
  public record Validators(Optional<String> etag, Optional<String> lastModified) {}

  /// The same, rendered or not.
  public FetchRequest rendered(boolean rendered) {
    return new FetchRequest(url, kind, validators, delay, givesWay, rendered);
  }

  /// The same, for what is not as it was when it came with these validators.
  public FetchRequest conditional(Validators known) {
    return new FetchRequest(url, kind, Optional.of(known), delay, givesWay, rendered);
  }

  /// An unconditional fetch.
  public static FetchRequest of(HttpUrl url, Kind kind) {
    return new FetchRequest(url, kind, Optional.empty(), Optional.empty());
  }

  /// The same, giving way to what is new.
  public FetchRequest givingWay() {
    return new FetchRequest(url, kind, validators, delay, true, rendered);
  }
}
