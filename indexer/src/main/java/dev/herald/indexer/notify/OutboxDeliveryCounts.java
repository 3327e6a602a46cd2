package dev.herald.indexer.notify;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.ledger.DeliveryCounts;
import dev.herald.indexer.ledger.DeliverySums;
import dev.herald.indexer.ledger.SourceDay;
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
