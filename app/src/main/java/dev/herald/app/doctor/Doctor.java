package dev.herald.app.doctor;

import dev.herald.app.stack.DataFolder;
import dev.herald.app.stack.StackException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.crawler.render.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// The checks, each one independent of the others.
public final class Doctor {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  private final HeraldConfig config;
  private final LoadedConfig loaded;
  private final Clock clock;

  /// Looks at what a loaded configuration needs.
  public Doctor(LoadedConfig loaded, Clock clock) {
    this.loaded = loaded;
    this.config = loaded.herald();
    this.clock = clock;
  }

  /// Makes every check, in an order that people can read.
  public List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(configuration());
    findings.add(contact());
    findings.add(data());
    findings.add(held());
    findings.add(systemClock());
    findings.add(kafka());
    findings.add(elasticsearch());
    findings.add(postgresql());
    findings.add(dashboard());
    browser().ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
    return Finding.ok("java", "%s, up to %d MiB of heap".formatted(version, heapMiB));
  }

  private Finding configuration() {
    long enabled = loaded.sources().stream().filter(source -> source.enabled()).count();
    String found =
        "%d sources (%d enabled), %d rules, %d channels"
            .formatted(
                loaded.sources().size(), enabled, loaded.rules().size(), config.channels().size());
    return enabled > 0
        ? Finding.ok("config", found)
        : Finding.warning("config", found, "add a source under sources/, see config/README.md");
  }

  private Finding contact() {
    return config.fetch().contact().contains(".example")
        ? Finding.warning(
            "contact",
            "publishers are given " + config.fetch().contact(),
            "set fetch.contact to a page or address of yours before watching real sites")
        : Finding.ok("contact", config.fetch().contact());
  }

  private Finding data() {
    Path folder = config.data().toAbsolutePath();
    try {
      DataFolder.check(folder);
      return Finding.ok("data", "%s is writable and has room".formatted(folder));
    } catch (StackException e) {
      return Finding.problem("data", e.getMessage(), "free space, rights or another --data");
    }
  }

  private Finding held() {
    try (DataFolder folder = DataFolder.hold(config.data())) {
      return Finding.ok("lock", "no Herald runs on " + folder.path());
    } catch (StackException e) {
      return Finding.ok("lock", e.getMessage());
    }
  }

  private Finding systemClock() {
    Instant now = clock.instant();
    return now.isBefore(BUILT)
        ? Finding.problem("clock", "it says " + now, "set the clock; use NTP")
        : Finding.ok("clock", now + " UTC");
  }

  private Finding kafka() {
    if (config.kafka().bootstrapServers().isEmpty())
      return port("kafka", config.kafka().port(), "kafka.port");
    String servers = String.join(",", config.kafka().bootstrapServers());
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                servers,
                "request.timeout.ms",
                Long.toString(LIMIT.toMillis()),
                "default.api.timeout.ms",
                Long.toString(LIMIT.toMillis())))) {
      int brokers = admin.describeCluster().nodes().get(LIMIT.toSeconds(), TimeUnit.SECONDS).size();
      return Finding.ok("kafka", "%s: %d brokers".formatted(servers, brokers));
    } catch (ExecutionException | TimeoutException e) {
      return Finding.problem(
          "kafka", servers + " does not answer", "check kafka.bootstrap-servers and the network");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("kafka", "interrupted", "run the check again");
    }
  }

  private Finding elasticsearch() {
    HeraldConfig.Elasticsearch settings = config.elasticsearch();
    if (settings.url().isEmpty())
      return port("elasticsearch", settings.port(), "elasticsearch.port");
    String url = settings.url().get();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + "/_cluster/health")).timeout(LIMIT);
    settings.apiKey().ifPresent(key -> request.header("Authorization", "ApiKey " + key.value()));
    if (settings.user().isPresent() && settings.password().isPresent())
      request.header(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(
                      (settings.user().get() + ":" + settings.password().get().value())
                          .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Finding.ok("elasticsearch", url + " answers")
          : Finding.problem(
              "elasticsearch",
              "%s answers %d".formatted(url, answer.statusCode()),
              "check elasticsearch.user, password or api-key");
    } catch (IOException e) {
      return Finding.problem(
          "elasticsearch", "%s: %s".formatted(url, e), "check elasticsearch.url and the network");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.problem("elasticsearch", "interrupted", "run the check again");
    }
  }

  private Finding postgresql() {
    HeraldConfig.Postgresql settings = config.postgresql();
    if (settings.url().isEmpty()) return port("postgresql", settings.port(), "postgresql.port");
    String url = settings.url().get();
    DriverManager.setLoginTimeout((int) LIMIT.toSeconds());
    try (var connection =
            DriverManager.getConnection(
                url,
                settings.user().orElse(""),
                settings.password().map(secret -> secret.value()).orElse(""));
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
          "check postgresql.url, user and password");
    }
  }

  private Finding dashboard() {
    return port("dashboard", config.dashboard().port(), "dashboard.port");
  }

  /// Only where a source needs one.
  private Optional<Finding> browser() {
    long rendered =
        loaded.sources().stream().filter(source -> source.enabled() && source.isRendered()).count();
    if (rendered == 0) return Optional.empty();
    String need = "%d sources say render: browser".formatted(rendered);
    if (!config.browser().enabled())
      return Optional.of(
          Finding.warning(
              "browser",
              need + ", and browser.enabled is false here",
              "see that another crawler process may render them"));
    Programs programs = Programs.find(config.browser());
    return Optional.of(
        programs
            .missing()
            .map(missing -> Finding.problem("browser", need, missing))
            .orElseGet(
                () -> Finding.ok("browser", "%s: %s".formatted(need, programs.chromium().get()))));
  }

  private static Finding port(String check, int port, String setting) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return Finding.warning(
          check,
          "something listens on port %d".formatted(port),
          "if it is not Herald itself, set %s to another port".formatted(setting));
    } catch (IOException e) {
      // Nothing listens there: the port is free for the embedded engine.
      return Finding.ok(check, "port %d is free".formatted(port));
    }
  }
}
