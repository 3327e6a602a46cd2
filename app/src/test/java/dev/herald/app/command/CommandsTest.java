package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

class CommandsTest {
  private static final String SOURCE =
      """
      id: xx-ministry
      institution: Ministry of Examples
      country: INT
      zone: Europe/Berlin
      languages: [en, de]
      discovery: [{kind: feed, url: "https://press.example/rss"}]
      """;
  private static final String RULE =
      """
      id: budget
      name: Budget
      query: title:budget
      """;
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><title>Budget agreed</title>
      <meta property="article:published_time" content="2024-03-14T10:30:00+01:00"></head>
      <body><main><article><h1>Budget agreed</h1><p>%s</p><p>%s</p></article></main></body></html>
      """
          .formatted(
              "The ministry has agreed the budget for the coming year with all the states. "
                  .repeat(4),
              "The minister said that schools and hospitals come first in this budget. ".repeat(4));

  @TempDir Path config;

  private static HttpServer server;
  private static String site;

  @BeforeAll
  static void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> pages =
        Map.of(
            "/robots.txt",
            "User-agent: *\nDisallow: /secret\n",
            "/press/1",
            PAGE,
            "/rss",
            """
            <?xml version="1.0"?><rss version="2.0"><channel><title>Press</title>
            <item><title>Budget agreed</title><link>%s/press/1</link></item>
            <item><title>Of \u001b[31m later</title><link>%s/press/2</link></item>
            </channel></rss>
            """
                .formatted(site, site));
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().add("X-Robots-Tag", "noarchive");
          exchange
              .getResponseHeaders()
              .add("Link", "<https://hub.example/>; rel=hub, </rss>; rel=self");
          exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void close() {
    server.stop(0);
  }

  @BeforeEach
  void write() throws IOException {
    Files.writeString(Files.createDirectory(config.resolve("sources")).resolve("x.yaml"), SOURCE);
    Files.writeString(Files.createDirectory(config.resolve("rules")).resolve("x.yaml"), RULE);
  }

  /// The program itself, with no word after its name, is one of them.
  static Stream<List<String>> everyCommand() {
    return Stream.concat(Stream.of(List.of()), below(Commands.commandLine(), List.of()));
  }

  private static Stream<List<String>> below(CommandLine command, List<String> path) {
    return command.getSubcommands().entrySet().stream()
        .flatMap(
            entry -> {
              List<String> deeper =
                  Stream.concat(path.stream(), Stream.of(entry.getKey())).toList();
              return Stream.concat(Stream.of(deeper), below(entry.getValue(), deeper));
            });
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void helpGivesAnExampleAndTheExitCodes(List<String> command) {
    Ran help = Ran.of(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

    assertThat(help.code()).isEqualTo(ExitCode.OK);
    assertThat(help.out())
        .containsPattern(
            "(?m)^Examples?:$(?s:.*)^  herald%s\\b"
                .formatted(command.stream().map(" "::concat).collect(Collectors.joining())))
        .contains("Exit codes:", "69", "73", "78");
    assertThat(help.out().lines().findFirst())
        .hasValueSatisfying(l -> assertThat(l).contains("Usage"));
  }

  @Test
  void aShellCompletesCommandsByTheScriptThatIsMade() throws Exception {
    Path script =
        Files.writeString(config.resolve("completion"), Ran.of("generate-completion").out());

    Process shell =
        new ProcessBuilder(
                "bash",
                "-c",
                "source \"$1\" && COMP_WORDS=(herald doc) COMP_CWORD=1 && _complete_herald"
                    + " && echo \"${COMPREPLY[@]}\"",
                "completion",
                script.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
        .isEqualTo("doctor");
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void aRightConfigurationIsCountedAndAWrongOneIsListed() throws IOException {
    JsonNode right = configured("config", "check", "--json").json();
    Files.writeString(config.resolve("herald.yaml"), "fetch: {delay: soon}\n");
    Ran wrong = configured("config", "check", "--json");
    JsonNode problem = MessageCodec.mapper().readTree(wrong.out()).at("/problems/0");

    assertThat(right.at("/counts/sources").asInt()).isEqualTo(1);
    assertThat(right.get("problems")).isEmpty();
    assertThat(wrong.code()).isEqualTo(ExitCode.BAD_CONFIG);
    assertThat(wrong.err()).isEmpty();
    assertThat(problem.get("path").asText()).isEqualTo("fetch.delay");
    assertThat(problem.get("line").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "extract --batch", "evidence verify"})
  void aFileThatIsNotThereIsNamedInOneLine(String command) {
    String absent = config.resolve("absent").toString();

    Ran ran = Ran.of("%s %s".formatted(command, absent).split(" ", -1));

    assertThat(ran.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ran.err().strip()).isEqualTo(absent + ": no such file");
  }

  @Test
  void sourcesAreListedAsJson() throws IOException {
    JsonNode source = configured("sources", "list", "--json").json().get(0);

    assertThat(source.get("id").asText()).isEqualTo("xx-ministry");
    assertThat(source.get("discovery").get(0).asText()).isEqualTo("feed");
    assertThat(source.get("every").asText()).isEqualTo("15m");
  }

  @Test
  void sourcesAreListedByCountry() throws IOException {
    assertThat(configured("sources", "list", "--country", "de,int", "--json").json()).hasSize(1);
    assertThat(configured("sources", "list", "--country", "DE", "--json").json()).isEmpty();
  }

  @Test
  void oneSourceIsShownAndAnUnknownOneIsNotFound() {
    assertThat(configured("sources", "show", "xx-ministry").out())
        .contains("https://press.example/rss", "Europe/Berlin");

    Ran missing = configured("sources", "show", "nobody");

    assertThat(missing.code()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("'nobody'");
  }

  @Test
  void rulesOfFilesNeedNoEngine() throws IOException {
    JsonNode rules = configured("rules", "list", "--files", "--json").json();

    assertThat(rules.get(0).get("rule").get("id").asText()).isEqualTo("budget");
    assertThat(configured("rules", "check", "--files").code()).isEqualTo(ExitCode.OK);
    assertThat(configured("rules", "find", "budget").out())
        .contains("title:budget", "enabled", "matches", "any");
    assertThat(configured("rules", "find", "none", "--files").code()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "export"})
  void anUnreadableQueryIsPointedAt(String command) {
    Ran ran = configured(command, "title:(tax");

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("query: position", "title:(tax").containsPattern("(?m)^ +\\^$");
  }

  @Test
  void enginesThatAreAwayAreSaidSo() throws IOException {
    String away = Integer.toString(freePort());

    Ran search = configured("search", "tax", "--set", "elasticsearch.port=" + away);
    Ran rules = configured("rules", "list", "--set", "kafka.port=" + away);
    Ran letters = configured("dead-letters", "list", "--set", "kafka.port=" + away);

    assertThat(search.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(search.err()).contains("elasticsearch at http://127.0.0.1:" + away);
    assertThat(rules.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(rules.err()).contains("kafka at 127.0.0.1:" + away);
    assertThat(letters.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient").isWarnEnabled())
        .as("its warnings stand before the one line that helps")
        .isFalse();
  }

  @Test
  void aPageIsTriedAndExtracted() throws IOException {
    JsonNode report = tried("/press/1", "--json").json();

    assertThat(report.get("readAs").asText()).isEqualTo("page");
    JsonNode statement = report.get("statement");
    assertThat(statement.get("title").asText()).isEqualTo("Budget agreed");
    assertThat(statement.get("language").asText()).isEqualTo("en");
    assertThat(statement.get("published").get("instant").asText())
        .isEqualTo("2024-03-14T09:30:00Z");
  }

  @Test
  void ofAFeedTheItemsAreShownAndTheFirstIsExtracted() {
    Ran ran = tried("/rss");

    assertThat(ran.code()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains("/press/2", "title        Budget agreed", "[paragraph]", "precision minute")
        .contains("WebSub hub   https://hub.example/ for " + site + "/rss")
        .contains("robots.txt   allowed (no rule matches); X-Robots-Tag: noarchive")
        .doesNotContain("\u001b");
  }

  @Test
  void aStoredPageIsExplainedForPeopleAndPrograms() throws IOException {
    Path page = Files.writeString(config.resolve("page.html"), STORED);
    String[] asked = {"try", page.toString(), "--url", "https://press.example/1", "--explain"};

    Ran shown = configured(asked);
    JsonNode json =
        configured(Stream.concat(Arrays.stream(asked), Stream.of("--json")).toArray(String[]::new))
            .json();

    assertThat(shown.code()).isEqualTo(ExitCode.OK);
    assertThat(shown.out())
        .contains("why          title: Budget agreed", "SCORE", "the only h1", "densest div.text");
    assertThat(json.at("/explanation/choices").findValuesAsText("field"))
        .contains("title", "body", "published", "language", "signature");
    assertThat(json.at("/statementUrl").asText()).isEqualTo("https://press.example/1");
  }

  @Test
  void whatIsNeitherAnAddressNorAFileIsTold() {
    Ran ran = configured("try", "nosuch.html");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("'nosuch.html' is neither an http or https address nor a file");
  }

  @Test
  void whatRobotsTxtForbidsIsNotTried() {
    Ran ran = tried("/secret/1");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Disallow: /secret").containsOnlyOnce("/secret/1");
  }

  @Test
  void anAddressOfTheOwnNetworkIsRefused() {
    Ran ran = configured("try", site + "/press/1");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.err()).contains("127.0.0.1");
  }

  private static final String STORED =
      """
      <html lang="en"><body><h1>Budget agreed</h1><div class="text">
      <p>The ministry has agreed the budget for the coming year with all the states.</p>
      <p>It is larger than that of the year before, and the states pay a third of it.</p>
      </div></body></html>
      """;

  private Ran tried(String path, String... more) {
    return configured(
        Stream.concat(
                Stream.of(
                    "try",
                    site + path,
                    "--set",
                    "fetch.allow-addresses=[127.0.0.0/8]",
                    "--set",
                    "fetch.delay=1ms"),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Ran configured(String... arguments) {
    return Ran.of(
        Stream.concat(Arrays.stream(arguments), Stream.of("--config", config.toString()))
            .toArray(String[]::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
