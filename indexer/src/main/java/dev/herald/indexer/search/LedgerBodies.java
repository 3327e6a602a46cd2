package dev.herald.indexer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.indexer.ledger.FellOut;
import dev.herald.indexer.ledger.VisitLog.Wanted;
import dev.herald.indexer.ledger.VisitRule;
import dev.herald.indexer.read.Incident.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes the ledger's questions as Elasticsearch's JSON.
final class LedgerBodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_SOURCES = 10_000;

  /// What one side of a rule should be.
  static final String EXPECTED = "expected";

  /// What it is.
  static final String FOUND = "found";

  private static final String SUMS_OF_VISITS =
      """
      {
        "unread": {"filter": {"terms": {"outcome": ["failed", "refused"]}}},
        "first": {"min": {"field": "started_at"}},
        "last": {"max": {"field": "finished_at"}},
        "listed": {"sum": {"field": "listed"}},
        "fetched": {"sum": {"field": "fetched"}},
        "extracted": {"sum": {"field": "extracted"}},
        "published": {"sum": {"field": "published"}}
      }
      """;
  private static final String READ_NOTHING =
      """
      {"terms": {"outcome": ["failed", "refused"]}}
      """;
  private static final String SUMS_OF_REVISIONS =
      """
      {
        "new": {"filter": {"terms": {"cause": ["published", "backfilled"]}}},
        "matched": {"filter": {"bool": {
          "filter": [{"exists": {"field": "rules"}}],
          "must_not": [{"term": {"replayed": true}}]}}},
        "replayed": {"filter": {"term": {"replayed": true}}},
        "alerts": {"sum": {"field": "alerts"}},
        "counted": {"value_count": {"field": "alerts"}},
        "unmatched": {"filter": {"bool": {
          "filter": [{"range": {"alerts": {"gt": 0}}}],
          "must_not": [{"exists": {"field": "rules"}}]}}}
      }
      """;
  private static final String LAST_NEW =
      """
      {"last": {"max": {"field": "observed_at"}}}
      """;

  private static final String NOT_REPLAYED =
      """
      {"bool": {"must_not": [{"term": {"replayed": true}}]}}
      """;
  private static final String LATEST =
      """
      {"latest": {"top_hits": {
        "size": 20,
        "sort": [{"indexed_at": "desc"}],
        "_source": ["fetched_at", "indexed_at"]}}}
      """;

  private LedgerBodies() {}

  static ObjectNode visitSums(Set<String> sourceIds, Instant from, Instant before) {
    ObjectNode sums = parse(SUMS_OF_VISITS);
    for (FellOut stage : FellOut.values())
      sums.putObject(stage.label()).putObject("sum").put("field", "fell_out." + stage.label());
    for (VisitRule rule : VisitRule.values())
      for (String side : List.of(EXPECTED, FOUND))
        sums.putObject(figure(rule, side))
            .putObject("sum")
            .put("field", "balance.%s.%s".formatted(rule.label(), side));
    return byDay(query(sourceIds, "started_at", from, before), "started_at", sums);
  }

  static ObjectNode revisionSums(Set<String> sourceIds, Instant from, Instant before) {
    return byDay(
        query(sourceIds, "observed_at", from, before), "observed_at", parse(SUMS_OF_REVISIONS));
  }

  /// Days on which statements are dated.
  static ObjectNode publishingDays(Set<String> sourceIds, LocalDate from, LocalDate to) {
    ObjectNode query = JSON.objectNode();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    filter.add(sources(sourceIds));
    ObjectNode range = filter.addObject().putObject("range").putObject("published");
    range.put("gte", from.toString()).put("lt", to.plusDays(1).toString());
    return byDay(query, "published", JSON.objectNode());
  }

  /// The last statement of each source that was seen as a new one.
  static ObjectNode lastNew(Set<String> sourceIds) {
    ObjectNode query = JSON.objectNode();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    filter.add(sources(sourceIds));
    filter.addObject().putObject("term").put("cause", "published");
    return bySource(query, parse(LAST_NEW));
  }

  /// The revisions of each source that were stored last.
  static ObjectNode latest(Set<String> sourceIds) {
    ObjectNode query = JSON.objectNode();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    filter.add(sources(sourceIds));
    filter.add(parse(NOT_REPLAYED));
    return bySource(query, parse(LATEST));
  }

  /// Visits that published something and were under way at one of these instants.
  static ObjectNode underWay(Set<String> sourceIds, List<Instant> instants, int max) {
    ObjectNode body = JSON.objectNode().put("size", max);
    ObjectNode bool = body.putObject("query").putObject("bool");
    ArrayNode filter = bool.putArray("filter");
    filter.add(sources(sourceIds));
    filter.addObject().putObject("range").putObject("published").put("gt", 0);
    ArrayNode any = bool.put("minimum_should_match", 1).putArray("should");
    for (Instant instant : instants) {
      ArrayNode both = any.addObject().putObject("bool").putArray("filter");
      both.addObject().putObject("range").putObject("started_at").put("lt", instant.toString());
      both.addObject().putObject("range").putObject("finished_at").put("gte", instant.toString());
    }
    body.putArray("_source").add("report");
    return body;
  }

  static ObjectNode reports(String sourceId, Instant from, Instant before, int max) {
    ObjectNode body = JSON.objectNode().put("size", max);
    body.set("query", query(Set.of(sourceId), "started_at", from, before));
    body.putArray("sort").addObject().put("started_at", "asc");
    body.putArray("_source").add("report");
    return body;
  }

  static ObjectNode report(Wanted wanted) {
    ObjectNode body = reports(wanted.sourceId(), wanted.from(), wanted.before(), 1);
    ((ArrayNode) body.at("/query/bool/filter"))
        .add(wanted.troubled() ? troubled(wanted.kind()) : healthy(wanted.kind()));
    if (wanted.newest()) body.putArray("sort").addObject().put("started_at", "desc");
    return body;
  }

  /// Name of the sum of one side of a rule.
  static String figure(VisitRule rule, String side) {
    return "%s_%s".formatted(rule.label(), side);
  }

  static String seen(Kind kind) {
    return "seen_" + kind.name();
  }

  static String over(Kind kind) {
    return "over_" + kind.name();
  }

  static ObjectNode signals(Set<String> sourceIds, Instant from, Instant before) {
    ObjectNode sums = JSON.objectNode();
    for (Kind kind : Kind.values()) {
      if (!kind.isReported()) continue;
      last(sums.putObject(seen(kind)), troubled(kind));
      last(sums.putObject(over(kind)), healthy(kind));
    }
    return bySource(query(sourceIds, "started_at", from, before), sums);
  }

  private static void last(ObjectNode aggregation, ObjectNode filter) {
    aggregation.set("filter", filter);
    aggregation.putObject("aggs").putObject("last").putObject("max").put("field", "started_at");
  }

  private static ObjectNode troubled(Kind kind) {
    ObjectNode term = JSON.objectNode();
    term.putObject("term").put("troubles", kind.name());
    return term;
  }

  /// As [dev.herald.indexer.ledger.Troubles#isHealthy] has it.
  private static ObjectNode healthy(Kind kind) {
    ObjectNode healthy = JSON.objectNode();
    ObjectNode bool = healthy.putObject("bool");
    ArrayNode not = bool.putArray("must_not").add(troubled(kind));
    if (kind != Kind.NO_ITEMS && kind != Kind.PAGES) not.add(parse(READ_NOTHING));
    Optional<String> shown =
        switch (kind) {
          case NO_ITEMS -> Optional.of("listed");
          case PAGES -> Optional.of("pages_read");
          case SELECTOR, FIELD -> Optional.of("extracted");
          case GONE_QUIET,
              BLOCKED,
              CERTIFICATE,
              ROBOTS,
              FAILING,
              REDESIGN,
              CLOCK,
              CHAIN,
              OUT_OF_BALANCE,
              UNDELIVERED ->
              Optional.empty();
        };
    shown.ifPresent(
        field ->
            bool.putArray("filter").addObject().putObject("range").putObject(field).put("gt", 0));
    return healthy;
  }

  private static ObjectNode query(
      Set<String> sourceIds, String field, Instant from, Instant before) {
    ObjectNode query = JSON.objectNode();
    ArrayNode filter = query.putObject("bool").putArray("filter");
    filter.add(sources(sourceIds));
    filter
        .addObject()
        .putObject("range")
        .putObject(field)
        .put("gte", from.toString())
        .put("lt", before.toString());
    return query;
  }

  private static ObjectNode sources(Set<String> sourceIds) {
    ObjectNode terms = JSON.objectNode();
    ArrayNode ids = terms.putObject("terms").putArray("source");
    sourceIds.stream().sorted().forEach(ids::add);
    return terms;
  }

  private static ObjectNode byDay(ObjectNode query, String field, ObjectNode sums) {
    ObjectNode days = JSON.objectNode();
    ObjectNode day = days.putObject("days");
    day.putObject("date_histogram")
        .put("field", field)
        .put("calendar_interval", "day")
        .put("min_doc_count", 1);
    if (!sums.isEmpty()) day.set("aggs", sums);
    return bySource(query, days);
  }

  private static ObjectNode bySource(ObjectNode query, ObjectNode sums) {
    ObjectNode body = JSON.objectNode().put("size", 0);
    body.set("query", query);
    ObjectNode sources = body.putObject("aggs").putObject("sources");
    sources.putObject("terms").put("field", "source").put("size", MAX_SOURCES);
    sources.set("aggs", sums);
    return body;
  }

  private static ObjectNode parse(String json) {
    try {
      return MessageCodec.mapper().readValue(json, ObjectNode.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("aggregations that are no JSON: " + json, e);
    }
  }
}
