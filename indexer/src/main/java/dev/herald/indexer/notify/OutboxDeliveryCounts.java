package dev.herald.indexer.notify;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.ledger.DeliveryCounts;
import dev.herald.indexer.ledger.DeliverySums;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.ledger.Undelivered;
import dev.herald.indexer.read.Passage;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Counts the outbox's deliveries for the ledger and follows the canary's. Thread-safe.
public final class OutboxDeliveryCounts implements DeliveryCounts {
  private final Jdbi jdbi;

  /// Over the indexer's database.
  public OutboxDeliveryCounts(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  @Override
  public Map<SourceDay, DeliverySums> sums(Instant from, Instant before) throws IOException {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT source_id,
                             to_char(observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS seen_on,
                             count(*) FILTER (WHERE state = 'delivered') AS delivered,
                             count(*) FILTER (WHERE state = 'pending') AS pending,
                             count(*) FILTER (WHERE state = 'failed') AS given_up
                      FROM indexer.delivery
                      WHERE observed_at >= :from AND observed_at < :before
                        AND source_id IS NOT NULL
                      GROUP BY source_id, seen_on
                      """)
                  .bind("from", from.atOffset(ZoneOffset.UTC))
                  .bind("before", before.atOffset(ZoneOffset.UTC))
                  .map((row, _) -> Map.entry(key(row), sums(row)))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  @Override
  public List<Passage> passages(int max) throws IOException {
    // Passages of a time that did not come, before a clock was set back, prove nothing.
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT alert, settled_at FROM indexer.delivery
                      WHERE rule_id = :rule AND state <> 'failed'
                        AND coalesce(settled_at, created_at) <= now()
                      ORDER BY created_at DESC LIMIT :max
                      """)
                  .bind("rule", Canary.RULE.id())
                  .bind("max", max)
                  .map((row, _) -> passage(row))
                  .list()
                  .stream()
                  .flatMap(Optional::stream)
                  .toList());
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  @Override
  public List<Undelivered> undelivered(Instant now) throws IOException {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(
                      """
                      SELECT channel,
                             count(*) FILTER (WHERE state = 'failed') AS given_up,
                             count(*) FILTER (WHERE state = 'pending') AS waiting,
                             min(since) AS since, max(last_failure) AS failure,
                             (SELECT max(settled_at) FROM indexer.delivery AS sent
                              WHERE sent.channel = late.channel AND sent.state = 'delivered'
                                AND sent.observed_at > :now - interval '8 days') AS arrived
                      FROM (SELECT delivery.channel, delivery.state, delivery.settled_at,
                                   delivery.last_failure,
                                   coalesce(closes_at, created_at) AS since
                            FROM indexer.delivery LEFT JOIN indexer.digest
                              ON digest.id = digest_id
                            WHERE delivery.state IN ('pending', 'failed')
                              AND delivery.channel <> :canary) AS late
                      WHERE CASE state WHEN 'failed' THEN settled_at > :now - interval '1 day'
                                       ELSE since < :now - interval '1 hour' END
                      GROUP BY channel ORDER BY channel
                      """)
                  .bind("now", now.atOffset(ZoneOffset.UTC))
                  .bind("canary", Canary.CHANNEL)
                  .map((row, _) -> undelivered(row))
                  .list());
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  private static Undelivered undelivered(ResultSet row) throws SQLException {
    return new Undelivered(
        row.getString("channel"),
        row.getLong("given_up"),
        row.getLong("waiting"),
        row.getTimestamp("since").toInstant(),
        Optional.ofNullable(row.getString("failure")),
        Optional.ofNullable(row.getTimestamp("arrived")).map(Timestamp::toInstant));
  }

  private static Optional<Passage> passage(ResultSet row) throws SQLException {
    Optional<Instant> settled =
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant);
    return Outbox.read(row.getString("alert"))
        .map(
            alert ->
                new Passage(
                    CanaryChannel.listedAt(alert), alert.fetchedAt(), alert.matchedAt(), settled));
  }

  private static SourceDay key(ResultSet row) throws SQLException {
    return new SourceDay(row.getString("source_id"), LocalDate.parse(row.getString("seen_on")));
  }

  private static DeliverySums sums(ResultSet row) throws SQLException {
    return new DeliverySums(
        row.getLong("delivered"), row.getLong("pending"), row.getLong("given_up"));
  }
}
