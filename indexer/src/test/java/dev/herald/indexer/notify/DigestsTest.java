package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.DigestTimes;
import dev.herald.indexer.ledger.DeliverySums;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real PostgreSQL.
class DigestsTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant SEEN = Instant.parse("2026-11-24T10:00:00Z");

  /// The alerts of [Samples] match in the hour before.
  private static final Instant CLOSES = Instant.parse("2026-11-24T11:00:00Z");

  private static EmbeddedPostgres postgres;
  private static Jdbi database;
  private static Outbox outbox;

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
  void empty() {
    database.useHandle(
        handle -> handle.execute("TRUNCATE indexer.delivery, indexer.digest CASCADE"));
  }

  @Test
  void allAlertsOfAPeriodAreOneMessageWhenItIsOver() {
    for (int i = 0; i < 30; i++) add("alert-" + i);
    IntStream.range(0, 30).forEach(i -> add("alert-" + i));

    assertThat(take(CLOSES.minusMillis(1))).isEmpty();
    assertThat(outbox.take("desk", 100, LEASE)).isEmpty();
    assertThat(take(CLOSES))
        .singleElement()
        .satisfies(
            digest -> {
              assertThat(digest.from()).isEqualTo(CLOSES.minus(Duration.ofHours(1)));
              assertThat(digest.until()).isEqualTo(CLOSES);
              assertThat(ids(List.of(digest))).containsExactlyInAnyOrderElementsOf(ids(30));
            });
    assertThat(take(CLOSES)).isEmpty();
    assertThat(outbox.take("desk", 100, LEASE)).isEmpty();
  }

  /// As after a kill between sending and writing it down.
  @Test
  void aDigestThatIsSentAgainIsTheSame() {
    add("a");
    add("b");
    List<Digest> first = digests(CLOSES, Duration.ZERO);
    addAt("c", CLOSES.minusSeconds(1));

    assertThat(digests(CLOSES, LEASE)).isEqualTo(first);
    assertThat(ids(first)).containsExactlyInAnyOrder("a", "b");
    assertThat(ids(take(CLOSES.plus(Duration.ofHours(1))))).containsExactly("c");
  }

  /// A digest that leaves one out would not be complete: a process that can read it sends it.
  @Test
  void aDigestOfWhichAnAlertCannotBeReadWaitsWhole() {
    add("a");
    add("b");
    String kept =
        database.withHandle(
            handle ->
                handle
                    .createQuery("SELECT alert FROM indexer.delivery WHERE id = 'a'")
                    .mapTo(String.class)
                    .one());
    write("a", "{}");
    assertThat(digests(CLOSES, Duration.ZERO)).isEmpty();

    write("a", kept);

    assertThat(ids(take(CLOSES))).containsExactlyInAnyOrder("a", "b");
  }

  /// A clock that jumped ahead closed tomorrow's digest; today's alerts come with the next.
  @Test
  void aClockThatJumpsAndIsSetBackLosesNoAlertAndTellsNoneTwice() {
    Instant tomorrow = CLOSES.plus(Duration.ofDays(1));
    add("a");
    addAt("b", tomorrow.minusSeconds(60));
    List<Digest> ahead = sent(tomorrow);

    addAt("c", SEEN.plusSeconds(60));
    addAt("d", tomorrow.minusSeconds(30));
    List<Digest> back = sent(tomorrow.plus(Duration.ofHours(1)));

    assertThat(ids(ahead)).containsExactlyInAnyOrder("a", "b");
    assertThat(ids(back)).containsExactlyInAnyOrder("c", "d");
    assertThat(count("delivery WHERE state <> 'delivered'")).isZero();
  }

  @Test
  void aPeriodWithoutAlertsSendsNothing() {
    assertThat(take(CLOSES)).isEmpty();
    add("a");
    outbox.digests().take("desk", CLOSES, 10, LEASE).forEach(Digests.Taken::delivered);

    addAt("a", CLOSES.plusSeconds(60));

    assertThat(take(CLOSES.plus(Duration.ofHours(3)))).isEmpty();
    assertThat(count("delivery WHERE state = 'delivered'")).isEqualTo(1);
  }

  @Test
  void rulesAndChannelsHaveDigestsOfTheirOwn() {
    outbox.add(List.of(due("a", SEEN, "desk"), due("b", SEEN, "mail")));

    assertThat(ids(take(CLOSES))).containsExactly("a");
    List<Digest> mail =
        outbox.digests().take("mail", CLOSES, 10, LEASE).stream().map(t -> t.digest()).toList();
    assertThat(ids(mail)).containsExactly("b");
  }

  @Test
  void whatBecomesOfADigestBecomesOfItsDeliveries() throws IOException {
    add("a");
    add("b");
    assertThat(sums()).isEqualTo(new DeliverySums(0, 2, 0));

    Digests.Taken taken = outbox.digests().take("desk", CLOSES, 10, LEASE).getFirst();
    taken.retry(Instant.now().minusSeconds(1), "503");
    assertThat(sums()).isEqualTo(new DeliverySums(0, 2, 0));
    Digests.Taken again = outbox.digests().take("desk", CLOSES, 10, LEASE).getFirst();
    assertThat(again.attempts()).isEqualTo(2);
    again.delivered();
    assertThat(sums()).isEqualTo(new DeliverySums(2, 0, 0));
    assertThat(new OutboxMatches(postgres.getPostgresDatabase()).deliveries("rates", 10))
        .allSatisfy(delivery -> assertThat(delivery.attempts()).isEqualTo(2));

    addAt("c", CLOSES);
    outbox
        .digests()
        .take("desk", CLOSES.plus(Duration.ofHours(1)), 10, LEASE)
        .forEach(lost -> lost.giveUp("410"));
    assertThat(sums()).isEqualTo(new DeliverySums(2, 0, 1));
  }

  /// Processes add at the very end of a period, while another closes it.
  @Test
  void nothingIsLostOrToldTwiceWhileAPeriodEnds() throws Exception {
    ConcurrentLinkedQueue<Digest> sent = new ConcurrentLinkedQueue<>();
    List<Callable<Void>> everyone = new ArrayList<>();
    for (int process = 0; process < 4; process++) {
      int first = process * 50;
      everyone.add(
          () -> {
            for (int i = first; i < first + 50; i++) addAt("alert-" + i, CLOSES.minusMillis(1));
            return null;
          });
    }
    for (int process = 0; process < 2; process++)
      everyone.add(
          () -> {
            for (int i = 0; i < 40; i++) sendAll(CLOSES, sent);
            return null;
          });

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(everyone)) done.get();
    }
    sendAll(CLOSES, sent);
    sendAll(CLOSES.plus(Duration.ofHours(1)), sent);

    assertThat(ids(List.copyOf(sent))).containsExactlyInAnyOrderElementsOf(ids(200));
    assertThat(sent).extracting(Digest::deliveryId).doesNotHaveDuplicates();
    assertThat(sent).hasSizeLessThanOrEqualTo(2);
    assertThat(count("delivery WHERE state <> 'delivered'")).isZero();
  }

  private static List<Digest> sent(Instant now) {
    ConcurrentLinkedQueue<Digest> sent = new ConcurrentLinkedQueue<>();
    sendAll(now, sent);
    return List.copyOf(sent);
  }

  private static void write(String id, String alert) {
    database.useHandle(
        handle -> handle.execute("UPDATE indexer.delivery SET alert = ? WHERE id = ?", alert, id));
  }

  private static void sendAll(Instant now, ConcurrentLinkedQueue<Digest> sent) {
    for (Digests.Taken taken : outbox.digests().take("desk", now, 10, LEASE)) {
      sent.add(taken.digest());
      taken.delivered();
    }
  }

  private static void add(String id) {
    addAt(id, SEEN);
  }

  private static void addAt(String id, Instant matchedAt) {
    outbox.add(List.of(due(id, matchedAt, "desk")));
  }

  private static Outbox.Due due(String id, Instant matchedAt, String channel) {
    return Outbox.Due.of(Samples.alert(id, "title", matchedAt), channel, "bank", SEEN)
        .together(Optional.of(DigestTimes.parse("hourly")));
  }

  private static List<Digest> take(Instant now) {
    return digests(now, LEASE);
  }

  private static List<Digest> digests(Instant now, Duration lease) {
    return outbox.digests().take("desk", now, 10, lease).stream().map(t -> t.digest()).toList();
  }

  private static List<String> ids(List<Digest> digests) {
    return digests.stream()
        .flatMap(digest -> digest.alerts().stream())
        .map(Alert::deliveryId)
        .toList();
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "alert-" + i).toList();
  }

  private static DeliverySums sums() throws IOException {
    return new OutboxDeliveryCounts(postgres.getPostgresDatabase())
        .sums(SEEN.minusSeconds(1), SEEN.plusSeconds(1))
        .values()
        .iterator()
        .next();
  }

  private static int count(String where) {
    return database.withHandle(
        handle ->
            handle.createQuery("SELECT count(*) FROM indexer." + where).mapTo(Integer.class).one());
  }
}
