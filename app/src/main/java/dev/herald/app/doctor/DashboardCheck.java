package dev.herald.app.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.app.stack.Ports;
import dev.herald.app.stack.StackException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/// Whether a Herald's dashboard answers on its port, or the port could be had.
///
/// @param runs whether a Herald runs whose dashboard it would be
record DashboardCheck(HeraldConfig.Dashboard settings, boolean runs) {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  Finding finding() {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address() + "/readyz")).timeout(LIMIT).build();
      return answered(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (ConnectException e) {
      return silent();
    } catch (IOException e) {
      return foreign();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("dashboard", "interrupted", "run the check again");
    }
  }

  private Finding answered(String body) {
    JsonNode ready;
    try {
      ready = MessageCodec.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return foreign();
    }
    if (!ready.has("ready") || !ready.has("engines")) return foreign();
    if (ready.get("ready").asBoolean())
      return Finding.ok("dashboard", address() + " answers, every engine is ready");
    List<String> away =
        StreamSupport.stream(ready.get("engines").spliterator(), false)
            .filter(engine -> !engine.path("ready").asBoolean())
            .map(engine -> engine.path("engine").asText())
            .toList();
    return Finding.problem(
        "dashboard",
        "%s answers, and misses %s".formatted(address(), Finding.list(away)),
        "Herald goes on by itself once they are back");
  }

  private Finding silent() {
    if (runs)
      return Finding.problem(
          "dashboard",
          address() + " does not answer",
          "give the --config and --set that Herald was started with, or see its log");
    try {
      Ports.requireFree(settings);
      return Finding.ok("dashboard", "free to start, port " + settings.port());
    } catch (StackException e) {
      return Finding.problem("dashboard", e.getMessage(), "see what it is: ss -ltnp");
    }
  }

  private Finding foreign() {
    return Finding.problem(
        "dashboard",
        "what listens on port %d does not answer as Herald does".formatted(settings.port()),
        "stop it, or set dashboard.port to another port");
  }

  private String address() {
    boolean everywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
    String host = everywhere ? "127.0.0.1" : settings.host();
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, settings.port());
  }
}
