package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of visits when a publisher has had its requests of the day.
class BoundedDayTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final Duration TO_MIDNIGHT = Duration.ofMinutes(8 * 60 + 50);

  @TempDir Path folder;

  @Test
  void whatDoesNotFitIntoTheDayWaitsForTheNext() throws IOException {
    try (World world = new World(folder, 5)) {
      world.site.statements(5);
      CrawlReport first = world.visit(FEED);
      CrawlReport spent = world.visitLater(FEED);
      int today = world.site.requests.size();
      world.clock.advance(TO_MIDNIGHT.minus(World.RECHECK));
      CrawlReport tomorrow = world.visit(FEED);

      assertThat(first.counts().published()).isEqualTo(3);
      assertThat(first.failures())
          .hasSize(2)
          .extracting(CrawlReport.Failure::reason)
          .allMatch(reason -> reason.contains("has had its 5 requests of 2026-02-26"));
      assertThat(spent.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(spent.failures().getFirst().reason()).contains("fetch.requests-per-day");
      assertThat(today).isEqualTo(5);
      assertThat(tomorrow.counts().published()).isEqualTo(2);
      assertThat(world.kafka.revisions.stream().map(Revision::statementId).distinct()).hasSize(5);
    }
  }

  @Test
  void checksOfWhatIsKnownGiveWayToWhatIsNew() throws IOException {
    try (World world = new World(folder, 10)) {
      world.site.statements(4);
      world.visit(FEED);
      world.site.statements(6);
      CrawlReport second = world.visitLater(FEED);

      List<Revision> fresh = world.kafka.revisions.subList(4, world.kafka.revisions.size());
      assertThat(fresh).extracting(Revision::cause).containsOnly(Cause.PUBLISHED).hasSize(2);
      assertThat(second.failures())
          .hasSize(4)
          .extracting(CrawlReport.Failure::reason)
          .allMatch(reason -> reason.contains("the others are for what is new"));
      assertThat(world.site.requests).hasSize(9);

      CrawlReport third = world.visitLater(FEED);
      assertThat(third.failures()).noneMatch(failure -> failure.url().endsWith("/s/1"));
    }
  }
}
