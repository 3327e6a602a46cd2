package dev.herald.crawler.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.WebSub;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.Learned;
import dev.herald.crawler.template.Template;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What is remembered of sources and of the places that list their statements. Thread-safe.
public final class StoredSources implements SourceMemory {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final Jdbi jdbi;

  StoredSources(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The source's state, if it was visited before.
  @Override
  public Optional<SourceState> find(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM crawler.source_state WHERE source_id = :id")
                .bind("id", sourceId)
                .map((row, _) -> source(row, SourceTemplates.find(handle, sourceId)))
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

  /// How many visits in a row read nothing, of each source of which the last one did not.
  public Map<String, Integer> unread() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT source_id, unread FROM crawler.source_state WHERE unread > 0")
                .map((row, _) -> Map.entry(row.getString("source_id"), row.getInt("unread")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Remembers a visit; the first visit's moment is kept.
  @Override
  public void save(String sourceId, Instant visitedAt, SourceState state) {
    jdbi.useHandle(handle -> save(handle, sourceId, visitedAt, state));
  }

  static void save(Handle handle, String sourceId, Instant visitedAt, SourceState state) {
    handle
        .createUpdate(
            """
            INSERT INTO crawler.source_state
              (source_id, first_visit_at, last_visit_at, next_visit_at,
               boilerplate, boilerplate_pages, unread)
            VALUES (:id, :first, :visited, :next, :boilerplate::jsonb, :pages, :unread)
            ON CONFLICT (source_id) DO UPDATE SET
              last_visit_at = excluded.last_visit_at,
              next_visit_at = excluded.next_visit_at,
              boilerplate = excluded.boilerplate,
              boilerplate_pages = excluded.boilerplate_pages,
              unread = excluded.unread
            """)
        .bind("id", sourceId)
        .bind("first", Columns.at(state.firstVisitAt()))
        .bind("visited", Columns.at(visitedAt))
        .bind("next", Columns.at(state.nextVisitAt()))
        .bind("boilerplate", StorableText.json(state.learned().boilerplate().pagesByBlock()))
        .bind("pages", state.learned().boilerplate().pages())
        .bind("unread", state.unread())
        .execute();
    SourceTemplates.save(handle, sourceId, state.learned().template());
  }

  /// Validators of a discovery's last answer, and how many conditional requests went by.
  @Override
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
                            Columns.validators(row),
                            row.getInt("conditional"),
                            row.getBoolean("incomplete"),
                            Columns.read(row.getString("web_sub"), WebSub.class)
                                .orElse(WebSub.NONE)))
                .findOne());
  }

  /// Remembers a discovery's answer.
  @Override
  public void saveDiscovery(String sourceId, String url, ConditionalState state) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO crawler.discovery_state
                      (source_id, url, etag, last_modified, conditional, incomplete, web_sub)
                    VALUES (:id, :url, :etag, :lastModified, :conditional, :incomplete,
                      :webSub::jsonb)
                    ON CONFLICT (source_id, url) DO UPDATE SET
                      etag = excluded.etag,
                      last_modified = excluded.last_modified,
                      conditional = excluded.conditional,
                      incomplete = excluded.incomplete,
                      web_sub = excluded.web_sub
                    """)
                .bind("id", sourceId)
                .bind("url", url)
                .bind("etag", state.validators().etag().orElse(null))
                .bind("lastModified", state.validators().lastModified().orElse(null))
                .bind("conditional", state.conditional())
                .bind("incomplete", state.incomplete())
                .bind("webSub", StorableText.json(state.webSub()))
                .execute());
  }

  /// Discoveries that were found from the home page, if that was after `since`.
  @Override
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
                .bind("since", Columns.at(since))
                .map(
                    (row, _) ->
                        discovery(
                            Discovery.Kind.valueOf(row.getString("kind")), row.getString("url")))
                .list());
  }

  /// Replaces what was found from the home page.
  @Override
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
                Columns.at(now));
        });
  }

  private static SourceState source(ResultSet row, Template template) throws SQLException {
    try {
      return new SourceState(
          row.getTimestamp("first_visit_at").toInstant(),
          row.getTimestamp("next_visit_at").toInstant(),
          new Learned(
              new Boilerplate(
                  MessageCodec.mapper().readValue(row.getString("boilerplate"), COUNTS),
                  row.getInt("boilerplate_pages")),
              template),
          row.getInt("unread"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("crawler.source_state.boilerplate is not JSON", e);
    }
  }

  private static Discovery discovery(Discovery.Kind kind, String url) {
    return new Discovery(kind, url, Optional.empty(), Optional.empty(), 5, List.of(), List.of());
  }
}
