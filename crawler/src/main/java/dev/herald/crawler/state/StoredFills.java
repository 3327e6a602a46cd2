package dev.herald.crawler.state;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// How often a source's pages show each field. Thread-safe.
final class StoredFills implements FillMemory {
  private final Jdbi jdbi;

  StoredFills(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Map<String, FieldFill> seen(String sourceId, List<Sighting> sightings) {
    return jdbi.inTransaction(
        handle -> {
          Map<String, FieldFill> fills = fills(handle, sourceId);
          for (Sighting one : sightings)
            fills.put(
                one.field(),
                fills
                    .getOrDefault(one.field(), FieldFill.NONE)
                    .after(one.url(), one.shows(), one.at()));
          if (!sightings.isEmpty())
            fills.forEach((field, fill) -> save(handle, sourceId, field, fill));
          return fills;
        });
  }

  private static Map<String, FieldFill> fills(Handle handle, String sourceId) {
    Map<String, FieldFill> fills = new TreeMap<>();
    handle
        .createQuery("SELECT field, content FROM crawler.field_fill WHERE source_id = :source")
        .bind("source", sourceId)
        .map(
            (row, _) ->
                Map.entry(
                    row.getString("field"),
                    Columns.read(row.getString("content"), FieldFill.class).orElse(FieldFill.NONE)))
        .forEach(entry -> fills.put(entry.getKey(), entry.getValue()));
    return fills;
  }

  private static void save(Handle handle, String sourceId, String field, FieldFill fill) {
    handle.execute(
        """
        INSERT INTO crawler.field_fill VALUES (?, ?, ?::jsonb)
        ON CONFLICT (source_id, field) DO UPDATE SET content = excluded.content
        """,
        sourceId,
        field,
        StorableText.json(fill));
  }
}
