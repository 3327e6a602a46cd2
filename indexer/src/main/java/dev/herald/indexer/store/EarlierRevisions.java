package dev.herald.indexer.store;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the revision before another: among those of the same batch, or among those stored.
///
/// A message that is taken twice finds the same one, whatever was stored since.
public final class EarlierRevisions {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierRevisions.class);
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final ElasticsearchClient client;
  private final Map<String, NavigableMap<Integer, Revision>> batch = new HashMap<>();

  EarlierRevisions(ElasticsearchClient client) {
    this.client = client;
  }

  /// Takes note of a revision that is not stored yet.
  public void add(Revision revision) {
    batch
        .computeIfAbsent(revision.statementId(), _ -> new TreeMap<>())
        .put(revision.number(), revision);
  }

  /// The revision of the same statement with the next lower number; empty if there is none.
  ///
  /// @param pause called before each new attempt while Elasticsearch is away
  /// @throws BulkStore.GivenUpException if `pause` said so
  public Optional<Revision> before(Revision revision, BulkStore.Pause pause) {
    Optional<Revision> inBatch =
        Optional.ofNullable(batch.get(revision.statementId()))
            .map(known -> known.lowerEntry(revision.number()))
            .map(Map.Entry::getValue);
    // No number lies between the two, so nothing stored can.
    if (inBatch.isPresent() && inBatch.get().number() == revision.number() - 1) return inBatch;
    while (true) {
      try {
        Optional<Revision> stored = stored(revision);
        return stored
            .filter(one -> inBatch.isEmpty() || isLater(one, inBatch.get()))
            .or(() -> inBatch);
      } catch (IOException | ElasticsearchException e) {
        LOG.warn("elasticsearch does not give the revision before reason={}", e.toString());
        if (!pause.pause(WAIT)) throw new BulkStore.GivenUpException(1);
      }
    }
  }

  private static boolean isLater(Revision one, Revision other) {
    return one.number() > other.number();
  }

  private Optional<Revision> stored(Revision revision) throws IOException {
    // A document is read by its id as it is now, without waiting for a refresh.
    ObjectNode latest =
        client
            .get(get -> get.index(Indices.STATEMENTS).id(revision.statementId()), ObjectNode.class)
            .source();
    if (latest == null) return Optional.empty();
    boolean came = latest.path("number").asInt() >= revision.number();
    return came ? searched(revision) : read(latest);
  }

  /// The message came before: what is stored is this revision, or a later one.
  private Optional<Revision> searched(Revision revision) throws IOException {
    client.indices().refresh(refresh -> refresh.index(Indices.REVISIONS));
    SearchResponse<ObjectNode> response =
        client.search(
            search ->
                search
                    .index(Indices.REVISIONS)
                    .allowPartialSearchResults(false)
                    .size(1)
                    .query(
                        query ->
                            query.bool(
                                both ->
                                    both.filter(
                                            one ->
                                                one.term(
                                                    term ->
                                                        term.field("id")
                                                            .value(revision.statementId())))
                                        .filter(
                                            one ->
                                                one.range(
                                                    range ->
                                                        range.number(
                                                            number ->
                                                                number
                                                                    .field("number")
                                                                    .lt(
                                                                        (double)
                                                                            revision.number()))))))
                    .sort(sort -> sort.field(field -> field.field("number").order(SortOrder.Desc))),
            ObjectNode.class);
    return response.hits().hits().stream()
        .map(hit -> hit.source())
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(EarlierRevisions::read);
  }

  /// One that this version cannot read is no reason to stop: it is as if there was none.
  private static Optional<Revision> read(ObjectNode document) {
    try {
      return Optional.ofNullable(
          MessageCodec.mapper().treeToValue(document.path("revision"), Revision.class));
    } catch (JsonProcessingException e) {
      LOG.warn("a stored revision cannot be read reason={}", e.getMessage());
      return Optional.empty();
    }
  }
}
