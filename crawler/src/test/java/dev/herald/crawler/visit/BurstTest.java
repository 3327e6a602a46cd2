package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A feed of ten items whose addresses carry no numbers, and more than ten between two visits.
class BurstTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final int LISTED = 10;
  private static final Instant FIRST = Instant.parse("2026-02-26T05:00:00Z");

  @AutoClose private World world;

  @BeforeEach
  void tenAreKnown(@TempDir Path folder) throws IOException {
    world = new World(folder);
    for (int n = 0; n < 26; n++)
      world.site.statement(path(n), "On the report of " + path(n), Site.paragraphs(n));
    feed(0);
    world.visit(FEED);
  }

  @Test
  void theTimeInWhichItemsWerePushedOutIsSaid() {
    feed(15);

    CrawlReport burst = world.visitLater(FEED);

    assertThat(burst.counts().published()).isEqualTo(LISTED);
    assertThat(burst.failures())
        .extracting(CrawlReport.Failure::reason)
        .containsExactly(
            "all 10 items are new, others may have slipped past since the last visit; visit more"
                + " often (nothing listed between 2026-02-26 09:30 UTC and 2026-02-26 12:30 UTC is"
                + " known)");
  }

  @Test
  void aFeedThatStillNamesOneThatIsKnownHasLostNothing() {
    feed(9);

    assertThat(world.visitLater(FEED).failures()).isEmpty();
  }

  @Test
  void newItemsThatReachBackBeforeTheLastKnownOneLeaveNoGap() {
    Map<String, Instant> items = new HashMap<>();
    for (int n = 10; n < 10 + LISTED; n++) items.put(path(n), time(n - 2));
    world.site.feed("/feed.xml", items);

    CrawlReport report = world.visitLater(FEED);

    assertThat(report.counts().published()).isEqualTo(LISTED);
    assertThat(report.failures()).isEmpty();
  }

  /// Sets a feed of ten items.
  private void feed(int from) {
    Map<String, Instant> items = new HashMap<>();
    for (int n = from; n < from + LISTED; n++) items.put(path(n), time(n));
    world.site.feed("/feed.xml", items);
  }

  private static Instant time(int n) {
    return FIRST.plus(Duration.ofMinutes(30).multipliedBy(n));
  }

  private static String path(int n) {
    return "/s/" + List.of("harbour", "railway", "forest").get(n % 3) + "-" + (char) ('a' + n);
  }
}
