package dev.herald.indexer.read;

import dev.herald.config.message.CrawlReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Something wrong with a source that visits or the stored statements show.
///
/// @param since when it began
/// @param closedAt when the first report without it began; empty while it lasts
/// @param before how it was when all was well, in a sentence; empty where that was never seen
/// @param evidence what it rests on, in a sentence: a report's failure, or the figures
public record Incident(
    String sourceId,
    Kind kind,
    Instant since,
    Optional<Instant> closedAt,
    Optional<String> before,
    String evidence) {

  /// One of which nothing is known from before.
  public Incident(
      String sourceId, Kind kind, Instant since, Optional<Instant> closedAt, String evidence) {
    this(sourceId, kind, since, closedAt, Optional.empty(), evidence);
  }

  /// Where the dashboard shows it.
  public String path() {
    return "/incidents/" + sourceId + "/" + kind.id();
  }

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
    /// For at least an hour no visit could read all discoveries.
    FAILING("failing"),
    /// The discoveries are read, but for at least an hour no page gave a statement.
    PAGES("no page can be read"),
    /// The publisher changed the design of its pages; what was learned of it started again.
    REDESIGN("redesigned"),
    /// A field of the source's statements is given by none of its selectors any more.
    SELECTOR("selector finds nothing"),
    /// The source's pages lack a title, date or body of late that they used to show.
    FIELD("a field is missing"),
    /// The publisher's clock and Herald's are minutes apart.
    CLOCK("clock"),
    /// No canary has come through the chain for long.
    CHAIN("the chain stands still"),
    /// The ledger of one of the last days does not balance.
    OUT_OF_BALANCE("out of balance"),
    /// Deliveries were given up, or wait for more than an hour.
    UNDELIVERED("deliveries do not arrive");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /// As addresses name it.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether nobody can tell meanwhile what the source publishes.
    public boolean keepsFromReading() {
      return switch (this) {
        case NO_ITEMS, GONE_QUIET, BLOCKED, CERTIFICATE, ROBOTS, FAILING, PAGES, CHAIN -> true;
        case REDESIGN, SELECTOR, FIELD, CLOCK, OUT_OF_BALANCE, UNDELIVERED -> false;
      };
    }

    /// Whether it is one of the chain itself and not of a source.
    public boolean isOfTheChain() {
      return this == CHAIN || this == UNDELIVERED;
    }

    /// Whether reports of visits tell of it; others are seen in what is stored.
    public boolean isReported() {
      return switch (this) {
        case GONE_QUIET, CHAIN, OUT_OF_BALANCE, UNDELIVERED -> false;
        case NO_ITEMS,
            BLOCKED,
            CERTIFICATE,
            ROBOTS,
            FAILING,
            PAGES,
            REDESIGN,
            SELECTOR,
            FIELD,
            CLOCK ->
            true;
      };
    }

    /// In words, as pages and commands show it.
    public String label() {
      return label;
    }
  }

  /// The visits that show an incident; none of a kind that no report tells of.
  ///
  /// @param good the last one before it
  /// @param first the first one that shows it
  /// @param last the last one that shows it, where that is another
  public record Visits(
      Optional<CrawlReport> good, Optional<CrawlReport> first, Optional<CrawlReport> last) {}

  /// What it rests on, before and after: `before: …; now: …`, or `until then` where it is over.
  public String told() {
    String when = isOpen() ? "now" : "until then";
    return before
        .map(known -> "before: %s; %s: %s".formatted(known, when, evidence))
        .orElse(evidence);
  }

  /// Whether it lasts.
  public boolean isOpen() {
    return closedAt.isEmpty();
  }
}
