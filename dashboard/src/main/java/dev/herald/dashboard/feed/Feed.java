package dev.herald.dashboard.feed;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// A feed, before it is written in one of its formats. Every address is absolute.
///
/// @param id stable, whatever the address
/// @param title what it follows
/// @param homePage the page of the dashboard that shows the same
/// @param self its own address
/// @param entries the newest event first
record Feed(String id, String title, String homePage, String self, List<Entry> entries) {
  Feed {
    entries = List.copyOf(entries);
  }

  /// When its newest event was seen; the epoch where there is none.
  Instant updated() {
    return entries.isEmpty() ? Instant.EPOCH : entries.getFirst().updated();
  }

  /// One statement, as of its latest event.
  ///
  /// @param id stable over all events of the statement, and the same in every feed
  /// @param page its page in the dashboard
  /// @param original the publisher's page, where it is http or https
  /// @param title the statement's, after the event in brackets unless that is its publication
  /// @param html what happened and the text; safe
  /// @param published the printed time in its zone, only where a time is known
  /// @param updated when the event was seen
  /// @param event `published`, `edited`, `withdrawn` or `restored`
  record Entry(
      String id,
      String page,
      Optional<String> original,
      String title,
      String html,
      Optional<ZonedDateTime> published,
      Instant updated,
      String institution,
      String language,
      String event,
      int revision) {}
}
