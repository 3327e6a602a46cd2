package dev.herald.crawler.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The crawler's memory in PostgreSQL. Thread-safe; every method is one transaction and throws
/// JDBI's unchecked exceptions when the database is away.
public final class CrawlState {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
  private static final int BATCH = 500;
  private static final String ADD_URL =
      "INSERT INTO crawler.statement_url VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String CLAIM_URL =
      """
      INSERT INTO crawler.statement_url VALUES (?, ?)
      ON CONFLICT (url) DO UPDATE SET statement_id = excluded.statement_id
      """;

  private final Jdbi jdbi;

  private CrawlState(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Brings the schema up to date and opens the memory.
  public static CrawlState open(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/crawler")
        .schemas("crawler")
        .defaultSchema("crawler")
        .load()
        .migrate();
    return new CrawlState(Jdbi.create(database));
  }

  /// The source's state, if it was visited before.
  public Optional<SourceState> findSource(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM crawler.source_state WHERE source_id = :id")
                .bind("id", sourceId)
                .map((row, _) -> source(row))
                .findOne());
  }

  /// When each source that was ever visited is due again, by source id.
  public Map<String, Instant> nextVisits() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT source_id, next_visit_at FROM crawler.source_state")
                .map(
                    (row, _) ->
                        Map.entry(
                            row.getString("source_id"),
                            row.getTimestamp("next_visit_at").toInstant()))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Remembers a visit; the first visit's moment is kept.
  public void saveSource(String sourceId, Instant visitedAt, SourceState state) {
    jdbi.useHandle(handle -> saveSource(handle, sourceId, visitedAt, state));
  }

  private static void saveSource(
      Handle handle, String sourceId, Instant visitedAt, SourceState state) {
    handle
        .createUpdate(
            """
            INSERT INTO crawler.source_state
              (source_id, first_visit_at, last_visit_at, next_visit_at,
               boilerplate, boilerplate_pages)
            VALUES (:id, :first, :visited, :next, :boilerplate::jsonb, :pages)
            ON CONFLICT (source_id) DO UPDATE SET
              last_visit_at = excluded.last_visit_at,
              next_visit_at = excluded.next_visit_at,
              boilerplate = excluded.boilerplate,
              boilerplate_pages = excluded.boilerplate_pages
            """)
        .bind("id", sourceId)
        .bind("first", at(state.firstVisitAt()))
        .bind("visited", at(visitedAt))
        .bind("next", at(state.nextVisitAt()))
        .bind("boilerplate", MessageCodec.writeText(state.boilerplate().pagesByBlock()))
        .bind("pages", state.boilerplate().pages())
        .execute();
  }

