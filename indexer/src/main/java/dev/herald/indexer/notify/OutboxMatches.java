package dev.herald.indexer.notify;

import dev.herald.config.rule.Canary;
import dev.herald.indexer.read.Matches;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Reads matches and what became of their deliveries from the outbox. Thread-safe.
public final class OutboxMatches implements Matches {
  private final Jdbi jdbi;

  /// Over the indexer's database.
  public OutboxMatches(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  @Override
  public List<Delivery> deliveries(String ruleId, int max) throws IOException {
    return read("WHERE rule_id = :rule ORDER BY created_at DESC LIMIT :max", ruleId, max);
  }

  @Override
  public List<Delivery> deliveries(int max) throws IOException {
    return read(
        // What tells of an incident tells of no revision.
        "WHERE rule_id <> :rule AND revision_id <> '' ORDER BY created_at DESC LIMIT :max",
        Canary.RULE.id(),
        max);
  }

  @Override
  public Map<String, Long> counts() throws IOException {
    try {
      return jdbi.withHandle(
          handle -> {
            Map<String, Long> counts = new HashMap<>();
            handle
                .createQuery(
                    """
                    SELECT rule_id, count(DISTINCT statement_id) AS statements
                    FROM indexer.delivery GROUP BY rule_id
                    """)
                .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
          });
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  @Override
  public Volume volume(String ruleId, Instant now) throws IOException {
    try {
      return jdbi.withHandle(
          handle -> {
            Map<Integer, Long> byWeek = new HashMap<>();
            handle
                .createQuery(
                    """
                    SELECT age / 604800 AS week, count(DISTINCT revision_id) AS revisions
                    FROM (SELECT revision_id,
                                 floor(extract(epoch FROM :now - created_at))::int AS age
                          FROM indexer.delivery
                          WHERE rule_id = :rule AND created_at <= :now
                            AND created_at > :now - (:weeks * 7 + 1) * interval '1 day') AS aged
                    WHERE age % 604800 < 86400
                    GROUP BY week
                    """)
                .bind("rule", ruleId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("weeks", UsualVolume.WEEKS)
                .map((row, _) -> Map.entry(row.getInt("week"), row.getLong("revisions")))
                .forEach(week -> byWeek.put(week.getKey(), week.getValue()));
            List<Long> weeksBefore =
                IntStream.rangeClosed(1, fullWeeks(handle, ruleId, now))
                    .mapToObj(week -> byWeek.getOrDefault(week, 0L))
                    .toList();
            return UsualVolume.judge(byWeek.getOrDefault(0, 0L), weeksBefore);
          });
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  /// In how many weeks before the rule was there already: since its first match.
  private static int fullWeeks(Handle handle, String ruleId, Instant now) {
    return handle
        .createQuery("SELECT min(created_at) FROM indexer.delivery WHERE rule_id = :rule")
        .bind("rule", ruleId)
        .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
        .one()
        .map(first -> Duration.between(first.toInstant(), now.minus(Duration.ofDays(1))).toDays())
        .map(days -> Math.clamp(days / 7, 0, UsualVolume.WEEKS))
        .orElse(0);
  }

  private List<Delivery> read(String condition, String ruleId, int max) throws IOException {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("SELECT * FROM indexer.delivery " + condition)
                  .bind("rule", ruleId)
                  .bind("max", max)
                  .map((row, _) -> delivery(row))
                  .list()
                  .stream()
                  .flatMap(Optional::stream)
                  .toList());
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }

  private static Optional<Delivery> delivery(ResultSet row) throws SQLException {
    Optional<Alert> alert = Outbox.read(row.getString("alert"));
    return alert.isEmpty() ? Optional.empty() : Optional.of(delivery(row, alert.get()));
  }

  private static Delivery delivery(ResultSet row, Alert alert) throws SQLException {
    State state =
        switch (row.getString("state")) {
          case "delivered" -> State.DELIVERED;
          case "failed" -> State.GIVEN_UP;
          default -> State.PENDING;
        };
    Optional<Instant> settled =
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant);
    return new Delivery(
        row.getString("id"),
        row.getString("rule_id"),
        row.getString("channel"),
        row.getString("statement_id"),
        row.getString("revision_id"),
        alert.cause(),
        alert.title(),
        alert.language(),
        alert.matchedAt(),
        state,
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("last_failure"))
            .or(() -> state == State.DELIVERED ? Optional.of("delivered") : Optional.empty()),
        settled,
        state == State.PENDING
            ? Optional.of(row.getTimestamp("due_at").toInstant())
            : Optional.empty());
  }
}
