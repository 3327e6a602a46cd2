package dev.herald.indexer.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.DigestTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Matches on their way, in PostgreSQL. Thread-safe; throws JDBI's unchecked exceptions when the
/// database is away.
public final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Jdbi jdbi;

  /// A delivery taken to be sent.
  record Taken(Alert alert, int attempts) {}

  private Outbox(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Brings the schema up to date and opens the outbox.
  public static Outbox open(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/indexer")
        .schemas("indexer")
        .defaultSchema("indexer")
        .load()
        .migrate();
    return new Outbox(Jdbi.create(database));
  }

  /// An alert and the channel it goes to.
  ///
  /// @param json the alert as it is kept
  /// @param sourceId whose statement it tells of
  /// @param observedAt when the fetch that showed the revision began: the ledger's day
  /// @param digest when it is told, with others of its rule; empty for at once
  public record Due(
      Alert alert,
      String channel,
      String json,
      String sourceId,
      Instant observedAt,
      Optional<DigestTimes> digest) {
    static Due of(Alert alert, String channel, String sourceId, Instant observedAt) {
      String json = MessageCodec.writeText(alert);
      return new Due(alert, channel, json, sourceId, observedAt, Optional.empty());
    }

    /// The same, told with others of its rule.
    Due together(Optional<DigestTimes> times) {
      return new Due(alert, channel, json, sourceId, observedAt, times);
    }
  }

  /// Puts deliveries in; those that are there already stay as they are.
  public void add(List<Due> deliveries) {
    if (!deliveries.isEmpty()) jdbi.useTransaction(handle -> add(handle, deliveries));
  }

  /// Puts them in as part of a transaction of the indexer's database.
  public static void add(Handle handle, List<Due> deliveries) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO indexer.delivery
              (id, rule_id, channel, statement_id, revision_id, alert,
               source_id, observed_at, digest_id, due_at)
            VALUES (:id, :rule, :channel, :statement, :revision, :alert,
                    :source, :observed, :digest,
                    coalesce((SELECT closes_at FROM indexer.digest WHERE id = :digest), now()))
            ON CONFLICT (id) DO NOTHING
            """);
    Map<String, String> digests = Digests.open(handle, deliveries);
    for (Due due : deliveries)
      batch
          .bind("id", due.alert().deliveryId())
          .bind("rule", due.alert().ruleId())
          .bind("channel", due.channel())
          .bind("statement", due.alert().statementId())
          .bind("revision", due.alert().revisionId())
          .bind("alert", due.json())
          .bind("source", due.sourceId())
          .bind("digest", digests.get(due.alert().deliveryId()))
          .bind("observed", due.observedAt().atOffset(ZoneOffset.UTC))
          .add();
    batch.execute();
  }

  /// Takes due deliveries of a channel for the length of a lease: a process that dies meanwhile
  /// leaves them to the next.
  List<Taken> take(String channel, int most, Duration lease) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE indexer.delivery
                    SET attempts = attempts + 1, due_at = now() + :lease * interval '1 ms'
                    WHERE id IN (
                      SELECT id FROM indexer.delivery
                      WHERE state = 'pending' AND digest_id IS NULL
                        AND channel = :channel AND due_at <= now()
                      ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                    RETURNING alert, attempts
                    """)
                .bind("channel", channel)
                .bind("most", most)
                .bind("lease", lease.toMillis())
                .map((row, _) -> taken(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  /// What cannot be read keeps its lease, and its neighbours go on.
  private static Optional<Taken> taken(ResultSet row) throws SQLException {
    int attempts = row.getInt("attempts");
    return read(row.getString("alert")).map(alert -> new Taken(alert, attempts));
  }

  /// The deliveries that are told together.
  Digests digests() {
    return new Digests(jdbi);
  }

  void delivered(List<String> ids) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE indexer.delivery
                    SET state = 'delivered', settled_at = now(), last_failure = NULL
                    WHERE id IN (<ids>)
                    """)
                .bindList("ids", ids)
                .execute());
  }

  void retry(String id, Instant at, String failure) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE indexer.delivery SET due_at = ?, last_failure = ? WHERE id = ?",
                at.atOffset(ZoneOffset.UTC),
                failure,
                id));
  }

  void giveUp(String id, String failure) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE indexer.delivery
                SET state = 'failed', settled_at = now(), last_failure = ? WHERE id = ?
                """,
                failure,
                id));
  }

  /// Reads an alert; empty for one that a later version wrote in a way that this one cannot read,
  /// which is left to a process of that version.
  static Optional<Alert> read(String json) {
    try {
      return Optional.of(MessageCodec.mapper().readValue(json, Alert.class));
    } catch (JsonProcessingException e) {
      LOG.warn("an alert is left to a later version reason={}", e.getOriginalMessage());
      return Optional.empty();
    }
  }
}
