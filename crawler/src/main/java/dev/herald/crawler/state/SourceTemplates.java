package dev.herald.crawler.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.template.Redesign;
import dev.herald.crawler.template.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The page templates of sources and the changes of their designs, in PostgreSQL. Thread-safe.
public final class SourceTemplates {
  private final Jdbi jdbi;

  SourceTemplates(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The changes of a source's design that were noticed, the latest first.
  public List<Redesign> redesigns(String sourceId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT since, url, before, after FROM crawler.redesign
                    WHERE source_id = :id ORDER BY since DESC
                    """)
                .bind("id", sourceId)
                .map(
                    (row, _) ->
                        new Redesign(
                            row.getTimestamp("since").toInstant(),
                            row.getString("url"),
                            row.getString("before"),
                            row.getString("after")))
                .list());
  }

  static Template find(Handle handle, String sourceId) {
    return handle
        .createQuery("SELECT learned FROM crawler.source_template WHERE source_id = :id")
        .bind("id", sourceId)
        .mapTo(String.class)
        .findOne()
        .map(SourceTemplates::read)
        .orElse(Template.NONE);
  }

  /// Saves a template and, if it tells of one, the change of design that it began with.
  static void save(Handle handle, String sourceId, Template template) {
    if (!template.isKnown()) return;
    handle
        .createUpdate(
            """
            INSERT INTO crawler.source_template (source_id, pages, redesigned_at, learned)
            VALUES (:id, :pages, :since, :learned::jsonb)
            ON CONFLICT (source_id) DO UPDATE SET
              pages = excluded.pages,
              redesigned_at = excluded.redesigned_at,
              learned = excluded.learned
            """)
        .bind("id", sourceId)
        .bind("pages", template.pages())
        .bind("since", template.redesign().map(change -> at(change.since())).orElse(null))
        .bind("learned", StorableText.json(template))
        .execute();
    template
        .redesign()
        .ifPresent(
            change ->
                handle.execute(
                    "INSERT INTO crawler.redesign VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    sourceId,
                    at(change.since()),
                    change.url(),
                    StorableText.of(change.before()),
                    StorableText.of(change.after())));
  }

  private static Template read(String json) {
    try {
      return MessageCodec.mapper().readValue(json, Template.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("crawler.source_template.learned is not a template", e);
    }
  }

  private static java.time.OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
