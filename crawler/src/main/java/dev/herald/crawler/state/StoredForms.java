package dev.herald.crawler.state;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Texts that statements had, in PostgreSQL. Thread-safe.
final class StoredForms implements FormMemory {
  private final Jdbi jdbi;

  StoredForms(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void leave(String statementId, String fingerprint, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO crawler.left_form AS known VALUES (?, ?, 1, ?)
                ON CONFLICT (statement_id, fingerprint) DO UPDATE SET
                  times = known.times + 1, left_at = excluded.left_at
                """,
                statementId,
                fingerprint,
                Columns.at(now)));
  }

  @Override
  public List<Left> left(String statementId, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT fingerprint, times, left_at FROM crawler.left_form
                    WHERE statement_id = :id AND left_at > :since
                    """)
                .bind("id", statementId)
                .bind("since", Columns.at(since))
                .map(
                    (row, _) ->
                        new Left(
                            row.getString("fingerprint"),
                            row.getInt("times"),
                            row.getTimestamp("left_at").toInstant()))
                .list());
  }
}
