package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.app.process.StoredDocuments.Document;
import dev.herald.app.stack.TestStack;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Topics;
import dev.herald.config.message.Zone;
import dev.herald.crawler.publish.KafkaPublisher;
import dev.herald.indexer.consume.Backlog;
import dev.herald.indexer.consume.DeadLetters;
import dev.herald.indexer.consume.DeadLetters.Letter;
import dev.herald.indexer.consume.TopicSetup;
import dev.herald.indexer.notify.OutboxMatches;
import dev.herald.indexer.read.Matches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// A large replay and live statements meet in an indexer that is killed in the middle. What came
/// when is told by Elasticsearch's numbers of its writes and by Kafka's offsets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayLaneIT {
  private static final String SOURCE = "replay-lane";
  private static final String RULE = "replay-lane-rule";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int REPLAYED = 3_000;
  private static final int WAITING = 100;

  /// Of the lane: one may be under way and one decided on when a live message comes in.
  private static final int BATCH = 50;

  private final HeraldConfig config = TestStack.shared().config();
  private final String servers = String.join(",", config.kafka().bootstrapServers());
  private Path folder;
  private long takenBeforeMiddle;
  private Set<Letter> refused;
  private Set<Letter> refusedAgain;
  private StoredDocuments stored;

  @BeforeAll
  void replayAndPublishAndKill(@TempDir Path temporary) throws Exception {
    folder = temporary;
    TopicSetup.run(config.kafka());
    writeConfig();
    replay(IntStream.range(0, REPLAYED).mapToObj(i -> revision("old-" + i, 2, Cause.REEXTRACTED)));
    publish(IntStream.range(0, WAITING).mapToObj(i -> revision("new-" + i, 1, Cause.PUBLISHED)));
    try (Backlog backlog = new Backlog(servers, Duration.ofSeconds(10))) {
      try (HeraldProgram indexer = start()) {
        LiveHerald.await("a part of the replay", LIMIT, () -> backlog.replays() < REPLAYED);
        publish(
            List.of(
                revision("middle", 1, Cause.PUBLISHED),
                revision("old-" + (REPLAYED - 1), 3, Cause.EDITED))
                .stream());
        takenBeforeMiddle = REPLAYED - backlog.replays();
        LiveHerald.await("the statement of the middle", LIMIT, () -> backlog.live() == 0);
        indexer.kill();
      }
      assertThat(backlog.replays()).isPositive();
      sendUnreadable();
      try (HeraldProgram _ = start()) {
        LiveHerald.await("all", LIMIT, () -> backlog.replays() == 0 && backlog.live() == 0);
        refused = refused();
        replayDeadLetters();
        LiveHerald.await("all again", LIMIT, () -> backlog.replays() == 0);
        refusedAgain = refused();
      }
    }
    stored = StoredDocuments.read(config.elasticsearch().url().orElseThrow(), Set.of(SOURCE));
  }

  @Test
  void whatWaitsInTheLiveLaneIsStoredBeforeAnyReplay() {
    long lastLive = writes("new-").stream().mapToLong(Long::longValue).max().orElseThrow();
    long firstReplay = writes("old-").stream().mapToLong(Long::longValue).min().orElseThrow();

    assertThat(lastLive).isLessThan(firstReplay);
  }

  @Test
  void aStatementOfTheMiddleWaitsForNoMoreThanWhatIsUnderWay() {
    long middle = writes("middle").getFirst();
    long before = writes("old-").stream().filter(write -> write < middle).count();

    assertThat(before).isLessThanOrEqualTo(takenBeforeMiddle + 2 * BATCH).isLessThan(REPLAYED);
  }

  @Test
  void aKilledIndexerLosesNothingAndDoublesNothing() {
    Map<String, List<Revision>> revisions = stored.revisionsOfStatements();

    assertThat(revisions).hasSize(REPLAYED + WAITING + 1);
    for (int i = 0; i < REPLAYED - 1; i++)
      assertThat(revisions.get(id("old-" + i))).extracting(Revision::number).containsExactly(2);
    assertThat(stored.statements()).hasSize(REPLAYED + WAITING + 1);
  }

  @Test
  void aReplayThatComesAfterALiveEditDoesNotReplaceIt() {
    String raced = id("old-" + (REPLAYED - 1));

    assertThat(stored.revisionsOfStatements().get(raced))
        .extracting(Revision::number)
        .containsExactly(2, 3);
    assertThat(stored.statements())
        .filteredOn(document -> document.id().equals(raced))
        .singleElement()
        .satisfies(document -> assertThat(document.revision().cause()).isEqualTo(Cause.EDITED));
  }

  @Test
  void whatIsReplayedMatchesRulesAndAlertsNobody() throws IOException {
    assertThat(stored.statements()).allSatisfy(one -> assertThat(one.rules()).contains(RULE));
    List<Matches.Delivery> deliveries =
        new OutboxMatches(database()).deliveries(RULE, 2 * REPLAYED);

    assertThat(deliveries)
        .extracting(Matches.Delivery::cause)
        .containsOnly(Cause.PUBLISHED, Cause.EDITED)
        .hasSize(WAITING + 2);
  }

  @Test
  void deadLettersGoBackIntoTheirLane() {
    assertThat(refused).extracting(Letter::key).containsExactlyInAnyOrder("nonsense", "alarming");
    assertThat(refusedAgain).extracting(Letter::topic).containsOnly(Topics.REPLAYS);
    assertThat(refusedAgain)
        .extracting(Letter::key)
        .containsExactlyInAnyOrder("nonsense", "alarming");
    assertThat(refusedAgain).doesNotContainAnyElementsOf(refused);
  }

  private List<Long> writes(String beginning) {
    return stored.statements().stream()
        .filter(document -> document.url().startsWith(url(beginning)))
        .filter(document -> document.revision().cause() != Cause.EDITED)
        .map(Document::write)
        .toList();
  }

  private HeraldProgram start() throws Exception {
    List<String> words = new ArrayList<>(List.of("indexer", "--config", folder.toString()));
    Map<String, String> settings =
        Map.of(
            "data", folder.resolve("data").toString(),
            "kafka.bootstrap-servers", config.kafka().bootstrapServers().toString(),
            "elasticsearch.url", config.elasticsearch().url().orElseThrow(),
            "postgresql.url", config.postgresql().url().orElseThrow(),
            "postgresql.user", config.postgresql().user().orElseThrow(),
            "postgresql.password", "file:postgresql.secret");
    settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    HeraldProgram indexer =
        HeraldProgram.start(folder.resolve("log"), words.toArray(String[]::new));
    indexer.awaitSaid("Indexer is up", LIMIT);
    return indexer;
  }

  private void writeConfig() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("sources")).resolve("x.yaml"),
        """
        id: replay-lane
        institution: Ministry of Examples
        country: INT
        zone: UTC
        languages: [en]
        discovery: [{kind: feed, url: "https://press.example/rss"}]
        """);
    Files.writeString(
        Files.createDirectories(folder.resolve("rules")).resolve("x.yaml"),
        "- {id: %s, name: Lane, query: \"source:%s\", channels: [log]}\n".formatted(RULE, SOURCE));
    Files.writeString(
        folder.resolve("postgresql.secret"), config.postgresql().password().orElseThrow().value());
  }

  private void replay(Stream<Revision> revisions) {
    try (KafkaPublisher publisher = KafkaPublisher.ofReplays(servers, LIMIT)) {
      publisher.publish(revisions.toList());
    }
  }

  private void publish(Stream<Revision> revisions) {
    try (KafkaPublisher publisher = new KafkaPublisher(servers, LIMIT)) {
      publisher.publish(revisions.toList());
    }
  }

  private void sendUnreadable() throws Exception {
    Revision alarming = revision("alarming", 1, Cause.PUBLISHED);
    Map<String, byte[]> messages =
        Map.of(
            "nonsense", "{}".getBytes(StandardCharsets.UTF_8),
            "alarming", MessageCodec.write(alarming));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Map.Entry<String, byte[]> one : messages.entrySet())
        producer
            .send(new ProducerRecord<>(Topics.REPLAYS, one.getKey(), one.getValue()))
            .get(30, TimeUnit.SECONDS);
    }
  }

  private Set<Letter> refused() {
    try (var letters = new DeadLetters(servers, Clock.systemUTC())) {
      return Set.copyOf(
          letters.list(1_000).stream()
              .filter(letter -> letter.topic().equals(Topics.REPLAYS))
              .toList());
    }
  }

  private void replayDeadLetters() {
    try (var letters = new DeadLetters(servers, Clock.systemUTC())) {
      letters.replay(1_000);
    }
  }

  private PGSimpleDataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(config.postgresql().url().orElseThrow());
    database.setUser(config.postgresql().user().orElseThrow());
    database.setPassword(config.postgresql().password().orElseThrow().value());
    return database;
  }

  private static String url(String path) {
    return "https://press.example/replay-lane/" + path;
  }

  private static String id(String path) {
    return Hashes.statementId(url(path));
  }

  private static Revision revision(String path, int number, Cause cause) {
    Instant seen = Instant.parse("2026-11-24T10:00:00Z");
    String text = "The committee adopted report %s, number %d.".formatted(path, number);
    Statement statement =
        new Statement(
            id(path),
            url(path),
            SOURCE,
            "Ministry of Examples",
            "ministry",
            "INT",
            "press-release",
            "en",
            "Report " + path,
            PublicationTime.UNKNOWN,
            seen,
            Optional.empty(),
            List.of(Block.of(Zone.PARAGRAPH, text)),
            List.of(),
            List.of(),
            List.of(),
            new Evidence(
                url(path), Optional.empty(), 0, "a".repeat(64), 200, Map.of(), seen, "allowed"),
            new Statement.Extraction("1", 1, Map.of()));
    String fingerprint = Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    return Revision.of(
        statement, number, cause, seen.toEpochMilli() + number, fingerprint, seen, seen);
  }
}
