package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import dev.herald.indexer.ledger.SourceDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads aggregations by source and day.
final class Buckets {
  private final long count;
  private final Map<String, Aggregate> values;

  private Buckets(long count, Map<String, Aggregate> values) {
    this.count = count;
    this.values = values;
  }

  /// How many documents are in it.
  long count() {
    return count;
  }

  /// A sum or a count of values; 0 where there is none.
  long sum(String name) {
    Aggregate aggregate = values.get(name);
    if (aggregate == null) return 0;
    if (aggregate.isValueCount()) return whole(aggregate.valueCount().value());
    return whole(aggregate.sum().value());
  }

  /// How many documents pass a filter.
  long filtered(String name) {
    Aggregate aggregate = values.get(name);
    return aggregate == null ? 0 : aggregate.filter().docCount();
  }

  /// The least or greatest instant.
  Optional<Instant> instant(String name) {
    return Optional.ofNullable(values.get(name)).flatMap(Buckets::instant);
  }

  /// The greatest instant among documents that pass a filter.
  Optional<Instant> lastOf(String name) {
    return Optional.ofNullable(values.get(name))
        .flatMap(filter -> Optional.ofNullable(filter.filter().aggregations().get("last")))
        .flatMap(Buckets::instant);
  }

  /// The documents that were picked out.
  List<JsonData> hits(String name) {
    Aggregate aggregate = values.get(name);
    return aggregate == null
        ? List.of()
        : aggregate.topHits().hits().hits().stream()
            .map(Hit::source)
            .flatMap(Stream::ofNullable)
            .toList();
  }

  /// Calls for each source.
  static void bySource(SearchResponse<?> response, BiConsumer<String, Buckets> sink) {
    Aggregate sources = response.aggregations().get("sources");
    if (sources == null || !sources.isSterms()) return;
    for (var bucket : sources.sterms().buckets().array())
      sink.accept(
          bucket.key().stringValue(), new Buckets(bucket.docCount(), bucket.aggregations()));
  }

  /// One value for each source and day.
  static <T> Map<SourceDay, T> byDay(SearchResponse<?> response, Function<Buckets, T> read) {
    Map<SourceDay, T> byDay = new HashMap<>();
    bySource(
        response,
        (source, buckets) -> {
          Aggregate days = buckets.values.get("days");
          if (days == null || !days.isDateHistogram()) return;
          for (var bucket : days.dateHistogram().buckets().array())
            byDay.put(
                new SourceDay(source, day(bucket.key())),
                read.apply(new Buckets(bucket.docCount(), bucket.aggregations())));
        });
    return byDay;
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  // Elasticsearch answers null for the extreme of nothing, and its client reads that as 0.
  private static Optional<Instant> instant(Aggregate aggregate) {
    Double millis = aggregate.isMin() ? aggregate.min().value() : aggregate.max().value();
    return millis == null || !Double.isFinite(millis) || millis <= 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(millis.longValue()));
  }

  private static long whole(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? 0 : Math.round(value);
  }
}
