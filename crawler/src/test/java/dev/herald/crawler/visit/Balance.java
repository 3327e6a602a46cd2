package dev.herald.crawler.visit;

import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Pages;

/// What a visit's figures must be to one another, whatever the publisher does. Asks for no library
/// of tests, since benchmarks run it too.
public final class Balance {
  private Balance() {}

  /// Each page that came to a stage went on to the next one, or its falling out is counted.
  ///
  /// @throws AssertionError if one was lost
  public static void assertNothingLost(Counts counts, Pages pages) {
    equal("addresses", pages.taken() + pages.waiting(), pages.waited() + pages.added(), pages);
    equal(
        "pages fetched",
        counts.fetched() + pages.notModified() + pages.gone() + pages.fellOutAt("fetch"),
        pages.due(),
        pages);
    equal(
        "pages read",
        counts.extracted()
            + pages.absent()
            + pages.fellOutAt("archive")
            + pages.fellOutAt("extract"),
        counts.fetched(),
        pages);
    equal(
        "statements published",
        counts.published() + pages.unchanged() + pages.joined() + pages.fellOutAt("publish"),
        counts.extracted() + pages.withoutPage(),
        pages);
  }

  private static void equal(String what, long found, long due, Pages pages) {
    if (found != due)
      throw new AssertionError(
          "%s: %d are accounted for of %d: %s".formatted(what, found, due, pages));
  }
}
