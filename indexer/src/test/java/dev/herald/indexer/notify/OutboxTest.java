package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.rule.DigestTimes;
import dev.herald.indexer.ledger.DeliverySums;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.ledger.Undelivered;
import dev.herald.indexer.read.Matches;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant SEEN = Instant.parse("2026-11-24T23:59:59Z");

  private static EmbeddedPostgres postgres;
  private static Outbox outbox;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    outbox = Outbox.open(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  /// Titles are whatever a page says; one that the database refused would be tried for ever.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "write \\u0000 in JSON",
        "\\u0000",
        "quote \" and \\",
        "😀",
        "half \ud83d"
      })
  void everyTitleComesBackAsItWas(String title) {
    String channel = "titles-" + title.hashCode();

    outbox.add(
        List.of(
            Outbox.Due.of(Samples.alert("id-" + title.hashCode(), title), channel, "bank", SEEN)));

    assertThat(outbox.take(channel, 10, LEASE))
        .extracting(taken -> taken.alert().title())
        .containsExactly(title);
  }

  @Test
  void theSameDeliveryIsTakenOnce() {
    var due = Outbox.Due.of(Samples.alert("twice", "title"), "twice", "bank", SEEN);

    outbox.add(List.of(due, due));
    outbox.add(List.of(due));

    assertThat(outbox.take("twice", 10, LEASE)).hasSize(1);
    assertThat(outbox.take("twice", 10, LEASE)).isEmpty();
  }

  @Test
  void aLeaseThatRanOutGivesTheDeliveryToTheNext() {
    outbox.add(List.of(Outbox.Due.of(Samples.alert("lease", "title"), "lease", "bank", SEEN)));

    assertThat(outbox.take("lease", 10, Duration.ZERO)).hasSize(1);

    assertThat(outbox.take("lease", 10, LEASE))
        .singleElement()
        .satisfies(taken -> assertThat(taken.attempts()).isEqualTo(2));
  }

  @Test
  void whatIsSettledIsNotTakenAgain() {
    outbox.add(List.of(Outbox.Due.of(Samples.alert("done", "title"), "settled", "bank", SEEN)));
    outbox.add(List.of(Outbox.Due.of(Samples.alert("lost", "title"), "settled", "bank", SEEN)));
    outbox.add(List.of(Outbox.Due.of(Samples.alert("later", "title"), "settled", "bank", SEEN)));
    outbox.take("settled", 10, Duration.ZERO);

    outbox.delivered(List.of("done"));
    outbox.giveUp("lost", "410");
    outbox.retry("later", Instant.now().plusSeconds(3_600), "503");

    assertThat(outbox.take("settled", 10, LEASE)).isEmpty();
    assertThat(new OutboxMatchesStates(postgres).of("rates"))
        .containsEntry("done", "DELIVERED")
        .containsEntry("lost", "GIVEN_UP")
        .containsEntry("later", "PENDING");
  }

  @Test
  void deliveriesAreCountedBySourceAndTheDayOfTheirRevision() throws IOException {
    Instant before = Instant.parse("2026-03-19T23:59:59.999Z");
    Instant after = Instant.parse("2026-03-20T00:00:00Z");
    for (String id : List.of("count-1", "count-2", "count-3"))
      outbox.add(List.of(Outbox.Due.of(Samples.alert(id, "title"), "count", "court", before)));
    outbox.add(List.of(Outbox.Due.of(Samples.alert("count-4", "title"), "count", "court", after)));
    outbox.delivered(List.of("count-1"));
    outbox.giveUp("count-2", "410");

    Map<SourceDay, DeliverySums> sums =
        new OutboxDeliveryCounts(postgres.getPostgresDatabase())
            .sums(Instant.parse("2026-03-19T00:00:00Z"), after);

    assertThat(sums)
        .containsExactly(
            Map.entry(
                new SourceDay("court", LocalDate.of(2026, 3, 19)), new DeliverySums(1, 1, 1)));
  }

  @Test
  void whatIsGivenUpOrWaitsForLongIsToldByChannelUntilItIsOver() throws IOException {
    Instant now = Instant.now();
    for (String id : List.of("lost", "late", "fresh", "there"))
      add("undelivered-" + id, "undelivered");
    add("undelivered-nowhere", "configured-no-more");
    Outbox.Due told = Outbox.Due.of(alert("undelivered-digest"), "undelivered", "bank", now);
    outbox.add(List.of(told.together(Optional.of(DigestTimes.parse("daily at 08:00 UTC")))));
    age("undelivered-late", Duration.ofHours(2));
    age("undelivered-nowhere", Duration.ofDays(2));
    age("undelivered-digest", Duration.ofHours(2));
    outbox.delivered(List.of("undelivered-there"));
    outbox.giveUp("undelivered-lost", "410");

    assertThat(undelivered(now))
        .extracting(Undelivered::channel, Undelivered::givenUp, Undelivered::waiting)
        .containsExactly(tuple("configured-no-more", 0L, 1L), tuple("undelivered", 1L, 1L));
    assertThat(undelivered(now))
        .extracting(Undelivered::failure)
        .containsExactly(Optional.empty(), Optional.of("410"));
    assertThat(undelivered(now).getLast().arrived()).isPresent();

    outbox.delivered(List.of("undelivered-late", "undelivered-nowhere"));
    assertThat(undelivered(now)).hasSize(1);
    assertThat(undelivered(now.plus(Duration.ofHours(25))))
        .singleElement()
        .satisfies(
            later -> {
              assertThat(later.givenUp()).isZero();
              assertThat(later.waiting()).as("the fresh one is late now").isPositive();
            });
  }

  private static List<Undelivered> undelivered(Instant now) throws IOException {
    return new OutboxDeliveryCounts(postgres.getPostgresDatabase())
        .undelivered(now).stream()
            .filter(one -> one.channel().startsWith("undel") || one.channel().startsWith("conf"))
            .toList();
  }

  private static void add(String id, String channel) {
    outbox.add(List.of(Outbox.Due.of(alert(id), channel, "bank", Instant.now())));
  }

  private static Alert alert(String id) {
    return Samples.alert(id, "title", Instant.now());
  }

  private static void age(String id, Duration by) {
    Jdbi.create(postgres.getPostgresDatabase())
        .useHandle(
            handle ->
                handle.execute(
                    """
                    UPDATE indexer.delivery
                    SET created_at = created_at - ? * interval '1 second' WHERE id = ?
                    """,
                    by.toSeconds(),
                    id));
  }

  /// A match an hour ago counts for today, one of yesterday's morning for no day at all.
  @Test
  void theLastDayIsComparedWithTheSameHoursOfTheWeeksBefore() throws IOException {
    Instant now = Instant.parse("2026-11-24T10:00:00Z");
    for (int week = 0; week <= 6; week++)
      for (int i = 0; i < (week == 0 ? 30 : 5); i++)
        matchedAt("volume-%d-%d".formatted(week, i), now.minus(Duration.ofDays(7L * week)), 1);
    for (int i = 0; i < 50; i++) matchedAt("other-" + i, now.minus(Duration.ofDays(2)), 0);
    var matches = new OutboxMatches(postgres.getPostgresDatabase());

    assertThat(matches.volume("volume", now))
        .isEqualTo(new Matches.Volume(30, Optional.of(5.0), Matches.Level.MANY));
    assertThat(matches.volume("volume", now.minus(Duration.ofDays(28))))
        .isEqualTo(new Matches.Volume(5, Optional.empty(), Matches.Level.UNKNOWN));
    assertThat(matches.volume("nothing", now))
        .isEqualTo(new Matches.Volume(0, Optional.empty(), Matches.Level.UNKNOWN));
  }

  /// Told through two channels, which is one match.
  private static void matchedAt(String id, Instant at, int hoursBefore) {
    for (String channel : List.of("desk", "mail")) {
      String delivery = id + channel;
      outbox.add(List.of(Outbox.Due.of(Samples.alert(delivery, "title"), channel, "bank", SEEN)));
      Jdbi.create(postgres.getPostgresDatabase())
          .useHandle(
              handle ->
                  handle.execute(
                      """
                      UPDATE indexer.delivery
                      SET rule_id = 'volume', revision_id = ?, created_at = ? WHERE id = ?
                      """,
                      id,
                      at.minus(Duration.ofHours(hoursBefore)).atOffset(ZoneOffset.UTC),
                      delivery));
    }
  }

  private record OutboxMatchesStates(EmbeddedPostgres postgres) {
    java.util.Map<String, String> of(String rule) {
      try {
        return new OutboxMatches(postgres.getPostgresDatabase())
            .deliveries(rule, 100).stream()
                .collect(java.util.stream.Collectors.toMap(d -> d.id(), d -> d.state().name()));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
