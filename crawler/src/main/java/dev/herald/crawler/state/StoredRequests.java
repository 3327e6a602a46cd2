package dev.herald.crawler.state;

import dev.herald.crawler.fetch.RequestMemory;
import java.time.LocalDate;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How many requests each publisher got on each day, in PostgreSQL, where all processes see it.
public final class StoredRequests implements RequestMemory {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRequests.class);
  private static final int KEPT_DAYS = 31;

  private static final String LEASE =
      """
      INSERT INTO crawler.request_count AS c (publisher, day, used)
      VALUES (:publisher, :day, :known + :requests)
      ON CONFLICT (publisher, day) DO UPDATE SET used = GREATEST(c.used, :known) + :requests
        WHERE c.used < :most
      RETURNING used
      """;

  private final Jdbi jdbi;

  /// @param database migrated by [CrawlState#open]
  public StoredRequests(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  @Override
  public OptionalLong lease(Lease lease) {
    try {
      OptionalLong before =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(LEASE)
                      .bind("publisher", lease.publisher())
                      .bind("day", lease.day())
                      .bind("known", lease.known())
                      .bind("requests", lease.requests())
                      .bind("most", lease.most())
                      .mapTo(Long.class)
                      .stream()
                      .mapToLong(used -> used - lease.requests())
                      .findFirst());
      if (before.isPresent() && before.getAsLong() == 0) forget(lease);
      return before;
    } catch (JdbiException e) {
      LOG.warn("requests are not counted publisher={} reason={}", lease.publisher(), e.toString());
      return OptionalLong.of(lease.known());
    }
  }

  private void forget(Lease lease) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "DELETE FROM crawler.request_count WHERE publisher = ? AND day < ?",
                lease.publisher(),
                lease.day().minusDays(KEPT_DAYS)));
  }

  @Override
  public void giveBack(String publisher, LocalDate day, long requests) {
    try {
      jdbi.useHandle(
          handle ->
              handle.execute(
                  """
                  UPDATE crawler.request_count SET used = GREATEST(0, used - ?)
                  WHERE publisher = ? AND day = ?
                  """,
                  requests,
                  publisher,
                  day));
    } catch (JdbiException e) {
      LOG.warn("requests not made stay counted publisher={} reason={}", publisher, e.toString());
    }
  }

  /// How many requests a publisher got on a day; of those that running processes have leased, some
  /// may not be made yet.
  ///
  /// @throws JdbiException if the database is away
  public long used(String publisher, LocalDate day) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT used FROM crawler.request_count
                    WHERE publisher = :publisher AND day = :day
                    """)
                .bind("publisher", publisher)
                .bind("day", day)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }
}
