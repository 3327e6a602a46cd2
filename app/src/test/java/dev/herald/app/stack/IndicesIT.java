package dev.herald.app.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.indexer.store.BulkItem;
import dev.herald.indexer.store.BulkStore;
import dev.herald.indexer.store.Documents;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Upgrades of indices that an older Herald made, here version 0, in the real Elasticsearch.
class IndicesIT {
  private static final Instant INDEXED = Instant.parse("2026-11-24T10:00:00Z");
  private static final int MANY = 400;

  private final HeraldConfig.Elasticsearch settings = TestStack.shared().config().elasticsearch();
  private ElasticsearchConnection elasticsearch;

  @BeforeEach
  void connect() throws IOException {
    elasticsearch = new ElasticsearchConnection(settings);
    removeAll();
  }

  @AfterEach
  void leaveFreshIndices() throws IOException {
    removeAll();
    Indices.install(elasticsearch.rest(), settings);
    elasticsearch.close();
  }

  @Test
  void documentsOfAnOlderVersionAreMadeAnew() throws IOException {
    olderIndices();
    store(1, 1);
    store(Documents.of(report()));
    Indices.install(elasticsearch.rest(), settings);
    assertThat(count(Indices.STATEMENTS, "country", "AZ")).isZero();

    Indices.upgrade(elasticsearch, IndicesIT::pause);

    assertThat(count(Indices.STATEMENTS, "country", "AZ")).isEqualTo(1);
    assertThat(count(Indices.STATEMENTS, "title.en", "delegations")).isEqualTo(1);
    assertThat(count(Indices.REVISIONS, "rules", "some-rule")).isEqualTo(1);
    assertThat(count(Indices.REVISIONS, "alerts", "2")).isEqualTo(1);
    assertThat(count(Indices.CRAWLS, "outcome", "partial")).isEqualTo(1);
    assertThat(document(1).at("/_source/indexed_at").asText()).isEqualTo(INDEXED.toString());
  }

  @Test
  void nothingBecomesOlder() throws IOException {
    olderIndices();
    store(1, 7);
    Indices.install(elasticsearch.rest(), settings);
    Indices.upgrade(elasticsearch, IndicesIT::pause);

    store(1, 6);

    assertThat(document(1).path("_version").asInt()).isEqualTo(7);
    assertThat(document(1).at("/_source/revision/version").asInt()).isEqualTo(7);
  }

  @Test
  void theReplacedIndexIsRemovedAndTheOneInPlaceIsNot() throws IOException {
    olderIndices();
    Indices.install(elasticsearch.rest(), settings);
    Indices.removeReplaced(elasticsearch.rest());
    assertThat(indices(Indices.STATEMENTS)).hasSize(2);

    Indices.upgrade(elasticsearch, IndicesIT::pause);
    Indices.removeReplaced(elasticsearch.rest());

    assertThat(indices(Indices.STATEMENTS)).containsExactly("herald-statements-v3-000001");
    assertThat(behind(Indices.STATEMENTS)).containsExactly("herald-statements-v3-000001");
  }

