package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pages that show now one and now another of the same texts.
class FlipFlopsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
  }

  @Test
  void twoTitlesThatAreTriedOutAreNoNewsAtEachVisit() {
    for (int i = 1; i <= 104; i++) {
      show(i % 2 == 0 ? "adopted" : "adopted at last");
      world.visitLater(FEED);
    }

    assertThat(world.kafka.revisions).extracting(Revision::cause).containsOnly(Cause.EDITED);
    assertThat(world.kafka.revisions).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void anEditThatIsTakenBackIsToldAtOnce() {
    show("rejected");
    world.visitLater(FEED);
    show("adopted");
    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().title())
        .containsExactly("Report number 2 rejected", "Report number 2 adopted");
  }

  @Test
  void whatAPageShowsInTheEndIsPublished() {
    for (int i = 1; i <= 9; i++) {
      show(i % 2 == 0 ? "adopted" : "rejected");
      world.visitLater(FEED);
    }
    assertThat(world.kafka.drain()).hasSize(2);

    for (int i = 0; i < 26; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().title())
        .containsExactly("Report number 2 rejected");
  }

  @Test
  void aTextThatWasNeverShownBeforeIsAnEditHoweverOftenThePageChanged() {
    for (int i = 1; i <= 6; i++) {
      show("adopted in vote " + i);
      world.visitLater(FEED);
    }

    assertThat(world.kafka.revisions).hasSize(6);
  }

  private void show(String outcome) {
    world.site.statement("/s/2", "Report number 2 " + outcome, Site.paragraphs(2));
  }
}
