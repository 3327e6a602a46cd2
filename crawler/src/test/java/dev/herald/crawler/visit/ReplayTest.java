package dev.herald.crawler.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery.Kind;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.archive.ArchiveReader;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.publish.Publisher;
import dev.herald.crawler.replay.Replay;
import dev.herald.crawler.replay.Replay.Found;
import dev.herald.crawler.state.KnownStatement;
import dev.herald.crawler.state.StatementMemory;
import dev.herald.crawler.state.StatementMemory.Claimant;
import dev.herald.crawler.state.StatementMemory.Intent;
import dev.herald.crawler.state.StatementMemory.Published;
import dev.herald.crawler.state.StoredStatements;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final Source FEED = World.source(Kind.FEED, "/feed.xml");

  @TempDir Path folder;
  @AutoClose private World world;
  private Replay replay;

  @BeforeEach
  void open() throws IOException {
    world = new World(folder);
    replay =
        new Replay(world.state, new ArchiveReader(folder), new GeneralExtractor(), world.clock);
  }

  @Test
  void whatReadsTheSameIsNotPublished() throws IOException {
    world.site.statements(4);
    world.visit(FEED);

    Found found = replay.look(FEED, Instant.EPOCH);

    assertThat(found.read()).isEqualTo(4);
    assertThat(found.changes()).isEmpty();
  }

  @Test
  void newSelectorsGiveNewRevisionsOnce() throws Exception {
    world.site.statements(4);
    world.visit(FEED);
    List<Revision> first = world.kafka.drain();
    int asked = world.site.requests.size();
    Source changed = withSelectors();

    Found found = replay.look(changed, Instant.EPOCH);
    assertThat(world.kafka.revisions).isEmpty();
    int published = replay.publish(found.changes(), world.kafka, (_, _) -> {});
    Found again = replay.look(changed, Instant.EPOCH);

    assertThat(published).isEqualTo(4);
    assertThat(again.changes()).isEmpty();
    assertThat(world.site.requests).hasSize(asked);
    assertThat(found.changes().get(0).diff())
        .anySatisfy(line -> assertThat(line).startsWith("-[paragraph] Speaker Ada Testwright"));
    assertThat(world.kafka.revisions)
        .allSatisfy(
            revision -> {
              assertThat(revision.cause()).isEqualTo(Cause.REEXTRACTED);
              assertThat(revision.number()).isEqualTo(2);
              assertThat(revision.statement().text()).doesNotContain("Speaker Ada");
              Revision before =
                  first.stream()
                      .filter(r -> r.statementId().equals(revision.statementId()))
                      .findFirst()
                      .orElseThrow();
              assertThat(revision.version()).isEqualTo(before.version() + 1);
              assertThat(revision.statement().evidence()).isEqualTo(before.statement().evidence());
            });
  }

  @Test
  void aLiveVisitAfterAReplayFindsNothingNew() throws Exception {
    world.site.statements(2);
    world.visit(FEED);
    Source changed = withSelectors();
    replay.publish(replay.look(changed, Instant.EPOCH).changes(), world.kafka, (_, _) -> {});
    world.kafka.drain();

    for (int i = 0; i < 22; i++) world.visitLater(changed);

    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void whatALiveVisitRevisedMeanwhileIsLeftToIt() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    Found found = replay.look(withSelectors(), Instant.EPOCH);
    String[] paragraphs = Site.paragraphs(5);
    world.site.statement("/s/1", "Report number 1 adopted", paragraphs);
    world.visitLater(FEED);
    world.kafka.drain();

    int published = replay.publish(found.changes(), world.kafka, (_, _) -> {});

    assertThat(published).isZero();
    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void aCheckThatBeganBeforeAReplayDoesNotUndoIt() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    StoredStatements statements = world.state.statements();
    KnownStatement before = statements.find(Site.url("/s/1")).orElseThrow();
    replay.publish(
        replay.look(withSelectors(), Instant.EPOCH).changes(), world.kafka, (_, _) -> {});
    Instant next = world.clock.instant().plusSeconds(60);

    KnownStatement checked = before.checked(before.validators(), 7, Optional.of(next));
    List<Published> saved = List.of(new Published(checked, List.of()));
    statements.save(
        FEED.id(), new Intent(List.of(), saved, Optional.empty()), world.clock.instant());

    KnownStatement after = statements.find(Site.url("/s/1")).orElseThrow();
    assertThat(after.revision()).isEqualTo(2);
    assertThat(after.content().text()).doesNotContain("Speaker Ada");
    assertThat(after.conditional()).isEqualTo(7);
    assertThat(after.nextCheckAt()).contains(next);
  }

  @Test
  void anEditSeenWhileAReplayRevisesTheStatementComesAfterIt() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    world.kafka.drain();
    Found found = replay.look(withSelectors(), Instant.EPOCH);
    world.site.statement("/s/1", "Report number 1 adopted", Site.paragraphs(5));
    world.site.meanwhile("/s/1", () -> replay.publish(found.changes(), world.kafka, (_, _) -> {}));

    world.visitLater(withSelectors());

    List<Revision> revisions = world.kafka.drain();
    assertThat(revisions).extracting(Revision::number).containsExactly(2, 3);
    assertThat(revisions)
        .extracting(Revision::cause)
        .containsExactly(Cause.REEXTRACTED, Cause.EDITED);
    assertThat(revisions.getLast().version()).isGreaterThan(revisions.getFirst().version());
  }

  @Test
  void anEditSeenWhileAReplayIsPublishingWaitsForItsNumber() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    world.kafka.drain();
    Found found = replay.look(withSelectors(), Instant.EPOCH);
    world.site.statement("/s/1", "Report number 1 adopted", Site.paragraphs(5));

    world.clock.advance(World.RECHECK.plusSeconds(1));

    replay.publish(found.changes(), visitingFirst(), (_, _) -> {});
    world.visitLater(withSelectors());

    assertThat(world.kafka.revisions)
        .extracting(Revision::number, Revision::cause)
        .containsExactly(tuple(2, Cause.REEXTRACTED), tuple(3, Cause.EDITED));
  }

  /// Publishes after a visit of the source that begins when all is decided.
  private Publisher visitingFirst() {
    return new Publisher() {
      @Override
      public void publish(List<Revision> revisions) {
        world.visit(withSelectors());
        world.kafka.publish(revisions);
      }

      @Override
      public void report(CrawlReport report) {
        world.kafka.report(report);
      }

      @Override
      public void close() {
        // The world's own publisher is closed with it.
      }
    };
  }

  @Test
  void whatAReplayClaimedAndNeverPublishedIsFreeAgain() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    KnownStatement known = world.state.statements().find(Site.url("/s/1")).orElseThrow();
    Instant now = world.clock.instant();

    assertThat(claims(Claimant.REPLAY, known, now)).isTrue();
    assertThat(claims(Claimant.REPLAY, known, now)).isFalse();
    assertThat(claims(Claimant.VISIT, known, now)).isFalse();

    Instant later = now.plus(StatementMemory.CLAIM);
    assertThat(claims(Claimant.VISIT, known, later)).isTrue();
    assertThat(claims(Claimant.VISIT, known, later)).isTrue();
    assertThat(claims(Claimant.REPLAY, known, later)).isFalse();
  }

  private boolean claims(Claimant claimant, KnownStatement known, Instant at) {
    return world.state.statements().claim(claimant, known.id(), known.revision() + 1, at);
  }

  @Test
  void whatACutOffVisitWasAboutToPublishIsLeftToIt() throws Exception {
    world.site.statements(1);
    world.visit(FEED);
    Found found = replay.look(withSelectors(), Instant.EPOCH);
    world.site.statement("/s/1", "Report number 1 adopted", Site.paragraphs(5));
    world.kafka.mood = RecordingPublisher.Mood.DOWN;
    world.visitLater(FEED);
    world.kafka.mood = RecordingPublisher.Mood.WELL;
    world.kafka.drain();

    int published = replay.publish(found.changes(), world.kafka, (_, _) -> {});

    assertThat(published).isZero();
    assertThat(world.kafka.revisions).isEmpty();
  }

  @Test
  void progressIsToldOfEveryPageAndEveryChange() throws Exception {
    world.site.statements(3);
    world.visit(FEED);
    List<Integer> read = new ArrayList<>();
    List<Integer> done = new ArrayList<>();

    Found found = replay.look(withSelectors(), Instant.EPOCH, read::add);
    replay.publish(found.changes(), world.kafka, (now, of) -> done.add(100 * now + of));

    assertThat(read).containsExactly(1, 2, 3);
    assertThat(done).containsExactly(103, 203, 303);
  }

  @Test
  void aRecordThatRottedKeepsNoOtherFromBeingRead() throws IOException {
    world.site.statements(3);
    world.visit(FEED);
    Evidence rotten = evidence("/s/2");
    try (RandomAccessFile warc =
        new RandomAccessFile(folder.resolve(rotten.warcFile().orElseThrow()).toFile(), "rw")) {
      warc.seek(rotten.warcOffset() + 200);
      warc.write(new byte[40]);
    }

    Found found = replay.look(withSelectors(), Instant.EPOCH);

    assertThat(found.damaged()).extracting(KnownStatement::url).containsExactly(Site.url("/s/2"));
    assertThat(found.changes()).hasSize(2);
  }

  @Test
  void nothingIsReadFromBytesThatAreNotTheEvidence() throws IOException {
    world.site.statements(2);
    world.visit(FEED);
    StoredStatements statements = world.state.statements();
    KnownStatement known = statements.find(Site.url("/s/1")).orElseThrow();
    Evidence elsewhere = evidence("/s/2");
    String content =
        MessageCodec.writeText(known.content())
            .replace(
                "\"warcOffset\":" + known.content().evidence().warcOffset(),
                "\"warcOffset\":" + elsewhere.warcOffset());
    statements.saveReading(
        new KnownStatement(
            known.id(),
            known.sourceId(),
            known.url(),
            known.state(),
            known.revision(),
            known.version(),
            known.fingerprint(),
            known.validators(),
            known.conditional(),
            known.firstSeen(),
            known.nextCheckAt(),
            known.missingChecks(),
            known.titleHint(),
            known.publishedHint(),
            MessageCodec.read(content.getBytes(StandardCharsets.UTF_8), Statement.class)),
        known.version());

    Found found = replay.look(FEED, Instant.EPOCH);

    assertThat(found.damaged()).extracting(KnownStatement::url).containsExactly(Site.url("/s/1"));
    assertThat(found.changes()).isEmpty();
  }

  private Evidence evidence(String path) {
    return world.state.statements().find(Site.url(path)).orElseThrow().content().evidence();
  }

  @Test
  void olderAndWithdrawnStatementsAreLeftAlone() throws IOException {
    world.site.statements(2);
    world.visit(FEED);
    world.site.status("/s/1", 404);
    for (int i = 0; i < 4; i++) {
      world.clock.advance(World.SPACING);
      world.visitLater(FEED);
    }

    Found found = replay.look(withSelectors(), Instant.EPOCH);

    assertThat(found.withdrawn()).isEqualTo(1);
    assertThat(found.changes()).hasSize(1);
    assertThat(replay.look(withSelectors(), world.clock.instant()).read()).isZero();
  }

  private static Source withSelectors() {
    Selectors none = Selectors.NONE;
    Selectors remove =
        new Selectors(
            none.title(),
            none.published(),
            none.publishedFormats(),
            none.body(),
            none.signature(),
            List.of("p:contains(Testwright)"));
    return new Source(
        FEED.id(),
        FEED.institution(),
        FEED.country(),
        FEED.institutionType(),
        FEED.type(),
        FEED.languages(),
        FEED.zone(),
        FEED.homepage(),
        FEED.discovery(),
        remove,
        FEED.schedule(),
        FEED.delay(),
        FEED.enabled(),
        FEED.family(),
        FEED.verified());
  }
}
