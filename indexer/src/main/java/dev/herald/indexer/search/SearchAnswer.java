package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.json.JsonData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.indexer.read.SearchResult;
import dev.herald.indexer.read.SearchResult.Bucket;
import dev.herald.indexer.read.SearchResult.Copy;
import dev.herald.indexer.read.SearchResult.Count;
import dev.herald.indexer.read.SearchResult.Facet;
import dev.herald.indexer.read.SearchResult.Hit;
import dev.herald.indexer.read.SearchResult.Timeline;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads what Elasticsearch answers to a [SearchBody].
final class SearchAnswer {
  /// Most spans of a timeline.
  static final int MAX_BUCKETS = 120;

  private SearchAnswer() {}

  static SearchResult of(SearchResponse<ObjectNode> response, Timeline.Unit unit)
      throws IOException {
    List<Hit> hits = new ArrayList<>();
    for (var hit : response.hits().hits())
      if (hit.source() != null) hits.add(Hits.hit(hit.source(), hit.highlight(), copies(hit)));
    var found = response.hits().total();
    long total = found == null ? hits.size() : found.value();
    return new SearchResult(
        total,
        texts(response.aggregations(), total),
        changed(response.aggregations()),
        hits,
        facets(response.aggregations()),
        timeline(unit, response.aggregations()),
        response.took());
  }

  private static List<Copy> copies(co.elastic.clients.elasticsearch.core.search.Hit<ObjectNode> hit)
      throws IOException {
    var group = hit.innerHits().get(SearchBody.COPIES);
    List<Copy> copies = new ArrayList<>();
    if (group == null) return copies;
    for (var one : group.hits().hits()) {
      JsonData source = one.source();
      if (source != null && !Objects.equals(one.id(), hit.id()))
        copies.add(Hits.copy(source.to(ObjectNode.class)));
    }
    return copies;
  }

  private static long texts(Map<String, Aggregate> aggregations, long total) {
    Aggregate own = aggregations.get(SearchBody.TEXTS);
    Aggregate count = own == null ? null : own.filter().aggregations().get("count");
    return count == null ? total : count.cardinality().value();
  }

  private static long changed(Map<String, Aggregate> aggregations) {
    Aggregate changed = aggregations.get(SearchBody.CHANGED);
    return changed == null ? 0 : changed.filter().docCount();
  }

  private static List<Facet> facets(Map<String, Aggregate> aggregations) {
    List<Facet> facets = new ArrayList<>();
    for (Facet.Field field : Facet.Field.values()) {
      Aggregate own = aggregations.get(field.name());
      Aggregate values = own == null ? null : own.filter().aggregations().get("values");
      facets.add(
          new Facet(
              field,
              values == null || !values.isSterms()
                  ? List.of()
                  : values.sterms().buckets().array().stream()
                      .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
                      .toList()));
    }
    return facets;
  }

  private static Timeline timeline(Timeline.Unit unit, Map<String, Aggregate> aggregations) {
    Aggregate outer = aggregations.get("timeline");
    Aggregate spans = outer == null ? null : outer.filter().aggregations().get("spans");
    if (spans == null || !spans.isDateHistogram()) return new Timeline(unit, List.of());
    List<Bucket> buckets =
        spans.dateHistogram().buckets().array().stream()
            .map(
                bucket -> {
                  LocalDate start =
                      LocalDate.ofInstant(Instant.ofEpochMilli(bucket.key()), ZoneOffset.UTC);
                  return new Bucket(start, end(unit, start), bucket.docCount());
                })
            .toList();
    return new Timeline(
        unit, buckets.subList(Math.max(0, buckets.size() - MAX_BUCKETS), buckets.size()));
  }

  private static LocalDate end(Timeline.Unit unit, LocalDate start) {
    return switch (unit) {
      case DAY -> start;
      case WEEK -> start.plusDays(6);
      case MONTH -> start.plusMonths(1).minusDays(1);
      case YEAR -> start.plusYears(1).minusDays(1);
    };
  }
}
