package dev.herald.crawler.state;

import dev.herald.crawler.fetch.HostHealth.Trouble;
import dev.herald.crawler.fetch.TroubleMemory;
import dev.herald.crawler.robots.RobotsAuthority;
import dev.herald.crawler.robots.RobotsMemory;
import dev.herald.crawler.robots.RobotsReader.Answer;
import dev.herald.crawler.url.CanonicalUrl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import okio.ByteString;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What hosts asked of us, in PostgreSQL: a restart forgets neither a pause nor a robots.txt.
public final class HostMemory implements TroubleMemory, RobotsMemory {
  private static final Logger LOG = LoggerFactory.getLogger(HostMemory.class);

  private final Jdbi jdbi;

  /// @param database migrated by [CrawlState#open]
  public HostMemory(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  @Override
  public Map<RobotsAuthority, Trouble> all() {
    Map<RobotsAuthority, Trouble> troubles = new HashMap<>();
    attempt(
        handle ->
            handle
                .createQuery("SELECT * FROM crawler.host_health")
                .map((row, _) -> Map.entry(row.getString("authority"), trouble(row)))
                .forEach(
                    row ->
                        authority(row.getKey())
                            .ifPresent(authority -> troubles.put(authority, row.getValue()))));
    return troubles;
  }

  @Override
  public void keep(RobotsAuthority authority, Trouble trouble) {
    attempt(
        handle ->
            handle.execute(
                """
                INSERT INTO crawler.host_health VALUES (?, ?, ?, ?)
                ON CONFLICT (authority) DO UPDATE SET
                  failures = excluded.failures, until = excluded.until, reason = excluded.reason
                """,
                authority.toString(),
                trouble.failures(),
                trouble.until().atOffset(ZoneOffset.UTC),
                StorableText.of(trouble.reason())));
  }

  @Override
  public void forget(RobotsAuthority authority) {
    attempt(
        handle ->
            handle.execute(
                "DELETE FROM crawler.host_health WHERE authority = ?", authority.toString()));
  }

  @Override
  public Optional<Kept> find(RobotsAuthority authority) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery("SELECT * FROM crawler.robots_answer WHERE authority = :authority")
                  .bind("authority", authority.toString())
                  .map((row, _) -> kept(row))
                  .findOne());
    } catch (JdbiException e) {
      LOG.warn("robots.txt is asked for again authority={} reason={}", authority, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void keep(RobotsAuthority authority, Kept kept) {
    switch (kept.answer()) {
      case Answer.Rules(var body, var etag) -> keep(authority, kept.until(), body, etag, null);
      case Answer.Missing(var reason) ->
          keep(authority, kept.until(), null, Optional.empty(), reason);
      case Answer.Unchanged() ->
          attempt(
              handle ->
                  handle.execute(
                      "UPDATE crawler.robots_answer SET until = ? WHERE authority = ?",
                      kept.until().atOffset(ZoneOffset.UTC),
                      authority.toString()));
      case Answer.Unreachable _ -> {
        // That a file could not be read is no answer to keep.
      }
    }
  }

  private void keep(
      RobotsAuthority authority,
      Instant until,
      @org.jspecify.annotations.Nullable ByteString body,
      Optional<String> etag,
      @org.jspecify.annotations.Nullable String missing) {
    attempt(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO crawler.robots_answer
                    VALUES (:authority, :body, :etag, :missing, :until)
                    ON CONFLICT (authority) DO UPDATE SET
                      body = excluded.body, etag = excluded.etag, missing = excluded.missing,
                      until = excluded.until
                    """)
                .bind("authority", authority.toString())
                .bind("body", body == null ? null : body.toByteArray())
                .bind("etag", etag.orElse(null))
                .bind("missing", missing)
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("body");
    Answer answer =
        body == null
            ? new Answer.Missing(Optional.ofNullable(row.getString("missing")).orElse("no rules"))
            : new Answer.Rules(ByteString.of(body), Optional.ofNullable(row.getString("etag")));
    return new Kept(answer, row.getTimestamp("until").toInstant());
  }

  private static Trouble trouble(ResultSet row) throws SQLException {
    return new Trouble(
        row.getInt("failures"), row.getTimestamp("until").toInstant(), row.getString("reason"));
  }

  private static Optional<RobotsAuthority> authority(String text) {
    return CanonicalUrl.parse(text).map(RobotsAuthority::of);
  }

  /// A database that is away must not stop a fetch: politeness then rests on what is in memory.
  private void attempt(HandleConsumer<JdbiException> work) {
    try {
      jdbi.useHandle(work);
    } catch (JdbiException e) {
      LOG.warn("what hosts asked for is not kept reason={}", e.toString());
    }
  }
}
