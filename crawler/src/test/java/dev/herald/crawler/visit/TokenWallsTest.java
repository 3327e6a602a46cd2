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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walls that carry another number on each page.
class TokenWallsTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final Source SITEMAP = World.source(Kind.SITEMAP, "/sitemap.xml");
  private static final String[] LONG_WALL = {
    "To protect this site from programs that ask for too much we look at every visitor first.",
    "Please confirm that you are human, then you will be brought to the page which you want.",
    "If this takes longer than usual, allow scripts and cookies for our pages and try it anew."
  };

  @AutoClose private World world;
  private final AtomicInteger shown = new AtomicInteger(7_000);

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void noneIsTakenForTheFirstStatementsOfASource(int statements) {
    world.site.sitemap(statements);
    wall(statements);

    world.visit(SITEMAP);

    assertThat(world.kafka.revisions).isEmpty();
    world.site.statements(statements);
    world.clock.advance(Duration.ofMinutes(1));
    world.visit(SITEMAP);
    assertThat(world.kafka.revisions).hasSize(statements);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noneIsTakenForANewStatementOfAKnownSource(boolean titled) {
    Source source = titled ? FEED : SITEMAP;
    world.site.statements(3);
    lists(3);
    world.visit(source);
    world.kafka.drain();
    lists(4);
    world.site.anywhere(() -> wall("Please wait until you are let in."));
    world.clock.advance(Duration.ofMinutes(5));

    for (int i = 0; i < 36; i++) {
      world.visit(source);
      world.clock.advance(Duration.ofHours(1));
    }

    assertThat(world.kafka.drain()).isEmpty();
    world.site.statements(4);
    lists(4);
    world.clock.advance(Duration.ofDays(14));
    world.visit(source);
    assertThat(world.kafka.drain())
        .extracting(revision -> revision.statement().url())
        .containsExactly(Site.url("/s/4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noneIsAnEditOrAWithdrawal(int paragraphs) {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 1; n <= 4; n++) world.site.remove("/s/" + n);
    world.site.anywhere(
        () -> wall(List.of(LONG_WALL).subList(0, paragraphs).toArray(String[]::new)));

    for (int i = 0; i < 26; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.drain()).isEmpty();
    world.site.statements(4);
    world.clock.advance(Duration.ofDays(2));
    world.visit(FEED);
    assertThat(world.kafka.drain()).isEmpty();
  }

  @Test
  void noneBearsWitnessForAnother() {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    // Each is checked in a visit of its own.
    for (int n = 1; n <= 4; n++) {
      world.clock.advance(Duration.ofMinutes(5));
      world
          .state
          .statements()
          .recheck(FEED.id(), List.of(Site.url("/s/" + n)), world.clock.instant());
      world.visit(FEED);
    }
    for (int n = 1; n <= 4; n++) world.site.remove("/s/" + n);
    world.site.anywhere(() -> wall(LONG_WALL));

    for (int i = 0; i < 160; i++) {
      world.clock.advance(Duration.ofMinutes(5));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aStatementThatIsRewrittenUnderAnotherTitleIsAnEdit() {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 1; n <= 4; n++) world.site.statement("/s/" + n, "Correction " + n, LONG_WALL);

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::cause)
        .containsExactly(Cause.EDITED, Cause.EDITED, Cause.EDITED, Cause.EDITED);
  }

  private String wall(String... paragraphs) {
    int number = shown.incrementAndGet();
    String token = Integer.toHexString(number * 7_919) + "-" + number;
    String[] text = paragraphs.clone();
    text[0] = "Request %s. %s".formatted(token, text[0]);
    return Site.page("", "One moment, number " + token, text);
  }

  private void wall(int statements) {
    for (int n = 1; n <= statements; n++) world.site.remove("/s/" + n);
    world.site.anywhere(() -> wall("Please wait until you are let in."));
  }

  private void lists(int statements) {
    world.site.feed(statements, "Read more about this");
    world.site.sitemap(statements);
  }
}
