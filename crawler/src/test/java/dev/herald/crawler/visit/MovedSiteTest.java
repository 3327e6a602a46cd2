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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A publisher that gives all its statements new addresses at once, and statements that stand at
/// several.
class MovedSiteTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");
  private static final int STATEMENTS = 12;

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
    world.site.statements(STATEMENTS);
  }

  /// What old addresses answer.
  enum Old {
    REDIRECT,
    NOT_FOUND,
    SOFT_NOT_FOUND
  }

  @ParameterizedTest
  @EnumSource(Old.class)
  void statementsKeepTheirIdsAtNewAddresses(Old old) {
    world.visit(FEED);
    Set<String> ids = ids(world.kafka.drain());
    for (int n = 1; n <= STATEMENTS; n++) {
      world.site.statement(
          "/press/2026/report-" + n, "Report number " + n + " adopted", Site.paragraphs(n));
      switch (old) {
        case REDIRECT -> world.site.redirect("/s/" + n, "/press/2026/report-" + n);
        case NOT_FOUND -> world.site.status("/s/" + n, 404);
        case SOFT_NOT_FOUND ->
            world.site.statement("/s/" + n, "Not found", "The page you asked for is not here.");
      }
    }
    feed("/press/2026/report-");

    for (int i = 0; i < 26; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    List<Revision> moved = world.kafka.drain();
    assertThat(moved).hasSize(STATEMENTS).extracting(Revision::cause).containsOnly(Cause.MOVED);
    assertThat(moved)
        .allMatch(one -> one.statement().url().startsWith(Site.url("/press/2026/report-")));
    assertThat(ids(moved)).isEqualTo(ids);
  }

  @Test
  void whatCannotBeAskedAtItsOldAddressIsNotPublishedAnew() {
    world.visit(FEED);
    world.kafka.drain();
    for (int n = 1; n <= STATEMENTS; n++) {
      world.site.statement("/new/" + n, "Report number " + n + " adopted", Site.paragraphs(n));
      world.site.status("/s/" + n, 500);
    }
    feed("/new/");
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofHours(2));
      world.visit(FEED);
    }
    assertThat(world.kafka.revisions).isEmpty();
    for (int n = 1; n <= STATEMENTS; n++) world.site.status("/s/" + n, 404);

    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofHours(2));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions)
        .hasSize(STATEMENTS)
        .extracting(Revision::cause)
        .containsOnly(Cause.MOVED);
  }

  @Test
  void aNoticeThatComesEachMonthIsNewThoughTheLastOneIsGone() {
    notice("/notice/1", "May");
    world.site.feed("/feed.xml", List.of("/notice/1", "/s/2", "/s/3", "/s/4"));
    world.visit(FEED);
    world.kafka.drain();
    notice("/notice/2", "June");
    world.site.status("/notice/1", 404);
    world.site.feed("/feed.xml", List.of("/notice/2", "/s/2", "/s/3", "/s/4"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::cause, revision -> revision.statement().url())
        .containsExactly(tuple(Cause.PUBLISHED, Site.url("/notice/2")));
  }

  private void notice(String path, String month) {
    world.site.statement(
        path,
        "Sitting of the committee",
        "The committee sits on the first Monday of %s at ten in the morning.".formatted(month),
        "The sitting is open to everybody who brings a passport or another proof of identity.",
        "Questions are to be sent to the office of the committee in writing beforehand.");
  }

  @Test
  void aStatementThatWasWithdrawnComesBackAtAnotherAddress() {
    world.visit(FEED);
    world.site.status("/s/1", 404);
    for (int i = 0; i < 12; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }
    Revision withdrawn = world.kafka.drain().getLast();
    world.site.statement("/new/1", "Report number 1 adopted", Site.paragraphs(1));
    feed("/new/");

    world.visitLater(FEED);

    Revision restored = world.kafka.drain().getFirst();
    assertThat(withdrawn.cause()).isEqualTo(Cause.WITHDRAWN);
    assertThat(restored.cause()).isEqualTo(Cause.RESTORED);
    assertThat(restored.statementId()).isEqualTo(withdrawn.statementId());
  }

  @Test
  void spellingsOfOneAddressAreOneStatement() {
    world.site.statement("/S/1", "Report number 1 adopted", Site.paragraphs(1));
    world.site.statement("/s/1?from=rss", "Report number 1 adopted", Site.paragraphs(1));
    world.site.feed(
        "/feed.xml",
        List.of("/s/1", "/s/1?utm_source=rss", "/s/1?from=rss", "/S/1", "/s/2", "/s/3", "/s/4"));
    world.visit(FEED);
    world.site.statement("/s/2/", "Report number 2 adopted", Site.paragraphs(2));
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2/", "/s/3"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).hasSize(4);
    assertThat(ids(world.kafka.revisions)).hasSize(4);
  }

  @Test
  void aPrintViewThatIsListedFirstIsTheSameStatement() {
    String head = "<link rel=\"canonical\" href=\"%s\">".formatted(Site.url("/s/1"));
    world.site.html("/print/1", Site.page(head, "Report number 1 adopted", Site.paragraphs(1)));
    world.site.feed("/feed.xml", List.of("/print/1", "/s/2", "/s/3", "/s/4"));
    world.visit(FEED);
    world.site.feed("/feed.xml", List.of("/s/1", "/s/2", "/s/3"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .filteredOn(revision -> revision.statement().title().equals("Report number 1 adopted"))
        .hasSize(1);
  }

  @Test
  void anotherLanguageIsAStatementOfItsOwnWhateverTheCanonicalLinkSays() {
    String head =
        "<link rel=\"canonical\" href=\"%s\"><link rel=\"alternate\" hreflang=\"fr\" href=\"%s\">"
            .formatted(Site.url("/fr/1"), Site.url("/fr/1"));
    world.site.html("/en/1", Site.page(head, "Report number 1 adopted", Site.paragraphs(1)));
    world.site.statement(
        "/fr/1",
        "Le rapport 1 a été adopté",
        "La commission a adopté le rapport sur le port, qui nomme tout ce qu'il faut réparer.",
        "Les députés ont examiné chaque amendement avant le vote final de ce matin.");
    world.site.feed("/feed.xml", List.of("/en/1", "/s/2", "/s/3", "/s/4"));
    world.visit(FEED);
    world.site.feed("/feed.xml", List.of("/fr/1", "/en/1", "/s/2"));

    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(revision -> revision.statement().url())
        .contains(Site.url("/en/1"), Site.url("/fr/1"));
  }

  @Test
  void pagesThatStayWhileTheirListForgetsThemAreLeftAlone() {
    world.visit(FEED);
    world.kafka.drain();
    world.site.feed("/feed.xml", List.of("/s/1"));

    for (int i = 0; i < 26; i++) {
      world.clock.advance(Duration.ofHours(1));
      world.visit(FEED);
    }

    assertThat(world.kafka.revisions).isEmpty();
    assertThat(world.kafka.reports.getLast().failures()).isEmpty();
  }

  private void feed(String prefix) {
    world.site.feed(
        "/feed.xml", IntStream.rangeClosed(1, STATEMENTS).mapToObj(n -> prefix + n).toList());
  }

  private static Set<String> ids(List<Revision> revisions) {
    return revisions.stream().map(Revision::statementId).collect(Collectors.toSet());
  }
}
