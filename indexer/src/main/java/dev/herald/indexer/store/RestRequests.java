package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/// The few requests about indices whose bodies are plain JSON.
final class RestRequests {
  private static final int NOT_FOUND = 404;

  private final RestClient rest;

  RestRequests(RestClient rest) {
    this.rest = rest;
  }

  /// Sends a request without a body.
  void send(String method, String path) throws IOException {
    rest.performRequest(new Request(method, path));
  }

  void put(String path, JsonNode body) throws IOException {
    send("PUT", path, body);
  }

  void post(String path, JsonNode body) throws IOException {
    send("POST", path, body);
  }

  /// Names of the indices that a path answers with; none if there is nothing.
  Set<String> names(String path) throws IOException {
    try (InputStream answer =
        rest.performRequest(new Request("GET", path)).getEntity().getContent()) {
      Set<String> names = new TreeSet<>();
      MessageCodec.mapper().readTree(answer).fieldNames().forEachRemaining(names::add);
      return names;
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) return Set.of();
      throw e;
    }
  }

  /// What Elasticsearch says is wrong.
  static String reason(ResponseException refusal) throws IOException {
    try (InputStream answer = refusal.getResponse().getEntity().getContent()) {
      return MessageCodec.mapper().readTree(answer).at("/error/reason").asText();
    }
  }

  private void send(String method, String path, JsonNode body) throws IOException {
    Request request = new Request(method, path);
    request.setJsonEntity(body.toString());
    rest.performRequest(request);
  }
}
