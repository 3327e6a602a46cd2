package dev.herald.crawler.state;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Statement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The statements that are known, each with its last revision. Thread-safe.
public final class StoredStatements implements StatementMemory {
  private static final String ADD_URL =
      "INSERT INTO crawler.statement_url VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String CLAIM_URL =
      """
      INSERT INTO crawler.statement_url VALUES (?, ?)
      ON CONFLICT (url) DO UPDATE SET statement_id = excluded.statement_id
      """;

  private final Jdbi jdbi;

  StoredStatements(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The statement known by a URL.
  @Override
  public Optional<KnownStatement> find(String url) {
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

  @Override
  public List<KnownStatement> titled(String sourceId, String title, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM crawler.statement
                    WHERE source_id = :id AND left(content->>'title', 200) = left(:title, 200)
                      AND content->>'title' = :title
                    ORDER BY first_seen DESC LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("title", StorableText.of(title))
                .bind("most", most)
                .map((row, _) -> statement(row))
                .list());
  }

  @Override
  public List<String> addresses(String statementId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT url FROM crawler.statement_url WHERE statement_id = :id ORDER BY url")
                .bind("id", statementId)
                .mapTo(String.class)
                .list());
  }

  /// Statements of a source whose revision clock says now.
  @Override
  public List<KnownStatement> due(String sourceId, Instant now, int most) {
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
                .bind("now", Columns.at(now))
                .bind("most", most)
                .map((row, _) -> statement(row))
                .list());
  }

  /// Statements of a source, a page at a time, in the order of their ids.
  ///
  /// @param after id of the last one of the page before; empty for the first page
  public List<KnownStatement> page(String sourceId, String after, int most) {
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

  @Override
  public boolean claim(Claimant claimant, String statementId, int number, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                    UPDATE crawler.statement
                    SET claimed_by = :claimant, claimed_number = :number, claimed_at = :now
                    WHERE id = :id AND revision = :number - 1
                      AND (claimed_number IS DISTINCT FROM :number OR claimed_at <= :expired
                        OR (claimed_by = :visit AND :claimant = :visit))
                    """)
                    .bind("claimant", claimant.name())
                    .bind("visit", Claimant.VISIT.name())
                    .bind("number", number)
                    .bind("now", Columns.at(now))
                    .bind("expired", Columns.at(now.minus(CLAIM)))
                    .bind("id", statementId)
                    .execute()
                == 1);
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
                .bind("content", StorableText.json(revised.content()))
                .bind("version", version)
                .execute());
  }

  @Override
  public void intend(String sourceId, Intent intent) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO crawler.intent VALUES (?, ?)
                ON CONFLICT (source_id) DO UPDATE SET content = excluded.content
                """,
                sourceId,
                StorableText.json(intent)));
  }

  @Override
  public Optional<Intent> intended(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT content FROM crawler.intent WHERE source_id = :id")
                .bind("id", sourceId)
                .mapTo(String.class)
                .findOne()
                .flatMap(json -> Columns.read(json, Intent.class)));
  }

  @Override
  public int save(String sourceId, Intent intent, Instant visitedAt) {
    return jdbi.inTransaction(
        handle -> {
          int taken = save(handle, sourceId, intent.published());
          intent
              .learned()
              .ifPresent(learned -> StoredSources.save(handle, sourceId, visitedAt, learned));
          return taken;
        });
  }

  private static int save(Handle handle, String sourceId, List<Published> published) {
    int taken = 0;
    handle.execute("DELETE FROM crawler.intent WHERE source_id = ?", sourceId);
    for (Published one : published) {
      upsert(handle, one.statement());
      for (String url : one.urls()) {
        // The address a statement stands at is its own; others belong to who named them first.
        handle.execute(
            url.equals(one.statement().url()) ? CLAIM_URL : ADD_URL, url, one.statement().id());
        taken +=
            handle.execute(
                "DELETE FROM crawler.frontier WHERE source_id = ? AND url = ?", sourceId, url);
      }
    }
    return taken;
  }

  /// Makes every statement of a source due for an unconditional check.
  @Override
  public void recheckAll(String sourceId, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE crawler.statement
                SET next_check_at = ?, etag = NULL, last_modified = NULL
                WHERE source_id = ? AND state = 'live'
                """,
                Columns.at(now),
                sourceId));
  }

  /// Makes live statements due that are known by one of these URLs.
  @Override
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
                .bind("now", Columns.at(now))
                .bindList("urls", urls)
                .execute());
  }

  /// Addresses of the statements of a source that were seen last.
  @Override
  public List<Dated> latest(String sourceId, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT url, published_hint, content->'published' AS printed, first_seen
                    FROM crawler.statement
                    WHERE source_id = :id ORDER BY first_seen DESC LIMIT :most
                    """)
                .bind("id", sourceId)
                .bind("most", most)
                .map((row, _) -> dated(row))
                .list());
  }

  private static Dated dated(ResultSet row) throws SQLException {
    return Dated.of(
        row.getString("url"),
        time(row, "published_hint"),
        time(row, "printed"),
        row.getTimestamp("first_seen").toInstant());
  }

  private static PublicationTime time(ResultSet row, String column) throws SQLException {
    return Columns.read(row.getString(column), PublicationTime.class)
        .orElse(PublicationTime.UNKNOWN);
  }

  /// Saves a statement; a check that began before a replay gave it a newer reading leaves that one.
  private static void upsert(Handle handle, KnownStatement known) {
    handle
        .createUpdate(
            """
            INSERT INTO crawler.statement AS kept
              (id, source_id, url, state, revision, version, fingerprint, etag, last_modified,
               conditional, first_seen, next_check_at, missing_checks, title_hint, published_hint,
               content)
            VALUES (:id, :source, :url, :state, :revision, :version, :fingerprint, :etag,
               :lastModified, :conditional, :firstSeen, :nextCheck, :missing, :titleHint,
               :publishedHint::jsonb, :content::jsonb)
            ON CONFLICT (id) DO UPDATE SET
              url = excluded.url, state = excluded.state,
              etag = excluded.etag, last_modified = excluded.last_modified,
              conditional = excluded.conditional, next_check_at = excluded.next_check_at,
              missing_checks = excluded.missing_checks,
              (revision, version, fingerprint, content) =
                (SELECT * FROM (VALUES
                  (excluded.revision, excluded.version, excluded.fingerprint, excluded.content),
                  (kept.revision, kept.version, kept.fingerprint, kept.content))
                  AS newest (revision, version, fingerprint, content)
                  ORDER BY version DESC LIMIT 1)
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
        .bind("firstSeen", Columns.at(known.firstSeen()))
        .bind("nextCheck", known.nextCheckAt().map(Columns::at).orElse(null))
        .bind("missing", known.missingChecks())
        .bind("titleHint", known.titleHint().map(StorableText::of).orElse(null))
        .bind("publishedHint", StorableText.json(known.publishedHint()))
        .bind("content", StorableText.json(known.content()))
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
        Columns.validators(row),
        row.getInt("conditional"),
        row.getTimestamp("first_seen").toInstant(),
        Optional.ofNullable(row.getTimestamp("next_check_at")).map(Timestamp::toInstant),
        row.getInt("missing_checks"),
        Optional.ofNullable(row.getString("title_hint")),
        Columns.read(row.getString("published_hint"), PublicationTime.class)
            .orElse(PublicationTime.UNKNOWN),
        Columns.read(row.getString("content"), Statement.class).orElseThrow());
  }
}