  @Test
  void searchesFindEverythingWhileItRuns() throws Exception {
    olderIndices();
    store(IntStream.range(0, MANY).toArray());
    Indices.install(elasticsearch.rest(), settings);
    Set<Long> found = new CopyOnWriteArraySet<>();
    AtomicBoolean done = new AtomicBoolean();

    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) found.add(countAll());
            });
    Indices.upgrade(elasticsearch, IndicesIT::pause);
    found.add(countAll());
    done.set(true);
    reader.get(30, TimeUnit.SECONDS);

    assertThat(found).containsExactly((long) MANY);
    assertThat(behind(Indices.STATEMENTS)).containsExactly("herald-statements-v3-000001");
  }

  @Test
  void whatAnotherProcessWritesMeanwhileIsNotLost() throws Exception {
    olderIndices();
    store(IntStream.range(0, MANY).toArray());
    Indices.install(elasticsearch.rest(), settings);
    AtomicBoolean done = new AtomicBoolean();

    CompletableFuture<Integer> writer =
        CompletableFuture.supplyAsync(
            () -> {
              int next = MANY;
              while (!done.get()) store(next++, 1);
              return next;
            });
    Indices.upgrade(elasticsearch, IndicesIT::pause);
    done.set(true);
    int written = writer.get(30, TimeUnit.SECONDS);

    refresh(Indices.STATEMENTS);
    assertThat(written).isGreaterThan(MANY);
    assertThat(countAll()).isEqualTo(written);
  }

  @Test
  void anUpgradeThatWasCutOffIsTakenUp() throws IOException {
    olderIndices();
    store(0, 2);
    store(1, 2);
    store(2, 2);
    Indices.install(elasticsearch.rest(), settings);
    BulkItem stale = renamed(documents(1, 1).getFirst(), Indices.STATEMENTS + "-v3");
    BulkItem copied = renamed(documents(2, 2).getFirst(), Indices.STATEMENTS + "-v3");
    store(stale, copied);
    elasticsearch
        .rest()
        .performRequest(new Request("PUT", "/herald-statements-v1-000001/_block/write"));

    Indices.install(elasticsearch.rest(), settings);
    Indices.upgrade(elasticsearch, IndicesIT::pause);

    assertThat(countAll()).isEqualTo(3);
    assertThat(document(1).path("_version").asInt()).isEqualTo(2);
  }

  @Test
  void anotherMappingOfTheSameVersionSaysWhatToDo() throws IOException {
    index("herald-statements-v3-000001", Indices.STATEMENTS, "{\"source\": {\"type\": \"text\"}}");

    assertThatThrownBy(() -> Indices.install(elasticsearch.rest(), settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("herald-statements-v3-000001 has another mapping")
        .hasMessageContaining("[source]")
        .hasMessageContaining("delete the index and set the consumer group herald-indexer back");
  }

  @Test
  void theRevisionBeforeIsTheSameHoweverOftenItIsAskedFor() throws IOException {
    Indices.install(elasticsearch.rest(), settings);
    BulkStore store = new BulkStore(elasticsearch.client());
    Revision first = statement(1, Cause.PUBLISHED);
    Revision second = statement(2, Cause.EDITED);
    Revision third = statement(3, Cause.EDITED);
    assertThat(store.earlier().before(second, IndicesIT::pause)).isEmpty();
    keep(first);

    assertThat(store.earlier().before(second, IndicesIT::pause)).contains(first);
    var batch = store.earlier();
    batch.add(second);
    assertThat(batch.before(third, IndicesIT::pause)).contains(second);

    keep(second);
    keep(third);
    assertThat(store.earlier().before(first, IndicesIT::pause)).isEmpty();
    assertThat(store.earlier().before(second, IndicesIT::pause)).contains(first);
    assertThat(store.earlier().before(third, IndicesIT::pause)).contains(second);
  }

  private void keep(Revision revision) {
    store(Documents.of(revision, List.of(), List.of(), 0, INDEXED).toArray(BulkItem[]::new));
  }

  private static Revision statement(int number, Cause cause) throws IOException {
    Statement statement = revision(1, 1).statement();
    return Revision.of(statement, number, cause, number, "form-" + number, INDEXED, INDEXED);
  }

  @Test
  void indicesOfANewerHeraldAreLeftAlone() throws IOException {
    index("herald-statements-v4-000001", Indices.STATEMENTS, "{}");

    assertThatThrownBy(() -> Indices.install(elasticsearch.rest(), settings))
        .hasMessageContaining("herald-statements-v4-000001, which a newer Herald made");
  }

  /// Indices of a mapping that knows ids alone.
  private void olderIndices() throws IOException {
    for (String alias : List.of(Indices.STATEMENTS, Indices.REVISIONS, Indices.CRAWLS))
      index(alias + "-v1-000001", alias, "{\"id\": {\"type\": \"keyword\"}}");
  }

  private void index(String name, String alias, String fields) throws IOException {
    put(
        "/" + name,
        """
        {"aliases": {"%s": {"is_write_index": true}},
         "mappings": {"dynamic": false, "properties": %s}}
        """
            .formatted(alias, fields));
  }

  private void store(int[] numbers) throws IOException {
    List<BulkItem> all = new ArrayList<>();
    for (int number : numbers) all.addAll(documents(number, 1));
    store(all.toArray(BulkItem[]::new));
    refresh(Indices.STATEMENTS);
  }

  private void store(int number, long version) {
    store(documents(number, version).toArray(BulkItem[]::new));
  }

  private void store(BulkItem... items) {
    BulkStore store = new BulkStore(elasticsearch.client());
    assertThat(store.write(List.of(items), IndicesIT::pause)).isEmpty();
  }

  private static BulkItem renamed(BulkItem item, String alias) {
    return new BulkItem(alias, item.id(), item.version(), item.document());
  }

  private static List<BulkItem> documents(int number, long version) {
    return Documents.of(revision(number, version), List.of("some-rule"), List.of(), 2, INDEXED);
  }

  private static boolean pause(Duration wait) {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis(), 50));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private long countAll() {
    try {
      return count(Indices.STATEMENTS, "{\"match_all\": {}}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String alias, String field, String value) throws IOException {
    refresh(alias);
    return count(alias, "{\"match\": {\"%s\": \"%s\"}}".formatted(field, value));
  }

  private long count(String alias, String query) throws IOException {
    Request request = new Request("POST", "/" + alias + "/_count");
    request.setJsonEntity("{\"query\": " + query + "}");
    return read(request).path("count").asLong();
  }

  private JsonNode document(int number) throws IOException {
    return read(new Request("GET", "/" + Indices.STATEMENTS + "/_doc/statement-" + number));
  }

  private void refresh(String alias) throws IOException {
    elasticsearch.rest().performRequest(new Request("POST", "/" + alias + "/_refresh"));
  }

  private Set<String> behind(String alias) throws IOException {
    return names("/_alias/" + alias);
  }

  private Set<String> indices(String alias) throws IOException {
    return names("/" + alias + "-v*");
  }

  private Set<String> names(String path) throws IOException {
    Set<String> names = new TreeSet<>();
    read(new Request("GET", path)).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private void removeAll() throws IOException {
    for (String alias : List.of(Indices.STATEMENTS, Indices.REVISIONS, Indices.CRAWLS))
      for (String index : indices(alias))
        elasticsearch.rest().performRequest(new Request("DELETE", "/" + index));
  }

  private void put(String path, String body) throws IOException {
    Request request = new Request("PUT", path);
    request.setJsonEntity(body);
    elasticsearch.rest().performRequest(request);
  }

  private JsonNode read(Request request) throws IOException {
    return MessageCodec.mapper()
        .readTree(EntityUtils.toString(elasticsearch.rest().performRequest(request).getEntity()));
  }

  private static CrawlReport report() throws IOException {
    return MessageCodec.read(
        """
        {"schemaVersion": 1, "visitId": "visit", "sourceId": "az-parliament",
         "startedAt": "2026-11-24T09:00:00Z", "finishedAt": "2026-11-24T09:00:04Z",
         "outcome": "partial", "counts": {"listed": 20}, "failures": []}
        """
            .getBytes(StandardCharsets.UTF_8),
        CrawlReport.class);
  }

  private static Revision revision(int number, long version) {
    String json =
        """
        {"schemaVersion": 1, "revisionId": "revision-%1$d-%2$d", "number": 1, "cause": "published",
         "version": %2$d, "fingerprint": "f", "observedAt": "2026-11-24T09:00:00Z",
         "fetchedAt": "2026-11-24T09:00:01Z",
         "statement": {"id": "statement-%1$d", "url": "https://press.example/%1$d",
          "sourceId": "az-parliament", "institution": "Parliament",
          "institutionType": "parliament", "country": "AZ", "type": "press-release",
          "language": "en", "title": "A delegation is received",
          "published": {"precision": "unknown", "provenance": "none", "flags": []},
          "firstSeen": "2026-11-24T09:00:00Z", "blocks": [], "translations": [],
          "attachments": [], "references": [],
          "evidence": {"url": "https://press.example/%1$d", "warcOffset": 0, "sha256": "a",
           "status": 200, "headers": {}, "fetchedAt": "2026-11-24T09:00:00Z", "robots": "allowed"},
          "extraction": {"version": "1", "confidence": 0.0, "chosenBy": {}}}}
        """
            .formatted(number, version);
    try {
      return MessageCodec.read(json.getBytes(StandardCharsets.UTF_8), Revision.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
