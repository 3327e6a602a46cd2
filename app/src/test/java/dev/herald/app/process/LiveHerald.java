package dev.herald.app.process;

import dev.herald.app.run.HeraldProcess;
import dev.herald.app.run.Role;
import dev.herald.app.stack.TestStack;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LiveConfig;
import dev.herald.config.message.Topics;
import dev.herald.indexer.search.ElasticsearchCrawls;
import dev.herald.indexer.search.ElasticsearchSearch;
import dev.herald.indexer.search.ElasticsearchStatements;
import dev.herald.indexer.store.ElasticsearchConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// All of Herald in this process, over engines that run already, for the settings of a folder.
public final class LiveHerald implements AutoCloseable {
  private final LiveConfig settings;
  private final HeraldProcess herald;
  private final ElasticsearchConnection elasticsearch;
  private final Map<String, String> overrides;
  private final Path folder;
  private final String servers;
  private final HttpClient http = HttpClient.newHttpClient();

  private LiveHerald(Path folder, HeraldConfig engines, Map<String, String> overrides) {
    this.folder = folder;
    this.servers = String.join(",", engines.kafka().bootstrapServers());
    this.overrides = overrides;
    this.settings = LiveConfig.start(folder, overrides);
    this.herald = HeraldProcess.start(settings, EnumSet.allOf(Role.class), _ -> {});
    this.elasticsearch = new ElasticsearchConnection(engines.elasticsearch());
  }

  /// Starts it.
  ///
  /// @param folder of `herald.yaml`, `sources/` and `rules/`; the archive goes into it too
  /// @param engines where Kafka, Elasticsearch and PostgreSQL are
  public static LiveHerald start(Path folder, HeraldConfig engines) throws IOException {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("data", folder.resolve("data").toString());
    overrides.put("kafka.bootstrap-servers", engines.kafka().bootstrapServers().toString());
    overrides.put("elasticsearch.url", engines.elasticsearch().url().orElseThrow());
    overrides.put("postgresql.url", engines.postgresql().url().orElseThrow());
    overrides.put("postgresql.user", engines.postgresql().user().orElseThrow());
    Files.writeString(
        folder.resolve("postgresql.secret"), engines.postgresql().password().orElseThrow().value());
    overrides.put("postgresql.password", "file:postgresql.secret");
    overrides.put("dashboard.port", Integer.toString(TestStack.freePort()));
    return new LiveHerald(folder, engines, overrides);
  }

  /// Searches as the dashboard does.
  public ElasticsearchSearch search() {
    return new ElasticsearchSearch(elasticsearch);
  }

  /// Reads statements as the dashboard does.
  public ElasticsearchStatements statements() {
    return new ElasticsearchStatements(elasticsearch);
  }

  /// Reads reports of visits as the dashboard does.
  public ElasticsearchCrawls crawls() {
    return new ElasticsearchCrawls(elasticsearch);
  }

  /// What a command needs to find this Herald: `--config` and every setting.
  public List<String> options() {
    List<String> options = new ArrayList<>(List.of("--config", folder.toString()));
    overrides.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
    return options;
  }

  /// Asks the dashboard.
  ///
  /// @param path with its leading slash
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + herald.dashboardPort().orElseThrow() + path);
    return http.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// Puts a message on the topic of statements, as a crawler does.
  public void send(String key, byte[] message) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.STATEMENTS, key, message))
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    herald.close();
    settings.close();
    elasticsearch.close();
    http.close();
  }

  /// Something that becomes true in time.
  public interface Condition {
    /// Whether it is true now.
    boolean holds() throws Exception;
  }

  /// What is still missing of something.
  public interface Missing {
    /// Empty when nothing is.
    Set<String> now() throws Exception;
  }

  /// Waits until nothing is missing; what is, stands in the failure.
  public static void awaitAll(String what, Duration limit, Missing missing) throws Exception {
    Instant end = Instant.now().plus(limit);
    Set<String> open = missing.now();
    while (!open.isEmpty()) {
      if (Instant.now().isAfter(end))
        throw new AssertionError("%s: missing after %s: %s".formatted(what, limit, open));
      TimeUnit.MILLISECONDS.sleep(200);
      open = missing.now();
    }
  }

  /// Those of `all` that are not in `some`.
  public static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /// Waits until it is true.
  ///
  /// @param what is awaited, for the failure
  public static void await(String what, Duration limit, Condition condition) throws Exception {
    Instant end = Instant.now().plus(limit);
    while (!condition.holds()) {
      if (Instant.now().isAfter(end)) throw new AssertionError("not within " + limit + ": " + what);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
