package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport.Pages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Counts a visit's pages at every stage that they come to, so that whoever reads the report can
/// tell whether one is lost. Used by one thread.
final class PageTally {
  private final Map<String, Integer> fellOut = new HashMap<>();
  private int waited;
  private int added;
  private int taken;
  private OptionalInt waiting = OptionalInt.empty();
  private int due;
  private int notModified;
  private int gone;
  private int absent;
  private int unchanged;
  private int joined;
  private int withoutPage;

  void waited(int addresses) {
    waited = addresses;
  }

  void added(int addresses) {
    added += addresses;
  }

  void taken(int addresses) {
    taken += addresses;
  }

  /// The visit came to its end; one that was cut off cannot account for its pages.
  void waiting(int addresses) {
    waiting = OptionalInt.of(addresses);
  }

  void due() {
    due++;
  }

  void notModified() {
    notModified++;
  }

  void gone() {
    gone++;
  }

  void absent() {
    absent++;
  }

  void unchanged() {
    unchanged++;
  }

  void joined() {
    joined++;
  }

  void withoutPage(int revisions) {
    withoutPage += revisions;
  }

  void fellOut(String stage) {
    fellOut.merge(stage, 1, Integer::sum);
  }

  Optional<Pages> result() {
    if (waiting.isEmpty()) return Optional.empty();
    return Optional.of(
        new Pages(
            waited,
            added,
            taken,
            waiting.getAsInt(),
            due,
            notModified,
            gone,
            absent,
            unchanged,
            joined,
            withoutPage,
            fellOut));
  }
}
