package dev.herald.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.office.PressOfficeOptions.Pace;
import dev.herald.app.stack.TestStack;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.Canary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the whole of Herald at odd moments and looks whether anything is lost or doubled.
class CrashIT {
  private static final long SEED = 20_261_124;
  private static final int KILLS = 3;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration CATCH_UP = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void whatWasPublishedIsThereOnceAndDeliveredAfterEveryKill() throws Exception {
    Random random = new Random(SEED);
    Pace brisk = new Pace(Duration.ofMillis(700), Duration.ofSeconds(4), Duration.ZERO);
    int elasticsearch = TestStack.freePort();
    Oracle oracle;
    List<JsonNode> revisions;
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      String[] command = command(elasticsearch);
      try (PressOffice office =
          PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")).withPace(brisk))) {
        PressOfficeConfig.write(folder.resolve("config"), office, Map.of("hook", receiver.url()));
        for (int kill = 0; kill < KILLS; kill++) {
          HeraldProgram herald = HeraldProgram.start(folder.resolve("log"), command);
          herald.awaitOk(dashboard(command) + "/healthz", START_LIMIT);
          TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(6_000));
          herald.kill();
        }
      }
      try (PressOffice still =
              PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")));
          HeraldProgram herald = HeraldProgram.start(folder.resolve("log"), command)) {
        herald.awaitOk(dashboard(command) + "/healthz", START_LIMIT);
        oracle = still.oracle();
        Set<String> published = urls(oracle);
        await(() -> stored(elasticsearch).containsAll(published));
        revisions = search(elasticsearch, "herald-revisions");
        Set<String> due = deliveries(revisions);
        await(() -> delivered(receiver).containsAll(due));
      }

      assertThat(numbers(revisions)).doesNotHaveDuplicates();
      assertThat(delivered(receiver)).containsAll(deliveries(revisions));
      assertThat(deliveries(revisions)).isNotEmpty();
    }
  }

  private String[] command(int elasticsearch) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "up",
                "--config",
                folder.resolve("config").toString(),
                "--data",
                folder.resolve("data").toString()));
    Map<String, Integer> ports =
        Map.of(
            "dashboard.port", TestStack.freePort(),
            "kafka.port", TestStack.freePort(),
            "kafka.controller-port", TestStack.freePort(),
            "postgresql.port", TestStack.freePort(),
            "elasticsearch.port", elasticsearch);
    ports.forEach((key, port) -> command.addAll(List.of("--set", key + "=" + port)));
    return command.toArray(String[]::new);
  }

  private static String dashboard(String[] command) {
    for (String word : command)
      if (word.startsWith("dashboard.port="))
        return "http://127.0.0.1:" + word.substring("dashboard.port=".length());
    throw new IllegalStateException("no dashboard");
  }

  private static Set<String> urls(Oracle oracle) {
    Set<String> urls = new TreeSet<>();
    oracle.statements().forEach(entry -> urls.add(entry.url()));
    return urls;
  }

  private static Set<String> stored(int elasticsearch) throws IOException, InterruptedException {
    Set<String> urls = new TreeSet<>();
    for (JsonNode hit : search(elasticsearch, "herald-statements"))
      urls.add(hit.path("_source").path("url").path(0).asText());
    return urls;
  }

  /// Every rule and revision that must have reached the webhook.
  private static Set<String> deliveries(List<JsonNode> revisions) {
    Set<String> ids = new HashSet<>();
    for (JsonNode hit : revisions) {
      JsonNode source = hit.path("_source");
      if (!Set.of("published", "edited").contains(source.path("cause").path(0).asText())) continue;
      for (JsonNode rule : source.path("rules"))
        // A canary flies home, not to the hook.
        if (!rule.asText().equals(Canary.RULE.id()))
          ids.add(Hashes.deliveryId(rule.asText(), hit.path("_id").asText(), "hook"));
    }
    return ids;
  }

  private static List<String> numbers(List<JsonNode> revisions) {
    return revisions.stream()
        .map(hit -> hit.path("_source"))
        .map(source -> source.path("id").path(0).asText() + " " + source.path("number").asInt())
        .toList();
  }

  private static Set<String> delivered(WebhookReceiver receiver) {
    Set<String> ids = new HashSet<>();
    receiver.received().forEach(one -> ids.add(one.deliveryId()));
    return ids;
  }

  private static List<JsonNode> search(int port, String alias)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/%s/_search?size=10000&_source=id,url,number,cause,rules"
                        .formatted(port, alias)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      List<JsonNode> hits = new ArrayList<>();
      MessageCodec.mapper().readTree(body).path("hits").path("hits").forEach(hits::add);
      return hits;
    }
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    Instant limit = Instant.now().plus(CATCH_UP);
    while (!condition.holds() && Instant.now().isBefore(limit)) TimeUnit.SECONDS.sleep(1);
    assertThat(condition.holds()).isTrue();
  }
}
