package dev.herald.crawler.discover;

import dev.herald.config.message.PublicationTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// A feed of any format as read.
///
/// @param title plain text
/// @param link the page it belongs to
/// @param webSub the hubs that would push it
/// @param entries in the feed's order
/// @param complete whether it was read to its end
record Feed(
    Optional<String> title,
    Optional<HttpUrl> link,
    WebSub webSub,
    List<Entry> entries,
    boolean complete) {

  Feed {
    entries = List.copyOf(entries);
  }

  /// One entry.
  ///
  /// @param title plain text
  /// @param link where its statement stands
  /// @param published unknown where the feed names no time of publication
  /// @param changed when the feed says it last changed
  record Entry(
      Optional<String> title,
      Optional<HttpUrl> link,
      PublicationTime published,
      Optional<Instant> changed) {}
}