  /// Validators of a discovery's last answer, and how many conditional requests went by.
  public Optional<ConditionalState> findDiscovery(String sourceId, String url) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM crawler.discovery_state WHERE source_id = :id AND url = :url")
                .bind("id", sourceId)
                .bind("url", url)
                .map(
                    (row, _) ->
                        new ConditionalState(
                            validators(row),
                            row.getInt("conditional"),
                            row.getBoolean("incomplete")))
                .findOne());
  }

  /// Remembers a discovery's answer.
  public void saveDiscovery(String sourceId, String url, ConditionalState state) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO crawler.discovery_state
                      (source_id, url, etag, last_modified, conditional, incomplete)
                    VALUES (:id, :url, :etag, :lastModified, :conditional, :incomplete)
                    ON CONFLICT (source_id, url) DO UPDATE SET
                      etag = excluded.etag,
                      last_modified = excluded.last_modified,
                      conditional = excluded.conditional,
                      incomplete = excluded.incomplete
                    """)
                .bind("id", sourceId)
                .bind("url", url)
                .bind("etag", state.validators().etag().orElse(null))
                .bind("lastModified", state.validators().lastModified().orElse(null))
                .bind("conditional", state.conditional())
                .bind("incomplete", state.incomplete())
                .execute());
  }

  /// Discoveries that were found from the home page, if that was after `since`.
  public List<Discovery> foundDiscoveries(String sourceId, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT kind, url FROM crawler.found_discovery
                    WHERE source_id = :id AND found_at > :since ORDER BY url
                    """)
                .bind("id", sourceId)
                .bind("since", at(since))
                .map(
                    (row, _) ->
                        discovery(
                            Discovery.Kind.valueOf(row.getString("kind")), row.getString("url")))
                .list());
  }

  /// Replaces what was found from the home page.
  public void saveFoundDiscoveries(String sourceId, List<Discovery> found, Instant now) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("DELETE FROM crawler.found_discovery WHERE source_id = ?", sourceId);
          for (Discovery discovery : found)
            handle.execute(
                "INSERT INTO crawler.found_discovery VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                sourceId,
                discovery.kind().name(),
                discovery.url(),
                at(now));
        });
  }

  /// Puts listed URLs into the frontier, except those already known or waiting.
  ///
  /// @return how many were new
  public int addToFrontier(String sourceId, List<FrontierUrl> listed, Instant now) {
    int added = 0;
    for (int from = 0; from < listed.size(); from += BATCH)
      added += addBatch(sourceId, listed.subList(from, Math.min(listed.size(), from + BATCH)), now);
    return added;
  }

  private int addBatch(String sourceId, List<FrontierUrl> listed, Instant now) {
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
                .bind("title", item.title().orElse(null))
                .bind("published", MessageCodec.writeText(item.published()))
                .bind("now", at(now))
                .add();
          int added = 0;
          for (int one : batch.execute()) added += one;
          return added;
        });
  }

  /// URLs of the frontier that are due, oldest listed first.
  public List<FrontierUrl> dueFrontier(String sourceId, Instant now, int most) {
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
                .bind("now", at(now))
                .bind("most", most)
                .map(
                    (row, _) ->
                        new FrontierUrl(
                            row.getString("url"),
                            Optional.ofNullable(row.getString("title")),
                            read(row.getString("published"), PublicationTime.class)
                                .orElse(PublicationTime.UNKNOWN),
                            row.getInt("attempts")))
                .list());
  }

  /// Keeps a URL that could not be fetched, until its next attempt.
  public void postpone(String sourceId, String url, Instant nextAttemptAt, String failure) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE crawler.frontier
                SET attempts = attempts + 1, next_attempt_at = ?, last_failure = ?
                WHERE source_id = ? AND url = ?
                """,
                at(nextAttemptAt),
                failure,
                sourceId,
                url));
  }

  /// The statement known by a URL.
  public Optional<KnownStatement> findStatement(String url) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.* FROM crawler.statement s
                    JOIN crawler.statement_url u ON u.statement_id = s.id WHERE u.url = :url
                    """)
                .bind("url", url)
                .map((row, _) -> statement(row))
                .findOne());
  }

  /// Statements of a source whose revision clock says now.
  public List<KnownStatement> dueStatements(String sourceId, Instant now, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM crawler.statement
                    WHERE source_id = :id AND next_check_at <= :now
                    ORDER BY next_check_at LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("now", at(now))
                .bind("most", most)
                .map((row, _) -> statement(row))
                .list());
  }

  /// Statements of a source, a page at a time, in the order of their ids.
  ///
  /// @param after id of the last one of the page before; empty for the first page
  public List<KnownStatement> statements(String sourceId, String after, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM crawler.statement
                    WHERE source_id = :id AND id > :after ORDER BY id LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> statement(row))
                .list());
  }

  /// Whether a statement still stands at this version.
  public boolean isAtVersion(String statementId, long version) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM crawler.statement WHERE id = :id AND version = :version")
                .bind("id", statementId)
                .bind("version", version)
                .mapTo(Integer.class)
                .one()
                .equals(1));
  }

  /// Saves the new reading of a statement, unless somebody revised it meanwhile.
  ///
  /// @param version that it was read at
  public void saveReading(KnownStatement revised, long version) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE crawler.statement
                    SET revision = :revision, version = :new, fingerprint = :fingerprint,
                        content = :content::jsonb
                    WHERE id = :id AND version = :version
                    """)
                .bind("id", revised.id())
                .bind("revision", revised.revision())
                .bind("new", revised.version())
                .bind("fingerprint", revised.fingerprint())
                .bind("content", withoutNul(MessageCodec.writeText(revised.content())))
                .bind("version", version)
                .execute());
  }

  /// When the next due statement or frontier URL of a source is due.
  public Optional<Instant> nextDue(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT LEAST(
                      (SELECT min(next_check_at) FROM crawler.statement WHERE source_id = :id),
                      (SELECT min(next_attempt_at) FROM crawler.frontier WHERE source_id = :id))
                    """)
                .bind("id", sourceId)
                .map((row, _) -> Optional.ofNullable(instant(row, 1)))
                .one());
  }

  /// Saves statements after Kafka acknowledged them, with the URLs they are known by, and takes
  /// those URLs out of the source's frontier.
  ///
  /// @param sourceId the source that was visited; a statement may belong to another one
  public void saveStatements(String sourceId, List<Published> published) {
    jdbi.useTransaction(handle -> saveStatements(handle, sourceId, published));
  }

  /// Saves statements as [#saveStatements(String, List)] does, and at once what was learned from
  /// them: read again after a crash, they then give the same text.
  public void saveStatements(
      String sourceId, List<Published> published, Instant visitedAt, SourceState learned) {
    jdbi.useTransaction(
        handle -> {
          saveStatements(handle, sourceId, published);
          saveSource(handle, sourceId, visitedAt, learned);
        });
  }

  private static void saveStatements(Handle handle, String sourceId, List<Published> published) {
    for (Published one : published) {
      upsert(handle, one.statement());
      for (String url : one.urls()) {
        // The address a statement stands at is its own; others belong to who named them first.
        handle.execute(
            url.equals(one.statement().url()) ? CLAIM_URL : ADD_URL, url, one.statement().id());
        handle.execute(
            "DELETE FROM crawler.frontier WHERE source_id = ? AND url = ?", sourceId, url);
      }
    }
  }

  /// Makes every statement of a source due for an unconditional check.
  public void recheckAll(String sourceId, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE crawler.statement
                SET next_check_at = ?, etag = NULL, last_modified = NULL
                WHERE source_id = ? AND state = 'live'
                """,
                at(now),
                sourceId));
  }

  /// Makes live statements due that are known by one of these URLs.
  public void recheck(String sourceId, List<String> urls, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE crawler.statement SET next_check_at = :now
                    WHERE source_id = :id AND state = 'live' AND next_check_at > :now
                      AND id IN
                        (SELECT statement_id FROM crawler.statement_url WHERE url IN (<urls>))
                    """)
                .bind("id", sourceId)
                .bind("now", at(now))
                .bindList("urls", urls)
                .execute());
  }

  /// Addresses of the statements of a source that were seen last.
  public List<String> latestUrls(String sourceId, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT url FROM crawler.statement
                    WHERE source_id = :id ORDER BY first_seen DESC LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("most", most)
                .mapTo(String.class)
                .list());
  }

  /// A statement to save and every URL it is known by.
  public record Published(KnownStatement statement, List<String> urls) {}

  /// Validators of a discovery's last answer.
  ///
  /// @param conditional conditional requests since the last unconditional one
  /// @param incomplete whether pages that belong to it could not be read last time
  public record ConditionalState(Validators validators, int conditional, boolean incomplete) {}

  private static void upsert(Handle handle, KnownStatement known) {
    handle
        .createUpdate(
            """
            INSERT INTO crawler.statement
              (id, source_id, url, state, revision, version, fingerprint, etag, last_modified,
               conditional, first_seen, next_check_at, missing_checks, title_hint, published_hint,
               content)
            VALUES (:id, :source, :url, :state, :revision, :version, :fingerprint, :etag,
               :lastModified, :conditional, :firstSeen, :nextCheck, :missing, :titleHint,
               :publishedHint::jsonb, :content::jsonb)
            ON CONFLICT (id) DO UPDATE SET
              url = excluded.url, state = excluded.state, revision = excluded.revision,
              version = excluded.version, fingerprint = excluded.fingerprint,
              etag = excluded.etag, last_modified = excluded.last_modified,
              conditional = excluded.conditional, next_check_at = excluded.next_check_at,
              missing_checks = excluded.missing_checks, content = excluded.content
            """)
        .bind("id", known.id())
        .bind("source", known.sourceId())
        .bind("url", known.url())
        .bind("state", known.state().name().toLowerCase(Locale.ROOT))
        .bind("revision", known.revision())
        .bind("version", known.version())
        .bind("fingerprint", known.fingerprint())
        .bind("etag", known.validators().etag().orElse(null))
        .bind("lastModified", known.validators().lastModified().orElse(null))
        .bind("conditional", known.conditional())
        .bind("firstSeen", at(known.firstSeen()))
        .bind("nextCheck", known.nextCheckAt().map(CrawlState::at).orElse(null))
        .bind("missing", known.missingChecks())
        .bind("titleHint", known.titleHint().orElse(null))
        .bind("publishedHint", MessageCodec.writeText(known.publishedHint()))
        .bind("content", withoutNul(MessageCodec.writeText(known.content())))
        .execute();
  }

  private static KnownStatement statement(ResultSet row) throws SQLException {
    return new KnownStatement(
        row.getString("id"),
        row.getString("source_id"),
        row.getString("url"),
        KnownStatement.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("revision"),
        row.getLong("version"),
        row.getString("fingerprint"),
        validators(row),
        row.getInt("conditional"),
        row.getTimestamp("first_seen").toInstant(),
        Optional.ofNullable(row.getTimestamp("next_check_at")).map(Timestamp::toInstant),
        row.getInt("missing_checks"),
        Optional.ofNullable(row.getString("title_hint")),
        read(row.getString("published_hint"), PublicationTime.class)
            .orElse(PublicationTime.UNKNOWN),
        read(row.getString("content"), Statement.class).orElseThrow());
  }

  private static SourceState source(ResultSet row) throws SQLException {
    try {
      return new SourceState(
          row.getTimestamp("first_visit_at").toInstant(),
          row.getTimestamp("next_visit_at").toInstant(),
          new Boilerplate(
              MessageCodec.mapper().readValue(row.getString("boilerplate"), COUNTS),
              row.getInt("boilerplate_pages")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("crawler.source_state.boilerplate is not JSON", e);
    }
  }

  private static Validators validators(ResultSet row) throws SQLException {
    return new Validators(
        Optional.ofNullable(row.getString("etag")),
        Optional.ofNullable(row.getString("last_modified")));
  }

  private static Discovery discovery(Discovery.Kind kind, String url) {
    return new Discovery(kind, url, Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }

  private static <T> Optional<T> read(@Nullable String json, Class<T> type) {
    if (json == null) return Optional.empty();
    try {
      return Optional.of(MessageCodec.mapper().readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the crawler's state holds JSON it cannot read", e);
    }
  }

  /// PostgreSQL's jsonb refuses U+0000, which JSON writes as an escape.
  private static String withoutNul(String json) {
    return json.replace("\\u0000", "");
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
