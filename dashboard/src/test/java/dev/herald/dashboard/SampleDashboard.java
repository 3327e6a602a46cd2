package dev.herald.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.Readiness;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A dashboard on a port of its own over [SampleReads], and a client of it.
final class SampleDashboard implements AutoCloseable {
  /// What a form is sent as.
  static final String FORM = "application/x-www-form-urlencoded";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SampleDesk desk = new SampleDesk();
  private final BlockingQueue<String> visits = new ArrayBlockingQueue<>(10);
  private final DashboardServer server;
  private final String base;

  SampleDashboard(SampleReads stored) {
    this(stored, Optional.empty(), Optional.empty());
  }

  SampleDashboard(SampleReads stored, Optional<String> publicUrl, Optional<String> password) {
    var settings = new HeraldConfig.Dashboard("127.0.0.1", 0, publicUrl, password.map(Secret::new));
    var facts =
        new DashboardServer.Facts(
                () -> List.of(source()),
                Set.of("log", "newsroom"),
                () -> List.of(new Readiness("kafka", true, "answers", Samples.NOW)),
                Optional.of(visits::add))
            .withDesk(desk)
            .withArchive(new SampleArchive());
    server =
        new DashboardServer(
            settings,
            stored.reads(),
            facts,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    base = "http://127.0.0.1:" + server.start();
  }

  /// Where new sources are looked for.
  SampleDesk desk() {
    return desk;
  }

  /// The next source that somebody asked to be visited; null if nobody does within seconds.
  @Nullable String nextVisit() throws InterruptedException {
    return visits.poll(5, TimeUnit.SECONDS);
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

  /// What is sent without end.
  InputStream stream(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofInputStream()).body();
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  JsonNode json(String path) throws Exception {
    return MessageCodec.mapper().readTree(get(path).body());
  }

  HttpResponse<String> postForm(String path, String form) throws Exception {
    return post(path, FORM, form);
  }

  HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(String method, String path, String body) throws Exception {
    return send(request(path).method(method, BodyPublishers.ofString(body)));
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
