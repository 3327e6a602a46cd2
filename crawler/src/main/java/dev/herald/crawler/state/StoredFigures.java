package dev.herald.crawler.state;

import java.time.Instant;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/// Figures that grew, in PostgreSQL. Thread-safe.
final class StoredFigures implements FigureMemory {
  private final Jdbi jdbi;

  StoredFigures(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void grew(String sourceId, String line, String statementId, long figure, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO crawler.grown_figure AS known VALUES (?, ?, ?, ?, 1, ?)
                ON CONFLICT (source_id, line, statement_id) DO UPDATE SET
                  figure = excluded.figure, times = known.times + 1, seen_at = excluded.seen_at
                WHERE excluded.figure > known.figure
                """,
                sourceId,
                StorableText.of(line),
                statementId,
                figure,
                Columns.at(now)));
  }

  @Override
  public OptionalLong find(String sourceId, String line, String statementId, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT figure FROM crawler.grown_figure
                    WHERE source_id = :id AND line = :line AND statement_id = :statement
                      AND seen_at > :since
                    """)
                .bind("id", sourceId)
                .bind("line", StorableText.of(line))
                .bind("statement", statementId)
                .bind("since", Columns.at(since))
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  @Override
  public int growing(String sourceId, String line, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM crawler.grown_figure
                    WHERE source_id = :id AND line = :line AND times > 1 AND seen_at > :since
                    """)
                .bind("id", sourceId)
                .bind("line", StorableText.of(line))
                .bind("since", Columns.at(since))
                .mapTo(Integer.class)
                .one());
  }
}
