package dev.herald.crawler.state;

import dev.herald.crawler.fetch.HostGate;
import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/// Holds one request at a time and the spacing to each robots authority across processes.
///
/// A turn is a lease in a table, measured by the database's clock, and not an advisory lock: a lock
/// would keep a connection for as long as a host takes to answer, and there are far fewer
/// connections than hosts. A process that dies holding a turn loses it when the lease ends.
public final class SharedHostGate implements HostGate {
  private static final Duration LONGEST_NAP = Duration.ofMillis(500);
  private static final Duration SHORTEST_NAP = Duration.ofMillis(20);

  /// What ended long after now was ended before the database's clock was set back. Less than a
  /// minute may lie between the clock's reading and a row that others were waited for.
  private static final String TAKE =
      """
      INSERT INTO crawler.host_turn AS turn (authority, holder, held_until, ended_at)
      VALUES (:authority, :me, now() + :lease * interval '1 millisecond', '-infinity')
      ON CONFLICT (authority) DO UPDATE SET
        holder = excluded.holder, held_until = excluded.held_until
      WHERE (turn.held_until IS NULL OR turn.held_until < now())
        AND (turn.ended_at + :spacing * interval '1 millisecond' <= now()
          OR turn.ended_at > now() + interval '1 minute')
      """;

  private static final String WAIT =
      """
      SELECT GREATEST(0, 1000 * EXTRACT(EPOCH FROM
        ended_at + :spacing * interval '1 millisecond' - now()))::bigint
      FROM crawler.host_turn WHERE authority = :authority AND ended_at > '-infinity'
      """;

  private static final String END =
      """
      UPDATE crawler.host_turn SET holder = NULL, held_until = NULL, ended_at = now()
      WHERE authority = :authority AND holder = :me
      """;

  private final HostGate local;
  private final Jdbi jdbi;
  private final Duration lease;

  /// @param local orders those who wait in this process
  /// @param database migrated by [CrawlState#open]
  /// @param lease longer than any request may take
  public SharedHostGate(HostGate local, DataSource database, Duration lease) {
    this.local = local;
    this.jdbi = Jdbi.create(database);
    this.lease = lease;
  }

  @Override
  public Turn await(RobotsAuthority authority, Duration spacing) throws InterruptedException {
    Turn inProcess = local.await(authority, spacing);
    UUID me = UUID.randomUUID();
    boolean taken = false;
    try {
      while (!taken) {
        taken = take(authority, spacing, me);
        if (!taken) Thread.sleep(nap(authority, spacing));
      }
    } finally {
      if (!taken) inProcess.close();
    }
    return () -> {
      try {
        end(authority, me);
      } finally {
        inProcess.close();
      }
    };
  }

  private boolean take(RobotsAuthority authority, Duration spacing, UUID me) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(TAKE)
                    .bind("authority", authority.toString())
                    .bind("me", me)
                    .bind("lease", lease.toMillis())
                    .bind("spacing", spacing.toMillis())
                    .execute())
        > 0;
  }

  private Duration nap(RobotsAuthority authority, Duration spacing) {
    Optional<Long> millis =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(WAIT)
                    .bind("authority", authority.toString())
                    .bind("spacing", spacing.toMillis())
                    .mapTo(Long.class)
                    .findOne());
    Duration wait = millis.map(Duration::ofMillis).orElse(LONGEST_NAP);
    if (wait.compareTo(SHORTEST_NAP) < 0) return SHORTEST_NAP;
    return wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait;
  }

  private void end(RobotsAuthority authority, UUID me) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(END)
                .bind("authority", authority.toString())
                .bind("me", me)
                .execute());
  }
}
