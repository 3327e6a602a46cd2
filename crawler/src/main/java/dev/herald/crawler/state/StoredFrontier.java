package dev.herald.crawler.state;

import dev.herald.config.message.PublicationTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Listed URLs that wait to be fetched. Thread-safe.
public final class StoredFrontier implements Frontier {
  private static final int BATCH = 500;

  private final Jdbi jdbi;

  StoredFrontier(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Puts listed URLs into the frontier, except those already known or waiting.
  ///
  /// @return the addresses that were new
  @Override
  public Set<String> add(String sourceId, List<FrontierUrl> listed, Instant now) {
    Set<String> added = new HashSet<>();
    for (int from = 0; from < listed.size(); from += BATCH)
      added.addAll(
          addBatch(sourceId, listed.subList(from, Math.min(listed.size(), from + BATCH)), now));
    return added;
  }

  private Set<String> addBatch(String sourceId, List<FrontierUrl> listed, Instant now) {
    return jdbi.inTransaction(
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  """
                  INSERT INTO crawler.frontier
                    (source_id, url, title, published, listed_at, next_attempt_at)
                  SELECT :id, :url, :title, :published::jsonb, :now, :now
                  WHERE NOT EXISTS (SELECT 1 FROM crawler.statement_url WHERE url = :url)
                  ON CONFLICT DO NOTHING
                  """);
          for (FrontierUrl item : listed)
            batch
                .bind("id", sourceId)
                .bind("url", item.url())
                .bind("title", item.title().map(StorableText::of).orElse(null))
                .bind("published", StorableText.json(item.published()))
                .bind("now", Columns.at(now))
                .add();
          int[] rows = batch.execute();
          return IntStream.range(0, rows.length)
              .filter(i -> rows[i] > 0)
              .mapToObj(i -> listed.get(i).url())
              .collect(Collectors.toUnmodifiableSet());
        });
  }

  /// URLs of the frontier that are due, oldest listed first.
  @Override
  public List<FrontierUrl> due(String sourceId, Instant now, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM crawler.frontier
                    WHERE source_id = :id AND next_attempt_at <= :now
                    ORDER BY attempts, listed_at, url LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("now", Columns.at(now))
                .bind("most", most)
                .map(
                    (row, _) ->
                        new FrontierUrl(
                            row.getString("url"),
                            Optional.ofNullable(row.getString("title")),
                            Columns.read(row.getString("published"), PublicationTime.class)
                                .orElse(PublicationTime.UNKNOWN),
                            row.getInt("attempts")))
                .list());
  }

  @Override
  public int waiting(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM crawler.frontier WHERE source_id = :id")
                .bind("id", sourceId)
                .mapTo(Integer.class)
                .one());
  }

  /// Keeps a URL that could not be fetched, until its next attempt.
  @Override
  public void postpone(String sourceId, String url, Instant nextAttemptAt, String failure) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE crawler.frontier
                SET attempts = attempts + 1, next_attempt_at = ?, last_failure = ?
                WHERE source_id = ? AND url = ?
                """,
                Columns.at(nextAttemptAt),
                StorableText.of(failure),
                sourceId,
                url));
  }
}
