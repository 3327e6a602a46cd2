package dev.herald.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.source.Source;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A dashboard on a port of its own over [SampleReads], and a client of it.
final class SampleDashboard implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final DashboardServer server;
  private final String base;

  SampleDashboard(SampleReads stored) {
    this(stored, Optional.empty(), Optional.empty());
  }

  SampleDashboard(SampleReads stored, Optional<String> publicUrl, Optional<String> password) {
    var settings = new HeraldConfig.Dashboard("127.0.0.1", 0, publicUrl, password.map(Secret::new));
    var facts =
        new DashboardServer.Facts(
            () -> List.of(source()), Set.of("log"), List::of, Optional.empty());
    server =
        new DashboardServer(
            settings,
            stored.reads(),
            facts,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    base = "http://127.0.0.1:" + server.start();
  }

  /// Where it is, without a slash at the end.
  String base() {
    return base;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  JsonNode json(String path) throws Exception {
    return MessageCodec.mapper().readTree(get(path).body());
  }

  HttpResponse<String> postForm(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    server.close();
  }

  private static Source source() {
    return new Source(
        "press-example",
        "House of Example",
        "AZ",
        "parliament",
        "press-release",
        List.of("en", "fa"),
        ZoneId.of("Asia/Baku"),
        Optional.of("https://press.example/"),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }
}
