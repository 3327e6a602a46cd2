package dev.herald.indexer.read;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is searched for.
///
/// @param query in Herald's query language; blank = everything
/// @param filters values chosen in facets, any of each facet's, by facet
/// @param publishedFrom earliest publication, inclusive
/// @param publishedTo latest publication, exclusive
/// @param sort order of the hits
/// @param from how many hits are skipped, at most 10,000 with `size`
/// @param size how many hits are wanted, 0 to 200
public record SearchRequest(
    String query,
    Map<Facet, List<String>> filters,
    Optional<Instant> publishedFrom,
    Optional<Instant> publishedTo,
    Sort sort,
    int from,
    int size) {

  private static final int MAX_SIZE = 200;
  private static final int MAX_WINDOW = 10_000;

  public SearchRequest {
    filters = Map.copyOf(filters);
    size = Math.clamp(size, 0, MAX_SIZE);
    from = Math.clamp(from, 0, MAX_WINDOW - size);
  }

  /// The newest hits of a query.
  public static SearchRequest of(String query, int size) {
    return new SearchRequest(
        query, Map.of(), Optional.empty(), Optional.empty(), Sort.NEWEST, 0, size);
  }

  /// What hits can be narrowed by.
  public enum Facet {
    SOURCE("source"),
    INSTITUTION("institution.name"),
    INSTITUTION_TYPE("institution_type"),
    COUNTRY("country"),
    LANGUAGE("language"),
    TYPE("type"),
    CAUSE("cause"),
    STATE("state"),
    RULE("rules");

    private final String field;

    Facet(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }

  /// Order of the hits.
  public enum Sort {
    /// Latest published first; what has no publication time by when it was first seen.
    NEWEST,
    OLDEST,
    RELEVANCE
  }
}
