package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.ConfigLoader;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.DigestTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real PostgreSQL and a real receiver.
class NotifierTest {
  private static final Instant SEEN = Instant.parse("2026-11-24T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static EmbeddedPostgres postgres;
  private static Jdbi database;
  private static Outbox outbox;

  @TempDir Path folder;
  private final Map<String, Integer> received = new ConcurrentHashMap<>();
  private final List<String> together = new CopyOnWriteArrayList<>();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore answer = new Semaphore(0);
  private HttpServer receiver;
  private Notifier notifier;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    database = Jdbi.create(postgres.getPostgresDatabase());
    outbox = Outbox.open(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void start() throws IOException {
    database.useHandle(handle -> handle.execute("TRUNCATE indexer.delivery"));
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext("/", this::take);
    receiver.createContext("/slow", this::takeSlowly);
    receiver.start();
    notifier = new Notifier(config(), outbox, Clock.systemUTC(), new SimpleMeterRegistry());
    notifier.start();
  }

  @AfterEach
  void stop() {
    notifier.close();
    receiver.stop(0);
  }

  @Test
  void everyDeliveryIsSentOnceAndSettled() throws InterruptedException {
    add(200);

    eventually(() -> assertThat(count("delivered")).isEqualTo(200));
    assertThat(received).hasSize(200).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void whatCannotBeSettledIsSentAgainUnderTheSameIds() throws Exception {
    refuseToSettle();
    add(40);
    eventually(() -> assertThat(received).hasSize(40));
    assertThat(count("delivered")).isZero();

    database.useHandle(handle -> handle.execute("DROP TRIGGER refuse ON indexer.delivery"));
    // As after the lease.
    database.useHandle(handle -> handle.execute("UPDATE indexer.delivery SET due_at = now()"));

    eventually(() -> assertThat(count("delivered")).isEqualTo(40));
    assertThat(received).hasSize(40).allSatisfy((_, times) -> assertThat(times).isGreaterThan(1));
  }

  /// The periods of these alerts are long over.
  @Test
  void whatIsToldTogetherArrivesOnceAndTogether() throws InterruptedException {
    List<Outbox.Due> due =
        IntStream.range(0, 60)
            .mapToObj(i -> Outbox.Due.of(Samples.alert("d-" + i, "title"), "desk", "bank", SEEN))
            .map(one -> one.together(Optional.of(DigestTimes.parse("hourly"))))
            .toList();
    outbox.add(due);
    add(20);

    eventually(() -> assertThat(count("delivered")).isEqualTo(80));
    assertThat(received).hasSize(21).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    assertThat(together).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void oneThatIsRefusedDoesNotHoldUpItsNeighbours() throws InterruptedException {
    outbox.add(List.of(Outbox.Due.of(Samples.alert("gone", "refuse this"), "desk", "bank", SEEN)));
    add(20);

    eventually(() -> assertThat(count("delivered")).isEqualTo(20));
    assertThat(count("failed")).isEqualTo(1);
  }

  /// As one that a later version wrote in a way that this one cannot read.
  @Test
  void anAlertThatCannotBeReadHoldsUpNeitherItsNeighboursNorTheirReaders() throws Exception {
    database.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO indexer.delivery
                  (id, rule_id, channel, statement_id, revision_id, alert)
                VALUES ('later', 'rates', 'desk', 'statement', 'revision', '{"format": 2}')
                """));

    add(40);

    eventually(() -> assertThat(count("delivered")).isEqualTo(40));
    assertThat(count("pending")).as("left to a later version").isEqualTo(1);
    assertThat(new OutboxMatches(postgres.getPostgresDatabase()).deliveries("rates", 100))
        .hasSize(40);
  }

  @Test
  void whatIsBeingSentIsLeasedForAsLongAsItsReceiverMayTake() throws InterruptedException {
    Instant sentAfter = Instant.now();
    outbox.add(List.of(Outbox.Due.of(Samples.alert("slow", "title"), "slow", "bank", SEEN)));
    notifier.wake();

    assertThat(begun.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Instant leasedUntil =
        database.withHandle(
            handle ->
                handle
                    .createQuery("SELECT due_at FROM indexer.delivery WHERE id = 'slow'")
                    .mapTo(Instant.class)
                    .one());
    answer.release();

    assertThat(leasedUntil).isAfter(sentAfter.plus(Duration.ofMinutes(10)));
    eventually(() -> assertThat(count("delivered")).isEqualTo(1));
  }

  private void add(int deliveries) {
    outbox.add(
        IntStream.range(0, deliveries)
            .mapToObj(
                i -> Outbox.Due.of(Samples.alert("delivery-" + i, "title"), "desk", "bank", SEEN))
            .toList());
    notifier.wake();
  }

  private void takeSlowly(HttpExchange exchange) throws IOException {
    begun.release();
    answer.acquireUninterruptibly();
    take(exchange);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var alert = MessageCodec.mapper().readTree(exchange.getRequestBody().readAllBytes());
      alert.path("alerts").forEach(one -> together.add(one.path("deliveryId").asText()));
      received.merge(alert.path("deliveryId").asText(), 1, Integer::sum);
      exchange.sendResponseHeaders(
          alert.path("title").asText().equals("refuse this") ? 410 : 204, -1);
    }
  }

  private void refuseToSettle() throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$
          """);
      statement.execute(
          """
          CREATE TRIGGER refuse BEFORE UPDATE ON indexer.delivery
            FOR EACH ROW WHEN (NEW.state = 'delivered') EXECUTE FUNCTION refuse()
          """);
    }
  }

  private static void eventually(Runnable check) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > end) throw e;
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private int count(String state) {
    return database.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM indexer.delivery WHERE state = :state")
                .bind("state", state)
                .mapTo(Integer.class)
                .one());
  }

  private HeraldConfig config() throws IOException {
    Files.writeString(
        folder.resolve("herald.yaml"),
        """
        channels:
          desk: {webhook: {url: 'http://127.0.0.1:%1$d/'}}
          slow: {webhook: {url: 'http://127.0.0.1:%1$d/slow', timeout: 10m}}
        """
            .formatted(receiver.getAddress().getPort()));
    return ConfigLoader.load(folder).herald();
  }
}
