package dev.herald.app.office;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.herald.app.office.Content.Edit;
import dev.herald.app.office.Publication.Withdrawal;
import java.time.Instant;

/// One line of the journal.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalEvent.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = JournalEvent.Published.class, name = "published"),
  @JsonSubTypes.Type(value = JournalEvent.Edited.class, name = "edited"),
  @JsonSubTypes.Type(value = JournalEvent.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = JournalEvent.Restored.class, name = "restored")
})
sealed interface JournalEvent {
  /// The first line: the office was set up.
  record Opened(Instant at, long seed, int port) implements JournalEvent {}

  record Published(Instant at, String institution, int number) implements JournalEvent {}

  record Edited(Instant at, String institution, int number, String language, Edit kind)
      implements JournalEvent {}

  record Withdrawn(Instant at, String institution, int number, String language, Withdrawal kind)
      implements JournalEvent {}

  record Restored(Instant at, String institution, int number, String language)
      implements JournalEvent {}
}
