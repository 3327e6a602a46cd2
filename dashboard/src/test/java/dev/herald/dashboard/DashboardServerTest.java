package dev.herald.dashboard;

import static dev.herald.dashboard.SampleDashboard.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Cause;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {
  private final SampleReads stored = SampleReads.filled();
  @AutoClose private final SampleDashboard dashboard = new SampleDashboard(stored);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?q=budget&language=fa&sort=newest",
        "/sources",
        "/sources/press-example",
        "/sources/new",
        "/sources/new/looking",
        "/sources/new/found",
        "/sources/new/nothing",
        "/sources/new/added",
        "/ledger",
        "/ledger?to=2026-11-10&only=trouble",
        "/ledger/press-example/2026-11-24",
        "/completeness",
        "/incidents/press-example/blocked",
        "/sources/press-example/archived",
        "/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Frss%3F%3Cb%3E&selector=h1",
        "/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Fother",
        "/api/v1/completeness",
        "/api/v1/completeness?source=press-example&from=2026-11-01&to=2026-11-24",
        "/rules",
        "/rules/new",
        "/rules/budget",
        "/rules/budget/edit",
        "/api",
        "/healthz",
        "/readyz",
        "/metrics",
        "/assets/herald.css",
        "/assets/herald.js",
        "/assets/htmx.js",
        "/assets/icon.svg",
        "/api/v1/search",
        "/api/v1/sources",
        "/api/v1/sources/press-example",
        "/api/v1/ledger",
        "/api/v1/ledger?source=press-example&from=2026-11-01&to=2026-11-24",
        "/api/v1/incidents",
        "/api/v1/incidents?source=press-example",
        "/api/v1/crawls",
        "/api/v1/crawls?source=press-example",
        "/api/v1/rules",
        "/api/v1/rules/budget",
        "/api/v1/rules/budget/matches",
        "/api/v1/rules/budget/deliveries",
        "/api/v1/deliveries",
        "/api/v1/query?q=tax",
        "/api/v1/export",
        "/api/v1/openapi.json"
      })
  void everyPageIsAnsweredWithoutInlineScriptOrStyle(String path) throws Exception {
    HttpResponse<String> response = dashboard.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Security-Policy")).contains("script-src 'self'");
    if (!header(response, "Content-Type").startsWith("text/html")) return;
    Samples.keep("page" + path.replaceAll("[^a-z0-9]+", "-") + ".html", response.body());
    assertThat(response.body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContain(" style=\"")
        .doesNotContain(" onclick=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sources",
        "/no-such-page",
        "/api/v1/search",
        "/assets/herald.css",
        "/metrics"
      })
  void theHeadOfAPageSaysWhatThePageIs(String path) throws Exception {
    HttpResponse<String> page = dashboard.get(path);

    HttpResponse<String> head = dashboard.send("HEAD", path, "");

    assertThat(head.statusCode()).isEqualTo(page.statusCode());
    assertThat(header(head, "Content-Type")).isNotEmpty().isEqualTo(header(page, "Content-Type"));
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aStatementAndWhatChangedInItHavePages() throws Exception {
    Statement statement = Samples.statement("On the budget", "en", "Five per cent.");
    stored.store(Samples.revision(statement, 2, Cause.EDITED));
    String path = "/statements/" + statement.id();

    assertThat(dashboard.get(path).body()).contains("On the budget", "What changed");
    assertThat(dashboard.get(path + "?revision=1").body()).contains("not the newest");
    assertThat(dashboard.get(path + "/diff?from=1&to=2").body()).contains("The text is the same.");
    assertThat(dashboard.get("/api/v1" + path).body()).contains("\"number\":2");
    assertThat(dashboard.get("/api/v1" + path + "/revisions/1").body()).contains("\"number\":1");
    assertThat(dashboard.json("/api/v1" + path + "/revisions")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "/statements/none, 404",
    "/rules/none, 404",
    "/sources/none, 404",
    "/nowhere, 404",
    "/?page=x, 400",
    "/?from=yesterday, 400",
    "/?sort=best, 400",
    "/ledger?to=tomorrow, 400",
    "/ledger/none/2026-11-24, 404",
    "/ledger/press-example/yesterday, 400",
    "/api/v1/ledger?source=none, 404",
    "/api/v1/ledger?from=2026-01-01, 400",
    "/api/v1/ledger?from=2026-12-01, 400",
    "/api/v1/incidents?source=none, 404",
    "/api/v1/statements/none, 404",
    "/api/v1/search?size=-1, 400",
    "/api/v1/export?format=xls, 400",
    "/api/v1/nowhere, 404",
    "/api/v1/search?q=%22open, 400",
    "/?q=%22open, 422",
    "/api/v1/stream, 406"
  })
  void whatCannotBeAnsweredSaysWhy(String path, int status) throws Exception {
    HttpResponse<String> response = dashboard.get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    if (path.startsWith("/api/")) {
      assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
      JsonNode problem = MessageCodec.mapper().readTree(response.body());
      assertThat(problem.path("status").asInt()).isEqualTo(status);
      assertThat(problem.path("detail").asText()).isNotBlank();
    } else {
      assertThat(response.body()).contains("<!DOCTYPE html>");
    }
  }

  @Test
  void anUnreadableQueryIsPointedAtOnPageAndInApi() throws Exception {
    assertThat(dashboard.get("/?q=tax%20%22open").body()).contains("Position 5: unbalanced quote.");
    assertThat(dashboard.json("/api/v1/search?q=tax%20%22open").at("/problems/0/position").asInt())
        .isEqualTo(5);
    assertThat(dashboard.get("/rules/check?query=tax%20%22open").body()).contains("Position 5");
  }

  @Test
  void whenAnEngineIsDownPagesAndApiSaySoAndProbesTell() throws Exception {
    stored.goDown();

    assertThat(dashboard.get("/").statusCode()).isEqualTo(503);
    assertThat(dashboard.get("/").body()).contains("An engine cannot be reached");
    assertThat(dashboard.get("/api/v1/search").statusCode()).isEqualTo(503);
    assertThat(header(dashboard.get("/api/v1/search"), "Retry-After")).isEqualTo("5");
    assertThat(dashboard.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void withAPasswordOnlyTheProbesAnswerStrangers() throws Exception {
    try (var locked = new SampleDashboard(stored, Optional.empty(), Optional.of("öffne dich"))) {
      assertThat(locked.get("/").statusCode()).isEqualTo(401);
      assertThat(locked.get("/api/v1/search").statusCode()).isEqualTo(401);
      assertThat(locked.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(authorized(locked, "anyone:öffne dich")).isEqualTo(200);
      assertThat(authorized(locked, "anyone:wrong")).isEqualTo(401);
    }
  }

  private static int authorized(SampleDashboard locked, String credentials) throws Exception {
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return locked
        .send(locked.request("/").header("Authorization", "Basic " + encoded))
        .statusCode();
  }

  @Test
  void exportsAreOneStatementALineAndSafeForSpreadsheets() throws Exception {
    stored.store(
        Samples.revision(Samples.statement("=cmd(\"x\")", "en", "a, b"), 1, Cause.PUBLISHED));

    String csv = dashboard.get("/api/v1/export?format=csv&q=cmd").body();

    assertThat(csv.lines().skip(1).findFirst().orElseThrow())
        .contains("\"'=cmd(\"\"x\"\")\"")
        .contains("\"a, b\"");
    assertThat(dashboard.get("/api/v1/export").body().lines().count()).isEqualTo(4);
  }

  @Test
  void theDocumentNamesEveryOperationOnceAndEverySchemaItUses() throws Exception {
    JsonNode document = dashboard.json("/api/v1/openapi.json");
    List<String> ids = document.findValuesAsText("operationId");

    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    for (String reference : document.findValuesAsText("$ref"))
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    document
        .path("paths")
        .properties()
        .forEach(path -> assertThat(path.getKey()).matches("/(api/v1|feeds)/.+"));
  }

  @Test
  @Timeout(30)
  void newStatementsAreStreamedAndAReaderWhoComesBackMissesNone() throws Exception {
    String lastId;
    try (var events = events("/live", Optional.empty())) {
      events.await("event: following");
      events.await("data:");
      stored.store(Samples.revision(Samples.statement("One", "en", "1"), 1, Cause.PUBLISHED));
      assertThat(events.await("data:")).contains("\"count\":1", "\"One\"");
      lastId = "4";
    }
    stored.store(Samples.revision(Samples.statement("Two", "en", "2"), 1, Cause.PUBLISHED));

    try (var events = events("/live", Optional.of(lastId))) {
      assertThat(events.await("data:")).contains("\"Two\"").doesNotContain("\"One\"");
    }
  }

  private record Events(BufferedReader reader, InputStream body) implements AutoCloseable {
    String await(String part) throws IOException {
      String line = reader.readLine();
      while (line != null && !line.contains(part)) line = reader.readLine();
      assertThat(line).as("the stream ended before " + part).isNotNull();
      return line == null ? "" : line;
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  private Events events(String path, Optional<String> lastId) throws Exception {
    HttpRequest.Builder request = dashboard.request(path).header("Accept", "text/event-stream");
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    InputStream body = dashboard.stream(request);
    return new Events(
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)), body);
  }
}
