package dev.herald.indexer.read;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.GetResponse;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Revision;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Reads statements and their revisions. Thread-safe.
public final class Statements {
  private static final int MOST = 500;

  private final ElasticsearchClient client;

  /// Over a connection.
  public Statements(ElasticsearchConnection connection) {
    this.client = connection.client();
  }

  /// The newest revision of a statement.
  ///
  /// @throws IOException if Elasticsearch is away
  public Optional<Revision> find(String statementId) throws IOException {
    return get(Indices.STATEMENTS, statementId);
  }

  /// One revision.
  ///
  /// @throws IOException if Elasticsearch is away
  public Optional<Revision> findRevision(String revisionId) throws IOException {
    return get(Indices.REVISIONS, revisionId);
  }

  /// A statement's revisions, newest first; at most 500.
  ///
  /// @throws IOException if Elasticsearch is away
  public List<Revision> revisions(String statementId) throws IOException {
    SearchResponse<ObjectNode> response =
        client.search(
            search ->
                search
                    .index(Indices.REVISIONS)
                    .size(MOST)
                    .query(query -> query.term(term -> term.field("id").value(statementId)))
                    .sort(sort -> sort.field(f -> f.field("number").order(SortOrder.Desc))),
            ObjectNode.class);
    return revisions(response);
  }

  /// What became searchable after a moment, oldest first; at most `most`.
  ///
  /// @throws IOException if Elasticsearch is away
  public List<SearchResult.Hit> indexedAfter(Instant after, int most) throws IOException {
    SearchResponse<ObjectNode> response =
        client.search(
            search ->
                search
                    .index(Indices.STATEMENTS)
                    .size(most)
                    .query(
                        query ->
                            query.range(
                                range ->
                                    range.date(
                                        date -> date.field("indexed_at").gt(after.toString()))))
                    .sort(sort -> sort.field(f -> f.field("indexed_at").order(SortOrder.Asc))),
            ObjectNode.class);
    List<SearchResult.Hit> hits = new ArrayList<>();
    for (var hit : response.hits().hits()) {
      ObjectNode source = hit.source();
      if (source == null) continue;
      Revision revision = Search.revision(source.get("revision"));
      List<String> rules = new ArrayList<>();
      source.path("rules").forEach(rule -> rules.add(rule.asText()));
      hits.add(
          new SearchResult.Hit(
              revision,
              "",
              Collections.emptyList(),
              rules,
              Instant.parse(source.path("indexed_at").asText())));
    }
    return hits;
  }

  private Optional<Revision> get(String alias, String id) throws IOException {
    try {
      GetResponse<ObjectNode> response =
          client.get(get -> get.index(alias).id(id), ObjectNode.class);
      ObjectNode source = response.source();
      return source == null
          ? Optional.empty()
          : Optional.of(Search.revision(source.get("revision")));
    } catch (ElasticsearchException e) {
      if (e.status() == 404) return Optional.empty();
      throw e;
    }
  }

  private static List<Revision> revisions(SearchResponse<ObjectNode> response) throws IOException {
    List<Revision> revisions = new ArrayList<>();
    for (var hit : response.hits().hits())
      if (hit.source() != null) revisions.add(Search.revision(hit.source().get("revision")));
    return revisions;
  }
}
