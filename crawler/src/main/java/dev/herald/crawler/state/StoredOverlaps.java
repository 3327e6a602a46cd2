package dev.herald.crawler.state;

import dev.herald.config.message.CrawlReport.Overlap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which discovery listed which statement, as one number beside each address. Thread-safe.
final class StoredOverlaps implements OverlapMemory {
  private static final int BITS = Long.SIZE - 1;

  private final Jdbi jdbi;

  StoredOverlaps(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Map<String, Overlap> listed(String sourceId, Map<String, List<String>> listed) {
    if (listed.size() < 2) return Map.of();
    return jdbi.inTransaction(
        handle -> {
          Map<String, Long> bits = bits(handle, sourceId, List.copyOf(listed.keySet()));
          bits.forEach(
              (discovery, bit) ->
                  mark(handle, sourceId, bit, listed.getOrDefault(discovery, List.of())));
          return overlaps(bits, sets(handle, sourceId));
        });
  }

  /// The bit of each discovery; a source's first ones have one.
  private static Map<String, Long> bits(Handle handle, String sourceId, List<String> discoveries) {
    handle
        .createUpdate(
            """
            INSERT INTO crawler.discovery_number
            SELECT :source, url, row_number() OVER () - 1 +
              (SELECT count(*) FROM crawler.discovery_number WHERE source_id = :source)
            FROM unnest(:urls) AS url
            WHERE url NOT IN (SELECT url FROM crawler.discovery_number WHERE source_id = :source)
            """)
        .bind("source", sourceId)
        .bindArray("urls", String.class, discoveries)
        .execute();
    Map<String, Long> bits = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT url, number FROM crawler.discovery_number
            WHERE source_id = :source AND number < :bits AND url = ANY(:urls)
            """)
        .bind("source", sourceId)
        .bind("bits", BITS)
        .bindArray("urls", String.class, discoveries)
        .map((row, _) -> Map.entry(row.getString("url"), 1L << row.getInt("number")))
        .forEach(entry -> bits.put(entry.getKey(), entry.getValue()));
    return bits;
  }

  private static void mark(Handle handle, String sourceId, long bit, List<String> urls) {
    if (urls.isEmpty()) return;
    handle
        .createUpdate(
            """
            UPDATE crawler.statement_url AS u SET listed_by = u.listed_by | :bit
            FROM crawler.statement AS s
            WHERE u.url = ANY(:urls) AND u.listed_by & :bit = 0
              AND s.id = u.statement_id AND s.source_id = :source
            """)
        .bind("bit", bit)
        .bind("source", sourceId)
        .bindArray("urls", String.class, urls)
        .execute();
  }

  /// How many statements each set of discoveries listed. A statement may have several addresses.
  private static Map<Long, Integer> sets(Handle handle, String sourceId) {
    Map<Long, Integer> sets = new HashMap<>();
    handle
        .createQuery(
            """
            SELECT listed_by, count(*) AS statements FROM (
              SELECT bit_or(u.listed_by) AS listed_by
              FROM crawler.statement AS s
              JOIN crawler.statement_url AS u ON u.statement_id = s.id
              WHERE s.source_id = :source GROUP BY s.id) AS statement
            GROUP BY listed_by
            """)
        .bind("source", sourceId)
        .map((row, _) -> Map.entry(row.getLong("listed_by"), row.getInt("statements")))
        .forEach(entry -> sets.put(entry.getKey(), entry.getValue()));
    return sets;
  }

  /// What a discovery that is configured no more listed counts for none.
  private static Map<String, Overlap> overlaps(Map<String, Long> bits, Map<Long, Integer> sets) {
    long all = bits.values().stream().reduce(0L, (one, other) -> one | other);
    Map<String, Overlap> overlaps = new HashMap<>();
    bits.forEach(
        (discovery, bit) -> {
          int alone = 0;
          int shared = 0;
          for (Map.Entry<Long, Integer> set : sets.entrySet()) {
            long listedBy = set.getKey() & all;
            if (listedBy == bit) alone += set.getValue();
            else if ((listedBy & bit) != 0) shared += set.getValue();
          }
          overlaps.put(discovery, new Overlap(alone, shared));
        });
    return overlaps;
  }
}
