package dev.herald.indexer.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.difference.Extent;
import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.Revision;
import dev.herald.indexer.read.Statements;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads statements and their revisions from Elasticsearch. Thread-safe.
public final class ElasticsearchStatements implements Statements {
  private static final int MOST = 500;
  private static final int MOST_COMPARED = 50;

  private final ElasticsearchConnection elasticsearch;

  /// Over a connection.
  public ElasticsearchStatements(ElasticsearchConnection connection) {
    this.elasticsearch = connection;
  }

  @Override
  public Optional<Revision> findLatest(String statementId) throws IOException {
    GetResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.get(get -> get.index(Indices.STATEMENTS).id(statementId), ObjectNode.class));
    ObjectNode source = response.source();
    return source == null ? Optional.empty() : Optional.of(Hits.revision(source));
  }

  @Override
  public Optional<Revision> findRevision(String statementId, int number) throws IOException {
    return all(statementId).stream().filter(revision -> revision.number() == number).findFirst();
  }

  @Override
  public List<Summary> revisions(String statementId) throws IOException {
    List<Revision> all = all(statementId);
    return IntStream.range(0, all.size()).mapToObj(i -> summary(all, i)).toList();
  }

  private static Summary summary(List<Revision> newestFirst, int at) {
    Revision revision = newestFirst.get(at);
    return new Summary(
        revision.revisionId(),
        revision.number(),
        revision.cause(),
        revision.observedAt(),
        revision.fingerprint(),
        at < MOST_COMPARED && at + 1 < newestFirst.size()
            ? Optional.of(Extent.of(RevisionDiff.between(newestFirst.get(at + 1), revision)))
            : Optional.empty());
  }

  @Override
  public List<String> ruleIds(String statementId) throws IOException {
    SearchResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.search(
                    search ->
                        search
                            .index(Indices.REVISIONS)
                            .size(0)
                            .query(query -> query.term(term -> term.field("id").value(statementId)))
                            .aggregations(
                                "rules",
                                rules -> rules.terms(terms -> terms.field("rules").size(MOST))),
                    ObjectNode.class));
    var rules = response.aggregations().get("rules");
    return rules == null
        ? List.of()
        : rules.sterms().buckets().array().stream()
            .map(bucket -> bucket.key().stringValue())
            .toList();
  }

  private List<Revision> all(String statementId) throws IOException {
    SearchResponse<ObjectNode> response =
        elasticsearch.read(
            client ->
                client.search(
                    search ->
                        search
                            .index(Indices.REVISIONS)
                            .size(MOST)
                            .query(query -> query.term(term -> term.field("id").value(statementId)))
                            .sort(sort -> sort.field(f -> f.field("number").order(SortOrder.Desc))),
                    ObjectNode.class));
    List<Revision> revisions = new ArrayList<>();
    for (var hit : response.hits().hits())
      if (hit.source() != null) revisions.add(Hits.revision(hit.source()));
    return revisions;
  }
}
