package dev.herald.crawler.state;

import dev.herald.crawler.extract.Learned;
import java.time.Instant;

/// What is remembered of a source as a whole.
///
/// @param firstVisitAt when it was first visited
/// @param nextVisitAt when it is due again
/// @param learned what its pages taught
/// @param unread how many visits in a row read nothing, because the publisher shows no list
public record SourceState(Instant firstVisitAt, Instant nextVisitAt, Learned learned, int unread) {
  /// Of a source that is visited for the first time.
  public static SourceState first(Instant now) {
    return new SourceState(now, now, Learned.NOTHING, 0);
  }

  /// The same, with what was learned since.
  public SourceState with(Learned more) {
    return new SourceState(firstVisitAt, nextVisitAt, more, unread);
  }
}
