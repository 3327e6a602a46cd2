package dev.herald.crawler.state;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Which hosts are believed, in PostgreSQL: a restart believes no liar. Thread-safe.
final class StoredTrust implements HostTrust {
  private final Jdbi jdbi;

  StoredTrust(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public boolean isTrusted(RobotsAuthority host, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) FROM crawler.distrusted_host
                    WHERE authority = :authority AND until > :now
                    """)
                .bind("authority", host.toString())
                .bind("now", Columns.at(now))
                .mapTo(Integer.class)
                .one()
                .equals(0));
  }

  @Override
  public void distrust(RobotsAuthority host, Instant until) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO crawler.distrusted_host VALUES (?, ?)
                ON CONFLICT (authority) DO UPDATE SET until = excluded.until
                """,
                host.toString(),
                Columns.at(until)));
  }
}
