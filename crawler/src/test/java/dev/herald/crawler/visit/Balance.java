package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Pages;

/// What a visit's figures must be to one another, whatever the publisher does.
public final class Balance {
  private Balance() {}

  /// Each page that came to a stage went on to the next one, or its falling out is counted.
  public static void assertNothingLost(Counts counts, Pages pages) {
    assertThat(pages.taken() + pages.waiting())
        .as("addresses of %s", pages)
        .isEqualTo(pages.waited() + pages.added());
    assertThat(counts.fetched() + pages.notModified() + pages.gone() + pages.fellOutAt("fetch"))
        .as("pages fetched of %s", pages)
        .isEqualTo(pages.due());
    assertThat(
            counts.extracted()
                + pages.absent()
                + pages.fellOutAt("archive")
                + pages.fellOutAt("extract"))
        .as("pages read of %s", pages)
        .isEqualTo(counts.fetched());
    assertThat(counts.published() + pages.unchanged() + pages.joined() + pages.fellOutAt("publish"))
        .as("statements published of %s", pages)
        .isEqualTo(counts.extracted() + pages.withoutPage());
  }
}
