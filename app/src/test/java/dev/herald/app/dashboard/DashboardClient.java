package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;

/// A program that uses the dashboard's pages and API.
final class DashboardClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  DashboardClient(String base) {
    this.base = base;
  }

  /// The body of a page that must be there.
  String get(String path) throws Exception {
    HttpResponse<String> response = send(request(path));
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    return response.body();
  }

  JsonNode json(String path) throws Exception {
    return MessageCodec.mapper().readTree(get(path));
  }

  /// What a search finds, by the API.
  JsonNode search(String query, String more) throws Exception {
    return json("/api/v1/search?q=" + encoded(query) + more);
  }

  void addRule(String id, String query) throws Exception {
    String rule =
        MessageCodec.mapper()
            .createObjectNode()
            .put("id", id)
            .put("name", id)
            .put("query", query)
            .toString();
    HttpResponse<String> made =
        send(
            request("/api/v1/rules")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rule)));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
  }

  void awaitTotal(String query, int total) throws Exception {
    await(() -> search(query, "").path("total").asInt() == total);
  }

  void awaitRevisions(String statementId, int count) throws Exception {
    // Revisions become readable a moment after their statements.
    await(
        () -> {
          var answer = send(request("/api/v1/statements/" + statementId + "/revisions"));
          return answer.statusCode() == 200
              && MessageCodec.mapper().readTree(answer.body()).size() == count;
        });
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(limit);
      Thread.sleep(100);
    }
  }
}
