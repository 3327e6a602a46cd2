package dev.herald.indexer.store;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes documents with synchronous bulk requests until every one is settled: stored, older than
/// what is stored, or refused for good.
public final class BulkStore {
  private static final Logger LOG = LoggerFactory.getLogger(BulkStore.class);

  /// What is wrong with the document itself; all else (no rights, no index, no room) passes.
  private static final Set<Integer> REFUSED = Set.of(400, 413);

  private static final int OLDER = 409;
  private static final int MAX_ITEMS = 200;
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final ElasticsearchClient client;

  /// Through a client.
  public BulkStore(ElasticsearchClient client) {
    this.client = client;
  }

  /// What was stored before the messages of one batch.
  public EarlierRevisions earlier() {
    return new EarlierRevisions(client);
  }

  /// What the caller does between two attempts.
  public interface Pause {
    /// Waits; gives false when the caller wants to give up.
    boolean pause(Duration wait);
  }

  /// Writes all items.
  ///
  /// @param pause called before each new attempt while Elasticsearch is away or overloaded
  /// @return those that Elasticsearch will never take
  /// @throws GivenUpException if `pause` said so; nothing may be taken as stored then
  public List<Refused> write(List<BulkItem> items, Pause pause) {
    List<Refused> refused = new ArrayList<>();
    for (int from = 0; from < items.size(); from += MAX_ITEMS)
      writeChunk(items.subList(from, Math.min(items.size(), from + MAX_ITEMS)), pause, refused);
    return refused;
  }

  private void writeChunk(List<BulkItem> items, Pause pause, List<Refused> refused) {
    List<BulkItem> open = items;
    Duration wait = FIRST_WAIT;
    while (true) {
      open = attempt(open, refused);
      if (open.isEmpty()) return;
      if (!pause.pause(wait)) throw new GivenUpException(open.size());
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
  }

  /// Sends once; gives what is still open.
  private List<BulkItem> attempt(List<BulkItem> items, List<Refused> refused) {
    BulkResponse response;
    try {
      response = client.bulk(request(items));
    } catch (ElasticsearchException e) {
      return failed(items, e.status(), e, refused);
    } catch (ResponseException e) {
      return failed(items, e.getResponse().getStatusLine().getStatusCode(), e, refused);
    } catch (IOException e) {
      LOG.warn("elasticsearch is away reason={}", e.toString());
      return items;
    }
    List<BulkItem> open = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      BulkResponseItem answer = response.items().get(i);
      if (answer.error() == null || answer.status() == OLDER) continue;
      if (REFUSED.contains(answer.status())) refused.add(new Refused(items.get(i), reason(answer)));
      else open.add(items.get(i));
    }
    if (!open.isEmpty())
      LOG.warn("elasticsearch leaves open items={} of={}", open.size(), items.size());
    return open;
  }

  /// Settles what can be after an answer that failed as a whole; gives what is still open.
  private List<BulkItem> failed(
      List<BulkItem> items, int status, Exception reason, List<Refused> refused) {
    if (!REFUSED.contains(status)) {
      LOG.warn("elasticsearch answers status={} reason={}", status, reason.getMessage());
      return items;
    }
    if (items.size() > 1) return halves(items, refused);
    refused.add(new Refused(items.get(0), String.valueOf(reason.getMessage())));
    return List.of();
  }

  /// A request that is refused as a whole, such as one that is too large, is cut in two.
  private List<BulkItem> halves(List<BulkItem> items, List<Refused> refused) {
    int half = items.size() / 2;
    List<BulkItem> open = new ArrayList<>(attempt(items.subList(0, half), refused));
    open.addAll(attempt(items.subList(half, items.size()), refused));
    return open;
  }

  private static String reason(BulkResponseItem answer) {
    var error = answer.error();
    return "status %d: %s".formatted(answer.status(), error == null ? "no reason" : error.reason());
  }

  private static BulkRequest request(List<BulkItem> items) {
    BulkRequest.Builder bulk = new BulkRequest.Builder();
    for (BulkItem item : items)
      bulk.operations(
          operation ->
              operation.index(
                  index -> {
                    index.index(item.alias()).id(item.id()).document(item.document());
                    if (item.version().isPresent())
                      index.versionType(VersionType.External).version(item.version().getAsLong());
                    return index;
                  }));
    return bulk.requireAlias(true).build();
  }

  /// The caller gave up before everything was settled.
  public static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUpException(int open) {
      super("%d documents are not stored yet".formatted(open));
    }
  }
}
