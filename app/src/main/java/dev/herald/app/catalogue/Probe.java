package dev.herald.app.catalogue;

import dev.herald.config.source.Source.Discovery;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// What one discovery of a source gave.
///
/// @param kind `feed`, `sitemap`, `listing`, or `homepage` where nothing behind it could be tried
/// @param url as configured
/// @param detail one sentence on anything but [CheckOutcome#OK]; empty then
/// @param movedTo where a permanent redirect leads, whatever the outcome
/// @param items how many statements it names
/// @param newest day of the newest statement, where any is known
/// @param ageDays of the newest statement, in whole days of the source's zone
/// @param statement the one that was read
public record Probe(
    String kind,
    String url,
    CheckOutcome outcome,
    String detail,
    Optional<String> movedTo,
    int items,
    Optional<LocalDate> newest,
    Optional<Long> ageDays,
    Optional<Read> statement) {

  /// A statement that was fetched and extracted.
  public record Read(String url, String title) {}

  /// A discovery that gave no statement.
  static Probe bad(Target target, CheckOutcome outcome, String detail, int items) {
    return new Probe(
        target.kind(),
        target.url(),
        outcome,
        detail,
        Optional.empty(),
        items,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The same, with where its address has moved; a discovery that is else ok has then moved.
  Probe movedTo(String address) {
    boolean fine = outcome == CheckOutcome.OK || outcome == CheckOutcome.STALE;
    return new Probe(
        kind,
        url,
        fine ? CheckOutcome.MOVED : outcome,
        (fine ? "moved for good to " + address : detail + "; moved for good to " + address)
            + (outcome == CheckOutcome.STALE ? "; " + detail : ""),
        Optional.of(address),
        items,
        newest,
        ageDays,
        statement);
  }

  /// What is looked at: a discovery, or a home page that leads to one.
  record Target(String kind, String url) {
    static Target of(Discovery discovery) {
      return new Target(discovery.kind().name().toLowerCase(Locale.ROOT), discovery.url());
    }
  }
}
