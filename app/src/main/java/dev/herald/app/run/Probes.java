package dev.herald.app.run;

import dev.herald.config.HeraldConfig;
import dev.herald.indexer.read.Readiness;
import dev.herald.indexer.store.ElasticsearchConnection;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.elasticsearch.client.Request;

/// Asks every engine again and again whether it answers; `/readyz` tells what was found last.
final class Probes implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int LIMIT_SECONDS = 2;

  private final Map<String, Readiness> last = new ConcurrentHashMap<>();
  private final Admin admin;
  private final ElasticsearchConnection elasticsearch;
  private final DataSource database;
  private final Clock clock;
  private volatile boolean closed;

  /// A question to an engine; anything thrown means no.
  private interface Probe {
    String ask() throws Exception;
  }

  Probes(
      HeraldConfig config,
      ElasticsearchConnection elasticsearch,
      DataSource database,
      Clock clock) {
    this.elasticsearch = elasticsearch;
    this.database = database;
    this.clock = clock;
    this.admin =
        Admin.create(
            Map.of("bootstrap.servers", String.join(",", config.kafka().bootstrapServers())));
    run("kafka", this::kafka);
    run("elasticsearch", this::elasticsearch);
    run("postgresql", this::postgresql);
  }

  List<Readiness> readiness() {
    return last.values().stream()
        .sorted(java.util.Comparator.comparing(Readiness::engine))
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    admin.close(Duration.ofSeconds(1));
  }

  private void run(String engine, Probe probe) {
    Thread.ofVirtual()
        .name("probe-" + engine)
        .start(
            () -> {
              while (!closed) {
                ask(engine, probe);
                try {
                  Thread.sleep(EVERY);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
  }

  private void ask(String engine, Probe probe) {
    boolean ready;
    String detail;
    try {
      detail = probe.ask();
      ready = true;
    } catch (Exception e) {
      detail = e.getClass().getSimpleName() + ": " + e.getMessage();
      ready = false;
    }
    Readiness before = last.get(engine);
    Instant since = before != null && before.ready() == ready ? before.since() : clock.instant();
    last.put(engine, new Readiness(engine, ready, detail, since));
  }

  private String kafka() throws Exception {
    int brokers =
        admin
            .describeCluster(new DescribeClusterOptions().timeoutMs(LIMIT_SECONDS * 1000))
            .nodes()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS)
            .size();
    if (brokers == 0) throw new IllegalStateException("no broker");
    return brokers + (brokers == 1 ? " broker" : " brokers");
  }

  private String elasticsearch() throws Exception {
    Request health = new Request("GET", "/_cluster/health");
    health.addParameter("timeout", LIMIT_SECONDS + "s");
    elasticsearch.rest().performRequest(health);
    return "answers";
  }

  private String postgresql() throws Exception {
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(LIMIT_SECONDS)) throw new IllegalStateException("no answer");
    }
    return "answers";
  }
}
