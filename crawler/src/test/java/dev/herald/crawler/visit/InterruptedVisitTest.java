package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Revision;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory.Claimant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Visits that end in the middle, because their process dies or an engine is gone.
class InterruptedVisitTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @AutoClose private World world;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    world = new World(folder);
  }

  @Test
  void aNumberThatWasClaimedByAProcessThatDiedIsPublishedOnce() {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    KnownStatement known = world.state.statements().find(Site.url("/s/1")).orElseThrow();
    world.state.statements().claim(Claimant.VISIT, known.id(), 2, world.clock.instant());
    world.site.statement("/s/1", "Report number 1 rejected", Site.paragraphs(1));

    world.clock.advance(World.RECHECK.plusSeconds(1));
    world.visit(world.process(), FEED);
    world.site.statement("/s/1", "Report number 1 adopted after all", Site.paragraphs(1));
    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::number, revision -> revision.statement().title())
        .containsExactly(
            tuple(2, "Report number 1 rejected"), tuple(3, "Report number 1 adopted after all"));
  }

  @Test
  void whatAProcessIntendedAnotherPublishesAndThenWhatThePageSaysByThen() {
    world.site.statements(4);
    world.visit(FEED);
    world.kafka.drain();
    world.site.statement("/s/1", "Report number 1 rejected", Site.paragraphs(1));
    world.kafka.mood = RecordingPublisher.Mood.DOWN;
    world.visitLater(FEED);
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.site.statement("/s/1", "Report number 1 adopted after all", Site.paragraphs(1));

    world.clock.advance(World.RECHECK.plusSeconds(1));
    world.visit(world.process(), FEED);
    world.visitLater(FEED);

    assertThat(world.kafka.revisions)
        .extracting(Revision::number, revision -> revision.statement().title())
        .containsExactly(
            tuple(2, "Report number 1 rejected"), tuple(3, "Report number 1 adopted after all"));
  }

  @Test
  void whatWasLearnedFromPagesThatWereCutOffIsKeptWithThem() {
    world.site.statements(4);
    world.kafka.mood = RecordingPublisher.Mood.ACKNOWLEDGEMENT_LOST;
    world.visit(FEED);
    world.kafka.drain();
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.visit(world.process(), FEED);
    world.kafka.drain();
    for (int n = 1; n <= 4; n++) world.site.header("/s/" + n, "ETag", "\"other\"");

    world.visitLater(FEED);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aListThatOneProcessSawIsNotLostOnOneThatKnowsAnOlderOne() {
    Visitor one = world.process();
    Visitor other = world.process();
    world.site.statements(3);
    list("a");
    world.visit(one, FEED);
    world.visit(other, FEED);
    world.site.statements(4);
    list("b");
    world.site.meanwhile("/s/4", () -> world.databaseAway(true));
    world.visit(one, FEED);
    world.databaseAway(false);
    world.site.statements(3);
    list("c");
    world.site.statement("/s/4", "Report number 4 adopted", Site.paragraphs(4));
    world.clock.advance(World.RECHECK);

    world.visit(other, FEED);

    assertThat(world.kafka.revisions).extracting(Revision::number).containsOnly(1);
    assertThat(urls()).containsExactlyInAnyOrderElementsOf(numbers(4));
  }

  @Test
  void aVisitWhoseDatabaseGoesAwaySaysSoAndLosesNothing() {
    world.site.statements(40);
    world.site.meanwhile("/s/9", () -> world.databaseAway(true));
    CrawlReport cut = world.visit(FEED);
    world.databaseAway(false);
    world.clock.advance(World.RECHECK);

    world.visit(FEED);
    world.visitLater(FEED);

    assertThat(cut.failures())
        .filteredOn(failure -> failure.stage().equals("publish"))
        .extracting(CrawlReport.Failure::url)
        .containsExactly(FEED.id());
    assertThat(urls()).containsExactlyInAnyOrderElementsOf(numbers(40));
  }

  @Test
  void itIsReportedThoughNobodyKnowsWhenTheSourceIsDueAgain() {
    world.site.statements(3);
    world.site.meanwhile("/s/2", () -> world.databaseAway(true));

    CrawlReport cut =
        world.visit(
            FEED,
            (now, _) ->
                world.state.sources().find(FEED.id()).isPresent() ? now : now.plusSeconds(60));
    world.databaseAway(false);

    assertThat(world.kafka.reports).containsExactly(cut);
    assertThat(cut.nextVisitAt()).contains(world.clock.instant().plus(FEED.schedule().every()));
  }

  @Test
  void aDatabaseThatIsGoneBetweenTheAcknowledgementAndItsSavingRepeatsTheSame() {
    world.site.statements(3);
    world.kafka.afterwards = () -> world.databaseAway(true);
    world.visit(FEED);
    List<Revision> first = world.kafka.drain();
    world.databaseAway(false);
    world.site.statement("/s/1", "Report number 1 rejected", Site.paragraphs(1));

    world.visit(FEED);
    List<Revision> again = world.kafka.drain();
    world.visitLater(FEED);

    assertThat(first).hasSize(3);
    assertThat(again).isEqualTo(first);
    assertThat(world.kafka.revisions)
        .extracting(Revision::number, Revision::cause)
        .containsExactly(tuple(2, Cause.EDITED));
  }

  @Test
  void aBrokerThatGoesAwayInTheMiddleCostsNothingButTime() {
    world.site.statements(40);
    world.site.meanwhile("/s/9", () -> world.kafka.mood = RecordingPublisher.Mood.DOWN);
    CrawlReport cut = world.visit(FEED);
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.clock.advance(World.RECHECK);

    world.visit(FEED);
    world.visitLater(FEED);

    assertThat(cut.failures())
        .extracting(CrawlReport.Failure::stage, CrawlReport.Failure::reason)
        .containsExactly(tuple("publish", "kafka: not acknowledged"));
    assertThat(urls()).containsExactlyInAnyOrderElementsOf(numbers(40));
  }

  /// Lets the feed answer with a validator of which nobody has heard.
  private void list(String validator) {
    world.site.header("/feed.xml", "ETag", "\"%s\"".formatted(validator));
  }

  private static List<String> numbers(int to) {
    return IntStream.rangeClosed(1, to).mapToObj(n -> Site.url("/s/" + n)).toList();
  }

  private List<String> urls() {
    return world.kafka.revisions.stream().map(revision -> revision.statement().url()).toList();
  }
}
