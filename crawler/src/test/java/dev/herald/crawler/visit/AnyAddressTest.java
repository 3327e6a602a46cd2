package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sites that show their newest statement, or their front page, where nothing is.
class AnyAddressTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final Source SITEMAP = World.source(Kind.SITEMAP, "/sitemap.xml");
  private static final String FRONT_PAGE =
      Site.page(
          "",
          "Welcome to the Assembly",
          "Here the members meet, debate and vote, and everybody may listen from the gallery.",
          "Find your member, read the rules of the house, or book a visit for your school class.");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStatementThatWasTakenAwayIsWithdrawnAndNotEdited(boolean frontPage) {
    world.site.statements(5);
    world.visit(FEED);
    world.kafka.drain();
    world.site.remove("/s/1");
    world.site.anywhere(frontPage ? FRONT_PAGE : newest(5));

    visitForADay(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().url())
        .containsExactly(tuple(Cause.WITHDRAWN, Site.url("/s/1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/s/5"})
  void soIsOneWhoseAddressLeadsThere(String to) {
    world.site.html("/", FRONT_PAGE);
    world.site.statements(5);
    world.visit(FEED);
    world.kafka.drain();
    world.site.redirect("/s/1", to);

    visitForADay(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().url())
        .containsExactly(tuple(Cause.WITHDRAWN, Site.url("/s/1")));
  }

  @Test
  void theNewestStatementIsPublishedOnceThoughItIsShownAnywhere() {
    world.site.statements(4);
    world.site.feed(4, "Report number %d adopted");
    world.visit(FEED);
    world.site.statement("/s/5", "Report number 5 adopted", Site.paragraphs(5));
    world.site.anywhere(newest(5));
    world.site.feed(6, "Report number %d adopted");
    world.clock.advance(Duration.ofMinutes(5));

    visitForADay(FEED);

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().url())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 5).mapToObj(n -> Site.url("/s/" + n)).toList());
  }

  @Test
  void aDeadAddressOfASitemapThatShowsAKnownStatementIsNone() {
    world.site.statements(5);
    world.site.sitemap(5);
    world.visit(SITEMAP);
    world.kafka.drain();
    world.site.anywhere(newest(5));
    world.site.sitemap(7);
    world.clock.advance(Duration.ofMinutes(5));

    visitForADay(SITEMAP);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingStandsWhereANewAddressLeadsToTheFrontPageUntilItShowsItself(boolean titled) {
    world.site.html("/", FRONT_PAGE);
    world.site.statements(4);
    world.site.redirect("/s/4", "/");
    world.site.feed(4, titled ? "Report number %d adopted" : "Read more about this");

    world.visit(FEED);
    assertThat(urls()).containsExactly("/s/1", "/s/2", "/s/3");
    world.site.statement("/s/4", "Report number 4 adopted", Site.paragraphs(4));
    world.visitLater(FEED);

    assertThat(urls()).containsExactly("/s/1", "/s/2", "/s/3", "/s/4");
  }

  @Test
  void aNewAddressThatLeadsToAnotherStatementForAWhileIsAskedAgain() {
    world.site.statements(3);
    world.site.sitemap(3);
    world.visit(SITEMAP);
    world.site.redirect("/s/4", "/s/3");
    world.site.sitemap(4);
    world.visitLater(SITEMAP);
    world.site.statement("/s/4", "Report number 4 adopted", Site.paragraphs(4));

    world.visitLater(SITEMAP);

    assertThat(urls()).containsExactly("/s/1", "/s/2", "/s/3", "/s/4");
  }

  @Test
  void oneThatAlwaysLeadsThereIsAnotherAddressOfIt() {
    world.site.statements(3);
    world.site.sitemap(3);
    world.visit(SITEMAP);
    world.site.redirect("/s/4", "/s/3");
    world.site.sitemap(4);

    visitForADay(SITEMAP);

    assertThat(urls()).containsExactly("/s/1", "/s/2", "/s/3");
    assertThat(world.state.frontier().waiting(SITEMAP.id())).isZero();
  }

  private static String newest(int number) {
    return Site.page("", "Report number %d adopted".formatted(number), Site.paragraphs(number));
  }

  private void visitForADay(Source source) {
    for (int i = 0; i < 26; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(source);
    }
  }

  private List<String> urls() {
    return world.kafka.revisions.stream()
        .map(revision -> revision.statement().url().substring(Site.url("").length()))
        .sorted()
        .toList();
  }
}
