package dev.herald.indexer.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// Reads deliveries and their outcomes. Thread-safe; throws JDBI's unchecked exceptions when the
/// database is away.
public final class Deliveries {
  private final Jdbi jdbi;

  /// A delivery.
  ///
  /// @param state `pending`, `delivered` or `failed`
  /// @param alert what it tells, as sent
  /// @param settledAt when it was delivered or given up
  public record Entry(
      String id,
      String ruleId,
      String channel,
      String statementId,
      String revisionId,
      String state,
      int attempts,
      Instant createdAt,
      Optional<Instant> settledAt,
      Optional<String> lastFailure,
      JsonNode alert) {}

  /// Over the indexer's database.
  public Deliveries(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /// The last deliveries of a rule, newest first.
  public List<Entry> ofRule(String ruleId, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM indexer.delivery WHERE rule_id = :rule
                    ORDER BY created_at DESC LIMIT :most
                    """)
                .bind("rule", ruleId)
                .bind("most", most)
                .map((row, _) -> entry(row))
                .list());
  }

  /// The last deliveries of all rules, newest first.
  public List<Entry> latest(int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM indexer.delivery ORDER BY created_at DESC LIMIT :most")
                .bind("most", most)
                .map((row, _) -> entry(row))
                .list());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    try {
      return new Entry(
          row.getString("id"),
          row.getString("rule_id"),
          row.getString("channel"),
          row.getString("statement_id"),
          row.getString("revision_id"),
          row.getString("state"),
          row.getInt("attempts"),
          row.getTimestamp("created_at").toInstant(),
          Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant),
          Optional.ofNullable(row.getString("last_failure")),
          MessageCodec.mapper().readTree(row.getString("alert")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("indexer.delivery.alert is not JSON", e);
    }
  }
}
