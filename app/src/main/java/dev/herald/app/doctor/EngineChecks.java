package dev.herald.app.doctor;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import dev.herald.app.stack.EngineAddresses;
import dev.herald.app.stack.Ports;
import dev.herald.app.stack.StackException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import dev.herald.indexer.consume.Backlog;
import dev.herald.indexer.store.ElasticsearchConnection;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// Whether each engine answers, or, where it is embedded and no Herald runs, could start.
///
/// @param runs whether a Herald holds the data folder, and with it the embedded engines
record EngineChecks(HeraldConfig config, boolean runs, Clock clock) {
  private static final int LIMIT_SECONDS = 5;
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  Finding kafka() {
    boolean embedded = config.kafka().bootstrapServers().isEmpty();
    if (embedded && !runs)
      return free(
          "kafka",
          Map.of(
              "kafka.port", config.kafka().port(),
              "kafka.controller-port", config.kafka().controllerPort()));
    String servers = String.join(",", EngineAddresses.kafka(config).bootstrapServers());
    String limit = Integer.toString(LIMIT_SECONDS * 1000);
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", servers,
                "request.timeout.ms", limit,
                "default.api.timeout.ms", limit))) {
      int brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).size();
      return Finding.ok(
          "kafka", "%s answers, brokers: %d%s".formatted(servers, brokers, waiting(servers)));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Finding.problem(
          "kafka", servers + " does not answer", advice(embedded, "kafka.bootstrap-servers"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("kafka", "interrupted", "run the check again");
    }
  }

  /// What waits to be indexed; nothing is said of it before the first start, which makes the
  /// topics.
  private static String waiting(String servers) {
    try (var backlog = new Backlog(servers, Duration.ofSeconds(LIMIT_SECONDS))) {
      return ", waiting to be indexed: %d live, %d of replays"
          .formatted(backlog.live(), backlog.replays());
    } catch (KafkaException e) {
      return "";
    }
  }

  Finding elasticsearch() {
    boolean embedded = config.elasticsearch().url().isEmpty();
    if (embedded && !runs)
      return free("elasticsearch", Map.of("elasticsearch.port", config.elasticsearch().port()));
    HeraldConfig.Elasticsearch settings = EngineAddresses.elasticsearch(config);
    String url = settings.url().orElseThrow();
    try (var connection = new ElasticsearchConnection(settings)) {
      HealthStatus status =
          connection
              .client()
              .cluster()
              .health(health -> health.timeout(time -> time.time(LIMIT_SECONDS + "s")))
              .status();
      return status == HealthStatus.Red
          ? Finding.problem(
              "elasticsearch",
              url + " answers, status: red",
              "some of its data cannot be read; see its own log")
          : Finding.ok(
              "elasticsearch", "%s answers, status: %s".formatted(url, status.jsonValue()));
    } catch (ElasticsearchException e) {
      return Finding.problem(
          "elasticsearch",
          "%s answers %d".formatted(url, e.status()),
          "check elasticsearch.user, password or api-key");
    } catch (IOException e) {
      return Finding.problem(
          "elasticsearch", "%s: %s".formatted(url, e), advice(embedded, "elasticsearch.url"));
    }
  }

  Finding postgresql() {
    boolean embedded = config.postgresql().url().isEmpty();
    if (embedded && !runs)
      return free("postgresql", Map.of("postgresql.port", config.postgresql().port()));
    try {
      HeraldConfig.Postgresql settings = EngineAddresses.postgresql(config);
      return asked(settings, settings.url().orElseThrow(), embedded);
    } catch (IOException e) {
      return Finding.problem(
          "postgresql", "its password cannot be read: " + e, "run this as the user of that Herald");
    }
  }

  private Finding asked(HeraldConfig.Postgresql settings, String url, boolean embedded) {
    DriverManager.setLoginTimeout(LIMIT_SECONDS);
    try (var connection =
            DriverManager.getConnection(
                url,
                settings.user().orElse(""),
                settings.password().map(Secret::value).orElse(""));
        var statement = connection.createStatement();
        var answer = statement.executeQuery("SELECT now()")) {
      answer.next();
      Duration apart = Duration.between(answer.getTimestamp(1).toInstant(), clock.instant()).abs();
      return apart.compareTo(CLOCK_TOLERANCE) > 0
          ? Finding.problem(
              "postgresql",
              "its clock and this machine's are %s apart".formatted(apart),
              "set both by NTP: clustered schedules need clocks that agree")
          : Finding.ok("postgresql", url + " answers, clocks agree");
    } catch (SQLException e) {
      return Finding.problem(
          "postgresql",
          "%s: %s".formatted(url, e.getMessage()),
          advice(embedded, "postgresql.url, user and password"));
    }
  }

  private static String advice(boolean embedded, String settings) {
    return embedded
        ? "give the --config, --data and --set that Herald was started with, or see its log"
        : "check %s and the network".formatted(settings);
  }

  private static Finding free(String check, Map<String, Integer> ports) {
    try {
      ports.forEach((setting, port) -> Ports.requireFree(port, setting));
    } catch (StackException e) {
      return Finding.problem(check, e.getMessage(), "see what it is: ss -ltnp");
    }
    List<Integer> numbers = ports.values().stream().sorted().toList();
    return Finding.ok(check, "free to start, port " + Finding.list(numbers));
  }
}
