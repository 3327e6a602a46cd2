package dev.herald.crawler.world;

import java.time.Instant;

/// A time in which a host does not do what it should.
///
/// @param retryAfterSeconds what it asks for while it is busy
record Outage(Instant from, Instant until, Kind kind, int retryAfterSeconds) {
  /// What is wrong.
  enum Kind {
    /// Nobody answers.
    DOWN,
    /// Every answer is 500.
    BROKEN,
    /// Every answer is 429, with `Retry-After`.
    BUSY,
    /// Every answer is 404, lists too.
    LOST,
    /// Lists are fine, every statement's page is 404; never for as long as a withdrawal takes.
    PAGES_LOST,
    /// Lists are fine, every statement's page shows the same other text.
    WALL,
    /// Only robots.txt cannot be had.
    NO_ROBOTS
  }

  boolean hidesPages() {
    return kind == Kind.PAGES_LOST || kind == Kind.WALL;
  }

  boolean isAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
