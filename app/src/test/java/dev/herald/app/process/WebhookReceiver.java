package dev.herald.app.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A real HTTP server that takes webhook deliveries and remembers them.
public final class WebhookReceiver implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final HttpServer server;
  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private volatile int answer = 200;

  /// One request as it came.
  public record Received(
      String deliveryId,
      Optional<String> signature,
      Optional<String> timestamp,
      JsonNode body,
      String raw,
      Instant at) {

    /// A field of the body.
    public String text(String field) {
      return body.path(field).asText();
    }
  }

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  /// Starts it on a free port.
  public static WebhookReceiver start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    WebhookReceiver receiver = new WebhookReceiver(server);
    server.createContext("/", receiver::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return receiver;
  }

  /// Where deliveries are to be posted.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /// From now on answers with this status.
  public void answerWith(int status) {
    answer = status;
  }

  /// Everything taken so far, repeats included.
  public List<Received> received() {
    return List.copyOf(received);
  }

  /// Ids of the deliveries taken.
  public Set<String> deliveryIds() {
    return received.stream().map(Received::deliveryId).collect(Collectors.toSet());
  }

  /// Under which ids each match came: by rule and revision.
  public Map<String, Set<String>> idsOfMatches() {
    return received.stream()
        .collect(
            Collectors.groupingBy(
                one -> one.text("ruleId") + " " + one.text("revisionId"),
                Collectors.mapping(Received::deliveryId, Collectors.toSet())));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
      if (answer == 200)
        received.add(
            new Received(
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Herald-Delivery"))
                    .orElse(""),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Herald-Signature")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Herald-Timestamp")),
                MessageCodec.mapper().readTree(body),
                new String(body, java.nio.charset.StandardCharsets.UTF_8),
                Instant.now()));
      exchange.sendResponseHeaders(answer, -1);
    }
  }
}
