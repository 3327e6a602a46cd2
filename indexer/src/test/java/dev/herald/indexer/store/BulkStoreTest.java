package dev.herald.indexer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a loopback server that speaks `_bulk` from a script of answers.
class BulkStoreTest {
  /// The status of each item of one answer; one alone above 399 is that of the whole answer.
  private record Answer(boolean whole, List<Integer> statuses) {}

  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<List<String>> received = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private HttpServer server;
  private ElasticsearchConnection connection;
  private BulkStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    connection =
        new ElasticsearchConnection(
            HeraldConfig.defaults()
                .elasticsearch()
                .at("http://127.0.0.1:" + server.getAddress().getPort()));
    store = new BulkStore(connection.client());
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
  void onlyTheItemsThatMayStillSucceedAreSentAgain(int status) {
    script.add(items(201, status, 201));
    script.add(items(201));

    List<Refused> refused = store.write(List.of(item("a"), item("b"), item("c")), this::pause);

    assertThat(refused).isEmpty();
    assertThat(received).containsExactly(List.of("a", "b", "c"), List.of("b"));
  }

  @Test
  void aMalformedItemIsRefusedAndTheOthersAreStored() {
    script.add(items(201, 400, 201));

    List<Refused> refused = store.write(List.of(item("a"), item("b"), item("c")), this::pause);

    assertThat(refused).extracting(r -> r.item().id()).containsExactly("b");
    assertThat(received).hasSize(1);
  }

  @Test
  void anOlderVersionIsSettled() {
    script.add(items(409));

    assertThat(store.write(List.of(item("a")), this::pause)).isEmpty();
    assertThat(received).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
  void anAnswerThatFailsAsAWholeIsTriedAgain(int status) {
    script.add(new Answer(true, List.of(status)));
    script.add(items(201, 201));

    assertThat(store.write(List.of(item("a"), item("b")), this::pause)).isEmpty();
    assertThat(received).containsExactly(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void aRequestThatIsTooLargeIsCutUntilOnlyTheCulpritIsRefused() {
    script.add(new Answer(true, List.of(413)));
    script.add(items(201));
    script.add(new Answer(true, List.of(413)));

    List<Refused> refused = store.write(List.of(item("a"), item("b")), this::pause);

    assertThat(refused).extracting(r -> r.item().id()).containsExactly("b");
  }

  @Test
  void waitsGrowUntilTheCallerGivesUp() {
    for (int i = 0; i < 4; i++) script.add(items(503));

    assertThatThrownBy(
            () ->
                store.write(
                    List.of(item("a")),
                    wait -> {
                      waits.add(wait);
                      return waits.size() < 4;
                    }))
        .isInstanceOf(BulkStore.GivenUpException.class);
    assertThat(waits).isSorted().doesNotHaveDuplicates();
  }

  private boolean pause(Duration wait) {
    waits.add(wait);
    return waits.size() < 10;
  }

  private static Answer items(Integer... statuses) {
    return new Answer(false, List.of(statuses));
  }

  private static BulkItem item(String id) {
    return new BulkItem(
        Indices.STATEMENTS,
        id,
        OptionalLong.of(1),
        JsonNodeFactory.instance.objectNode().put("id", id));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        body.lines()
            .filter(line -> line.startsWith("{\"id\""))
            .map(line -> line.substring(7, line.length() - 2))
            .toList());
    Answer next = script.removeFirst();
    String json =
        next.whole()
            ? """
              {"error": {"type": "x", "reason": "y", "root_cause": []}, "status": %d}
              """
                .formatted(next.statuses().getFirst())
            : """
              {"took": 1, "errors": true, "items": [%s]}
              """
                .formatted(
                    next.statuses().stream()
                        .map(BulkStoreTest::itemJson)
                        .collect(Collectors.joining(",")));
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(next.whole() ? next.statuses().getFirst() : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String itemJson(int status) {
    String error = status < 300 ? "" : ", \"error\": {\"type\": \"x\", \"reason\": \"y\"}";
    return """
           {"index": {"_index": "i", "_id": "x", "status": %d%s}}"""
        .formatted(status, error);
  }
}
