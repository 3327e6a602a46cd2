package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts that say that nothing was modified though something was.
class TruthChecksTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final int UNTIL_UNCONDITIONAL = 21;

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aHostThatHidAnEditIsAskedForEveryStatementWithoutConditions() {
    world.site.statements(3);
    for (int n = 1; n <= 3; n++) world.site.header("/s/" + n, "ETag", "\"same\"");
    world.visit(FEED);
    world.kafka.drain();
    world.site.statement("/s/2", "Report number 2 rejected", Site.paragraphs(2));
    world.site.header("/s/2", "ETag", "\"same\"");
    visitUntilUnconditional();
    assertThat(world.kafka.drain()).extracting(Revision::cause).containsExactly(Cause.EDITED);
    int before = world.site.requests.size();

    world.visitLater(FEED);

    assertThat(requestsSince(before)).contains("200 /s/1", "200 /s/2", "200 /s/3", "200 /feed.xml");
  }

  @Test
  void aFeedThatSaysUnchangedForEverIsNoLongerBelieved() {
    world.site.statements(3);
    world.site.header("/feed.xml", "ETag", "\"same\"");
    world.visit(FEED);
    world.site.statements(4);
    world.site.header("/feed.xml", "ETag", "\"same\"");
    visitUntilUnconditional();
    world.site.statements(5);
    world.site.header("/feed.xml", "ETag", "\"same\"");
    world.kafka.drain();

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().url())
        .containsExactly(Site.url("/s/5"));
  }

  @Test
  void aHostThatCallsWhateverItIsAskedUnchangedIsFoundOut() {
    world.site.statements(3);
    world.visit(FEED);
    world.kafka.drain();
    world.site.unchangedForEver(true);
    world.site.statement("/s/2", "Report number 2 rejected", Site.paragraphs(2));
    visitUntilUnconditional();
    assertThat(world.kafka.drain()).extracting(Revision::cause).containsExactly(Cause.EDITED);
    world.site.statement("/s/1", "Report number 1 rejected", Site.paragraphs(1));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsExactly(Cause.EDITED);
  }

  @Test
  void anHonestHostKeepsItsPrivilegeAndALiarHasItAgainAfterAMonth() {
    world.site.statements(3);
    world.visit(FEED);
    visitUntilUnconditional();
    world.site.statement("/s/2", "Report number 2 rejected", Site.paragraphs(2));
    world.visitLater(FEED);
    int before = world.site.requests.size();
    world.visitLater(FEED);
    assertThat(requestsSince(before)).allMatch(request -> request.startsWith("304 "));
    world.site.unchangedForEver(true);
    world.site.statement("/s/2", "Report number 2 adopted", Site.paragraphs(2));
    visitUntilUnconditional();
    world.site.unchangedForEver(false);
    before = world.site.requests.size();
    world.visitLater(FEED);
    assertThat(requestsSince(before)).allMatch(request -> request.startsWith("200 "));

    world.clock.advance(Duration.ofDays(30));
    before = world.site.requests.size();
    world.visit(FEED);

    assertThat(requestsSince(before)).allMatch(request -> request.startsWith("304 "));
  }

  private List<String> requestsSince(int before) {
    return world.site.requests.subList(before, world.site.requests.size()).stream()
        .filter(request -> !request.endsWith("/robots.txt"))
        .toList();
  }

  private void visitUntilUnconditional() {
    IntStream.range(0, UNTIL_UNCONDITIONAL).forEach(_ -> world.visitLater(FEED));
  }
}
