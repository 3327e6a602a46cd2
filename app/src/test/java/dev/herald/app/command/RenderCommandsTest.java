package dev.herald.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.render.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandsTest {
  private static final String FRAME =
      """
      <!doctype html><html lang="en"><head><title>Ministry</title></head><body><div id="app"></div>
      <script>
      fetch('http://192.168.0.1/').catch(() => fetch('/api' + location.pathname)
        .then(r => r.text()).then(html => { document.getElementById('app').innerHTML = html; }));
      </script></body></html>
      """;

  @TempDir static Path config;

  private static HttpServer server;

  @BeforeAll
  static void open() throws IOException {
    String day = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    Map<String, String> pages =
        Map.of(
            "/news",
            FRAME,
            "/news/1",
            FRAME,
            "/api/news",
            "<ul><li><a href=/news/1>The budget has been agreed with all the states</a></li>"
                + "<li><a href=/news/2>The budget is being debated in parliament</a></li></ul>",
            "/api/news/1",
            "<article><h1>Budget agreed</h1><time datetime=\"%s\">%s</time><p>%s</p></article>"
                .formatted(
                    day,
                    day,
                    "The ministry has agreed the budget for the coming year. ".repeat(8)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.writeString(
        config.resolve("herald.yaml"),
        "fetch: {delay: 1ms, resolve: {press.example: 127.0.0.1:%d}}\n"
            .formatted(server.getAddress().getPort()));
    Files.writeString(
        Files.createDirectory(config.resolve("sources")).resolve("x.yaml"),
        """
        id: xx-ministry
        institution: Ministry of Examples
        country: INT
        zone: UTC
        languages: [en]
        discovery: [{kind: listing, url: "http://press.example/news"}]
        render: browser
        """);
  }

  @AfterAll
  static void close() {
    server.stop(0);
  }

  @Test
  void tryShowsWhatABrowserMakesOfAPageAndWhatItWasNotGiven() throws IOException {
    requireBrowser();

    JsonNode report = run("try", "http://press.example/news/1", "--render", "--json").json();

    assertThat(report.at("/statement/title").asText()).isEqualTo("Budget agreed");
    assertThat(report.at("/withheld/0").asText())
        .isEqualTo("http://192.168.0.1/: 192.168.0.1 is at 192.168.0.1, a private address");
  }

  @Test
  void trySaysThatAPageWasRendered() {
    requireBrowser();

    Ran ran = run("try", "http://press.example/news", "--source", "xx-ministry", "--as", "listing");

    assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out())
        .contains(
            "rendered     without these", "withheld     http://192.168.0.1/", "Budget agreed");
  }

  @Test
  void withoutABrowserTheFrameIsAllThereIs() {
    Ran ran = run("try", "http://press.example/news/1");

    assertThat(ran.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).doesNotContain("Budget agreed", "rendered");
  }

  @Test
  void aCheckRendersAsTheCrawlerDoes() {
    requireBrowser();

    Ran ran = run("sources", "check", "xx-ministry");

    assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(ExitCode.OK);
    assertThat(ran.out()).contains("Budget agreed");
  }

  @Test
  void theDoctorLooksForABrowserWhereASourceNeedsOne() {
    Ran ran = run("doctor", "--set", "browser.program=/nowhere/chromium");

    assertThat(ran.out()).contains("browser", "1 sources say render: browser", "install it");
  }

  @Test
  void aMissingBrowserIsTheReasonAndTheAdvice() {
    Ran ran =
        run(
            "try",
            "http://press.example/news",
            "--render",
            "--set",
            "browser.program=/nowhere/chromium");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(ran.err()).contains("needs a browser", "apt install chromium", "browser.program");
  }

  private static void requireBrowser() {
    assertThat(Programs.find(HeraldConfig.defaults().browser()).missing())
        .as("what rendering needs; ./verify installs it")
        .isEmpty();
  }

  private static Ran run(String... arguments) {
    return Ran.of(
        Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
            .toArray(String[]::new));
  }
}
