package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.util.NamedValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Revision;
import dev.herald.indexer.read.Events;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads the latest events from the revisions. Thread-safe.
public final class ElasticsearchEvents implements Events {
  /// Of the statements that a rule matched, so many of the latest are looked at.
  private static final int MATCHED = 1_000;

  private static final String LATEST = "latest";

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchEvents(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public List<Event> ofSource(String sourceId, int max) throws IOException {
    return events(term("source", sourceId), max);
  }

  @Override
  public List<Event> ofRule(String ruleId, int max) throws IOException {
    List<String> matched = matched(ruleId);
    return matched.isEmpty() ? List.of() : events(terms("id", matched), max);
  }

  private List<String> matched(String ruleId) throws IOException {
    var byId =
        send(search ->
                search
                    .size(0)
                    .query(term("rules", ruleId))
                    .aggregations(
                        "ids",
                        ids ->
                            ids.terms(
                                    terms ->
                                        terms
                                            .field("id")
                                            .size(MATCHED)
                                            .order(NamedValue.of(LATEST, SortOrder.Desc)))
                                .aggregations(LATEST, at -> at.max(m -> m.field("observed_at")))))
            .aggregations()
            .get("ids");
    return byId == null
        ? List.of()
        : byId.sterms().buckets().array().stream()
            .map(bucket -> bucket.key().stringValue())
            .toList();
  }

  private List<Event> events(Query which, int max) throws IOException {
    List<String> causes =
        CAUSES.stream().map(cause -> cause.name().toLowerCase(Locale.ROOT)).toList();
    List<Revision> latest =
        revisions(
            search ->
                search
                    .size(max)
                    .query(query -> query.bool(bool -> bool.filter(which, terms("cause", causes))))
                    .collapse(collapse -> collapse.field("id"))
                    .sort(sort -> sort.field(by -> by.field("observed_at").order(SortOrder.Desc)))
                    .sort(sort -> sort.field(by -> by.field("number").order(SortOrder.Desc))));
    Map<String, Revision> before = before(latest);
    return latest.stream()
        .map(one -> new Event(one, Optional.ofNullable(before.get(one.statementId()))))
        .toList();
  }

  private Map<String, Revision> before(List<Revision> latest) throws IOException {
    List<Query> wanted =
        latest.stream()
            .filter(revision -> revision.number() > 1)
            .map(
                revision ->
                    Query.of(
                        query ->
                            query.bool(
                                bool ->
                                    bool.filter(
                                        term("id", revision.statementId()),
                                        Query.of(
                                            number ->
                                                number.term(
                                                    term ->
                                                        term.field("number")
                                                            .value(revision.number() - 1)))))))
            .toList();
    Map<String, Revision> before = new HashMap<>();
    if (wanted.isEmpty()) return before;
    revisions(
            search ->
                search
                    .size(wanted.size())
                    .query(
                        query -> query.bool(bool -> bool.should(wanted).minimumShouldMatch("1"))))
        .forEach(revision -> before.put(revision.statementId(), revision));
    return before;
  }

  private List<Revision> revisions(UnaryOperator<SearchRequest.Builder> search) throws IOException {
    List<Revision> revisions = new ArrayList<>();
    for (var hit : send(search).hits().hits())
      if (hit.source() != null) revisions.add(Hits.revision(hit.source()));
    return revisions;
  }

  private SearchResponse<ObjectNode> send(UnaryOperator<SearchRequest.Builder> search)
      throws IOException {
    return elasticsearch.read(
        client ->
            client.search(
                request -> search.apply(request.index(Indices.REVISIONS)), ObjectNode.class));
  }

  private static Query term(String field, String value) {
    return Query.of(query -> query.term(term -> term.field(field).value(value)));
  }

  private static Query terms(String field, Collection<String> values) {
    List<FieldValue> any = values.stream().map(FieldValue::of).toList();
    return Query.of(query -> query.terms(terms -> terms.field(field).terms(t -> t.value(any))));
  }
}
