package dev.herald.crawler.world;

import java.time.Instant;
import java.util.List;

/// What really happens to one statement.
///
/// @param edits when its text is changed, in order
/// @param goneAt when it is taken away; [Instant#MAX] if never
/// @param backAt when it is put back; [Instant#MAX] if never
/// @param soft whether its place then says "not found" with status 200
record Truth(
    Instant publishedAt, List<Instant> edits, Instant goneAt, Instant backAt, boolean soft) {
  boolean isGone(Instant at) {
    return !at.isBefore(goneAt) && at.isBefore(backAt);
  }

  /// Which version of its text stands at a moment.
  int version(Instant at) {
    int version = 0;
    for (Instant edit : edits) if (!edit.isAfter(at)) version++;
    return version;
  }
}
