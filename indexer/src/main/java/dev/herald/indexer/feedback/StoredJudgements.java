package dev.herald.indexer.feedback;

import dev.herald.indexer.read.Judgements;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Keeps verdicts in PostgreSQL, whose schema the indexer brings up to date. Thread-safe.
public final class StoredJudgements implements Judgements {
  private final Jdbi jdbi;

  /// Over the indexer's database.
  public StoredJudgements(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  @Override
  public void judge(Judgement judgement) throws IOException {
    ask(
        handle ->
            handle.execute(
                """
                INSERT INTO indexer.judgement (rule_id, statement_id, useful, judged_at)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (rule_id, statement_id)
                DO UPDATE SET useful = excluded.useful, judged_at = excluded.judged_at
                """,
                judgement.ruleId(),
                judgement.statementId(),
                judgement.verdict() == Verdict.USEFUL,
                judgement.judgedAt().atOffset(ZoneOffset.UTC)));
  }

  @Override
  public void takeBack(String ruleId, String statementId) throws IOException {
    ask(
        handle ->
            handle.execute(
                "DELETE FROM indexer.judgement WHERE rule_id = ? AND statement_id = ?",
                ruleId,
                statementId));
  }

  @Override
  public Map<String, Verdict> ofRule(String ruleId, Collection<String> statementIds)
      throws IOException {
    if (statementIds.isEmpty()) return Map.of();
    Map<String, Verdict> verdicts = new HashMap<>();
    ask(handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM indexer.judgement
                    WHERE rule_id = :rule AND statement_id IN (<statements>)
                    """)
                .bind("rule", ruleId)
                .bindList("statements", List.copyOf(statementIds))
                .map((row, _) -> judgement(row))
                .list())
        .forEach(judgement -> verdicts.put(judgement.statementId(), judgement.verdict()));
    return verdicts;
  }

  @Override
  public List<Judgement> latest(String ruleId, int max) throws IOException {
    return ask(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM indexer.judgement
                    WHERE rule_id = :rule ORDER BY judged_at DESC, statement_id LIMIT :max
                    """)
                .bind("rule", ruleId)
                .bind("max", max)
                .map((row, _) -> judgement(row))
                .list());
  }

  @Override
  public Map<String, Precision> precisions() throws IOException {
    Map<String, Precision> precisions = new HashMap<>();
    ask(handle ->
            handle
                .createQuery(
                    """
                    SELECT rule_id, count(*) FILTER (WHERE useful) AS useful, count(*) AS judged
                    FROM indexer.judgement GROUP BY rule_id
                    """)
                .map(
                    (row, _) ->
                        Map.entry(
                            row.getString("rule_id"),
                            new Precision(row.getLong("useful"), row.getLong("judged"))))
                .list())
        .forEach(rule -> precisions.put(rule.getKey(), rule.getValue()));
    return precisions;
  }

  private static Judgement judgement(ResultSet row) throws SQLException {
    return new Judgement(
        row.getString("rule_id"),
        row.getString("statement_id"),
        row.getBoolean("useful") ? Verdict.USEFUL : Verdict.NOISE,
        row.getTimestamp("judged_at").toInstant());
  }

  private <T> T ask(HandleCallback<T, RuntimeException> question) throws IOException {
    try {
      return jdbi.withHandle(question);
    } catch (JdbiException e) {
      throw new IOException("postgresql is away", e);
    }
  }
}
