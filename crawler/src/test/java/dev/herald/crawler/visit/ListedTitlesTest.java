package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page that shows something else than what its list named.
class ListedTitlesTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final String WALL = "Before you go on";

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aWallIsNotTakenForTheStatement() {
    watchedSite("Report number %d adopted");
    wallAt(4, "Report number %d adopted");

    world.visit(FEED);

    assertThat(world.kafka.drain()).isEmpty();
    assertThat(world.kafka.reports.getLast().failures().getFirst().reason())
        .isEqualTo("shows 'Before you go on', nothing of what the list named");
    world.site.statement("/s/4", "Report number 4 adopted", Site.paragraphs(4));
    world.clock.advance(Duration.ofMinutes(1));
    world.visit(FEED);
    assertThat(titles()).containsExactly("Report number 4 adopted");
  }

  @Test
  void aPageThatShowsTheSameForADayIsBelieved() {
    watchedSite("Report number %d adopted");
    wallAt(4, "Report number %d adopted");

    for (int i = 0; i < 36; i++) {
      world.visit(FEED);
      world.clock.advance(Duration.ofHours(1));
    }

    assertThat(titles()).containsExactly(WALL);
  }

  @Test
  void whatASiteShowsAtAnyAddressIsNeverBelieved() {
    watchedSite("Report number %d adopted");
    world.site.anywhere(
        Site.page("", "Page not found", "Sorry, there is nothing at the address you asked for."));
    world.site.feed(4, "Report number %d adopted");
    world.clock.advance(Duration.ofMinutes(5));

    for (int i = 0; i < 100; i++) {
      world.visit(FEED);
      world.clock.advance(Duration.ofHours(1));
    }

    assertThat(world.kafka.drain()).isEmpty();
    world.site.statement("/s/4", "Report number 4 adopted", Site.paragraphs(4));
    world.clock.advance(Duration.ofDays(14));
    world.visit(FEED);
    assertThat(titles()).containsExactly("Report number 4 adopted");
  }

  @Test
  void listsWhoseTitlesSayNothingHoldUpNothing() {
    watchedSite("Read more about this");
    wallAt(4, "Read more about this");

    world.visit(FEED);

    assertThat(titles()).containsExactly(WALL);
  }

  @Test
  void titlesInScriptsWithoutBlanksAreCompared() {
    for (int n = 1; n <= 3; n++)
      world.site.statement("/s/" + n, "議会は第%d号の報告書を採択した".formatted(n), Site.paragraphs(n));
    world.site.feed(3, "議会は第%d号の報告書を採択");
    world.visit(FEED);
    world.kafka.drain();
    wallAt(4, "議会は第%d号の報告書を採択");

    world.visit(FEED);

    assertThat(world.kafka.drain()).isEmpty();
  }

  /// Three statements that were published while nothing stood before them.
  private void watchedSite(String listed) {
    for (int n = 1; n <= 3; n++)
      world.site.statement("/s/" + n, "Report number %d adopted".formatted(n), Site.paragraphs(n));
    world.site.feed(3, listed);
    world.visit(FEED);
    assertThat(world.kafka.drain()).hasSize(3);
  }

  private void wallAt(int number, String listed) {
    world.site.statement("/s/" + number, WALL, "Please accept what we do with your cookies.");
    world.site.feed(number, listed);
    world.clock.advance(Duration.ofMinutes(5));
  }

  private List<String> titles() {
    return world.kafka.drain().stream().map(Revision::statement).map(it -> it.title()).toList();
  }
}
