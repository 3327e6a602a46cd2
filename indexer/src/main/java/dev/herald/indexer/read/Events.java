package dev.herald.indexer.read;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What last happened to statements, for feeds. Thread-safe.
///
/// An event is a revision that its publisher made: [#CAUSES]. What Herald itself did (extracted
/// again, moved, loaded from the past) is none.
public interface Events {
  /// Why a revision is an event.
  List<Cause> CAUSES = List.of(Cause.PUBLISHED, Cause.EDITED, Cause.WITHDRAWN, Cause.RESTORED);

  /// The latest event of each of a source's statements, the newest first.
  ///
  /// @param max at most so many, 1 to 100
  List<Event> ofSource(String sourceId, int max) throws IOException;

  /// The latest event of each statement of which a rule matched any revision, the newest first: an
  /// edit that takes the rule's words out is an event of it too.
  ///
  /// @param max at most so many, 1 to 100
  List<Event> ofRule(String ruleId, int max) throws IOException;

  /// A revision, and the one before it if there is one.
  record Event(Revision revision, Optional<Revision> before) {}
}
