package dev.herald.indexer.read;

import java.time.Instant;
import java.util.Optional;

/// Something wrong with a source that visits or the stored statements show.
///
/// @param since when it began
/// @param closedAt when the first report without it began; empty while it lasts
/// @param evidence what it rests on, in a sentence: a report's failure, or the figures
public record Incident(
    String sourceId, Kind kind, Instant since, Optional<Instant> closedAt, String evidence) {

  /// What is wrong.
  public enum Kind {
    /// The discoveries answer and list nothing, where they used to.
    NO_ITEMS("lists nothing"),
    /// No new statement for longer than the source's history makes plausible.
    GONE_QUIET("gone quiet"),
    /// The publisher turns us away: 401, 403, 429 or a page against bots.
    BLOCKED("blocked"),
    /// The publisher's certificate is not valid.
    CERTIFICATE("certificate"),
    /// The publisher's robots.txt refuses the discoveries.
    ROBOTS("robots.txt refuses"),
    /// Every visit of at least an hour failed.
    FAILING("failing"),
    /// The publisher changed the design of its pages; what was learned of it started again.
    REDESIGN("redesigned"),
    /// A field of the source's statements is given by none of its selectors any more.
    SELECTOR("selector finds nothing"),
    /// The publisher's clock and Herald's are minutes apart.
    CLOCK("clock"),
    /// No canary has come through the chain for long.
    CHAIN("the chain stands still");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /// Whether nobody can tell meanwhile what the source publishes.
    public boolean keepsFromReading() {
      return this != REDESIGN && this != SELECTOR && this != CLOCK;
    }

    /// In words, as pages and commands show it.
    public String label() {
      return label;
    }
  }

  /// Whether it lasts.
  public boolean isOpen() {
    return closedAt.isEmpty();
  }
}
