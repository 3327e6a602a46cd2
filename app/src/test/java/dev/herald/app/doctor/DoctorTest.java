package dev.herald.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.herald.app.command.ExitCode;
import dev.herald.app.command.Ran;
import dev.herald.app.stack.DataFolder;
import dev.herald.config.message.MessageCodec;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  private static final String SOURCE =
      """
      id: xx-ministry
      institution: Ministry of Examples
      country: INT
      zone: Europe/Berlin
      languages: [en]
      discovery: [{kind: feed, url: "https://press.example/rss"}]
      """;

  @TempDir Path folder;

  private final Map<String, Integer> ports = new LinkedHashMap<>();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("config/sources")).resolve("x.yaml"), SOURCE);
    for (String setting :
        List.of(
            "kafka.port",
            "kafka.controller-port",
            "elasticsearch.port",
            "postgresql.port",
            "dashboard.port")) ports.put(setting, freePort());
  }

  @Test
  void whereNothingRunsEverythingIsFreeAndNothingIsLeftBehind() throws IOException {
    Ran ran = examine();

    assertThat(states(ran)).containsEntry("data", "ok").doesNotContainValue("problem");
    assertThat(found(ran, "lock")).startsWith("no Herald runs on " + data());
    assertThat(found(ran, "kafka")).startsWith("free to start, port ");
    assertThat(ran.code()).isEqualTo(ExitCode.OK);
    assertThat(data()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.port, kafka",
    "kafka.controller-port, kafka",
    "elasticsearch.port, elasticsearch",
    "postgresql.port, postgresql",
    "dashboard.port, dashboard"
  })
  void aPortThatAnotherProgramHoldsIsAProblem(String setting, String check) throws IOException {
    try (ServerSocket taken =
        new ServerSocket(port(setting), 1, InetAddress.getLoopbackAddress())) {
      // A program that ends what it does not understand, as most do.
      Thread.startVirtualThread(() -> hangUp(taken));

      Ran ran = examine();

      assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
      assertThat(states(ran)).containsEntry(check, "problem");
      assertThat(told(ran, check)).contains(setting, Integer.toString(port(setting)));
    }
  }

  @Test
  void whileAHeraldRunsItsEnginesAreAsked() throws IOException {
    try (DataFolder held = DataFolder.hold(data());
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setPort(port("postgresql.port")).start()) {
      Files.writeString(
          Files.createDirectory(held.path().resolve("postgresql")).resolve("password"), "secret");
      try (var connection = postgres.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE ROLE herald LOGIN PASSWORD 'secret'");
      } catch (SQLException e) {
        throw new IOException(e);
      }

      Ran ran = examine();

      assertThat(found(ran, "lock"))
          .contains("a Herald runs on", "process " + ProcessHandle.current().pid());
      assertThat(states(ran)).containsEntry("postgresql", "ok").containsEntry("lock", "ok");
      assertThat(found(ran, "postgresql")).contains("answers, clocks agree");
      assertThat(states(ran))
          .containsEntry("kafka", "problem")
          .containsEntry("elasticsearch", "problem")
          .containsEntry("dashboard", "problem");
      assertThat(found(ran, "kafka")).contains("does not answer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, ok, every engine is ready",
    "false, problem, misses kafka",
  })
  void aDashboardThatRunsSaysWhatIsReady(boolean ready, String state, String found)
      throws IOException {
    String body =
        """
        {"ready": %b, "engines": [{"engine": "kafka", "ready": %b}, {"engine": "x", "ready": true}]}
        """
            .formatted(ready, ready);
    HttpServer herald =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port("dashboard.port")), 0);
    herald.createContext(
        "/readyz",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(ready ? 200 : 503, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    herald.start();
    try {
      Ran ran = examine();

      assertThat(states(ran)).containsEntry("dashboard", state);
      assertThat(found(ran, "dashboard")).contains(found);
    } finally {
      herald.stop(0);
    }
  }

  @Test
  void enginesElsewhereThatAreAwayAreProblems() throws IOException {
    Ran ran =
        examine(
            "--set",
            "kafka.bootstrap-servers=[127.0.0.1:%d]".formatted(port("kafka.port")),
            "--set",
            "elasticsearch.url=http://127.0.0.1:" + port("elasticsearch.port"),
            "--set",
            "postgresql.url=jdbc:postgresql://127.0.0.1:%d/postgres"
                .formatted(port("postgresql.port")));

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(told(ran, "kafka")).contains("does not answer", "kafka.bootstrap-servers");
    assertThat(told(ran, "elasticsearch")).contains("refused", "elasticsearch.url");
    assertThat(told(ran, "postgresql")).contains("refused", "postgresql.url");
  }

  /// `/proc` takes new files from nobody, root included.
  @Test
  void aFolderThatCannotBeWrittenIsAProblemOfTheDataAndNotOfTheLock() throws IOException {
    Ran ran = examine("--data", "/proc/herald");

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(states(ran)).containsEntry("data", "problem").containsEntry("lock", "ok");
    assertThat(found(ran, "data")).contains("/proc/herald: cannot be written");
    assertThat(found(ran, "lock")).startsWith("no Herald runs");
  }

  @Test
  void aLockThatCannotBeTakenIsNotCalledFree() throws IOException {
    Files.createDirectories(data().resolve("herald.lock"));

    Ran ran = examine();

    assertThat(states(ran)).containsEntry("lock", "problem");
    assertThat(found(ran, "lock")).contains("cannot be locked");
  }

  @Test
  void aClockThatWasPutBackIsAProblem() throws IOException {
    DataFolder.hold(data()).close();
    Files.setLastModifiedTime(
        data().resolve("herald.lock"), FileTime.from(Instant.now().plus(Duration.ofDays(1))));

    Ran ran = examine();

    assertThat(states(ran)).containsEntry("clock", "problem");
    assertThat(found(ran, "clock")).contains("Herald started here at");
  }

  @Test
  void aWrongConfigurationIsAFailedCheck() throws IOException {
    Files.writeString(folder.resolve("config/herald.yaml"), "fetch: {delay: soon}\nfecth: {}\n");

    Ran ran = examine();
    Ran shown = Ran.of("doctor", "--config", folder.resolve("config").toString());

    assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
    assertThat(states(ran)).containsEntry("java", "ok").containsEntry("config", "problem");
    assertThat(found(ran, "config")).startsWith("herald.yaml:1: fetch.delay: 'soon' is not");
    assertThat(shown.code()).isEqualTo(ExitCode.FAILED);
    assertThat(shown.out()).contains("problem  config", "→ write 10s, 15m, 24h or 7d", "fecth");
  }

  private int port(String setting) {
    return Objects.requireNonNull(ports.get(setting));
  }

  private Path data() {
    return folder.resolve("data/of/herald");
  }

  private Ran examine(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("doctor", "--json", "--config", folder + "/config"));
    ports.forEach((setting, port) -> arguments.addAll(List.of("--set", setting + "=" + port)));
    if (Stream.of(more).noneMatch("--data"::equals))
      arguments.addAll(List.of("--data", data().toString()));
    arguments.addAll(List.of(more));
    return Ran.of(arguments.toArray(String[]::new));
  }

  private static Map<String, String> states(Ran ran) throws IOException {
    Map<String, String> states = new LinkedHashMap<>();
    findings(ran).forEach(one -> states.put(one.get("check").asText(), one.get("state").asText()));
    return states;
  }

  private static String found(Ran ran, String check) throws IOException {
    return finding(ran, check).get("found").asText();
  }

  private static String told(Ran ran, String check) throws IOException {
    JsonNode finding = finding(ran, check);
    return finding.get("found").asText() + " → " + finding.path("advice").asText();
  }

  private static JsonNode finding(Ran ran, String check) throws IOException {
    return findings(ran)
        .filter(one -> one.get("check").asText().equals(check))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<JsonNode> findings(Ran ran) throws IOException {
    return StreamSupport.stream(MessageCodec.mapper().readTree(ran.out()).spliterator(), false);
  }

  private static void hangUp(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
