package dev.herald.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import dev.herald.config.message.Cause;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import dev.herald.dashboard.addition.SourceDesk;
import dev.herald.indexer.read.Readiness;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final HttpClient client = HttpClient.newHttpClient();
  private final SampleReads stored = new SampleReads();
  private final SampleDesk desk = new SampleDesk();
  private final BlockingQueue<String> visits = new ArrayBlockingQueue<>(10);
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Optional<DashboardServer> running = Optional.empty();
  private String base = "";

  @BeforeEach
  void start() {
    start(Optional.empty());
  }

  @AfterEach
  void stop() {
    running.ifPresent(DashboardServer::close);
  }

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
    HttpResponse<String> response = get(path);

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
    HttpResponse<String> page = get(path);

    HttpResponse<String> head = send("HEAD", path, "");

    assertThat(head.statusCode()).isEqualTo(page.statusCode());
    assertThat(header(head, "Content-Type")).isNotEmpty().isEqualTo(header(page, "Content-Type"));
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aStatementAndWhatChangedInItHavePages() throws Exception {
    Statement statement = Samples.statement("On the budget", "en", "Five per cent.");
    stored.store(Samples.revision(statement, 2, Cause.EDITED));
    String path = "/statements/" + statement.id();

    assertThat(get(path).body()).contains("On the budget", "What changed");
    assertThat(get(path + "?revision=1").body()).contains("not the newest");
    assertThat(get(path + "/diff?from=1&to=2").body()).contains("The text is the same.");
    assertThat(get("/api/v1" + path).body()).contains("\"number\":2");
    assertThat(get("/api/v1" + path + "/revisions/1").body()).contains("\"number\":1");
    assertThat(json("/api/v1" + path + "/revisions")).hasSize(2);
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
    HttpResponse<String> response = get(path);

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
    assertThat(get("/?q=tax%20%22open").body()).contains("Position 5: unbalanced quote.");
    assertThat(json("/api/v1/search?q=tax%20%22open").at("/problems/0/position").asInt())
        .isEqualTo(5);
    assertThat(get("/rules/check?query=tax%20%22open").body()).contains("Position 5");
  }

  @Test
  void theLedgerSaysWhatIsOutOfBalanceAndTheApiTheSame() throws Exception {
    assertThat(get("/ledger").body())
        .contains("1 out of balance", "1 open incident", "Days are days in UTC")
        .contains("House of Example, 24 Nov: 3 revisions published; 4 revisions published, 3");
    assertThat(get("/ledger/press-example/2026-11-24").body())
        .contains("4 revisions published, 3 indexed: 1 too few", "the server answered 500");
    JsonNode days = json("/api/v1/ledger?source=press-example&from=2026-11-23");
    assertThat(days).hasSize(2);
    assertThat(days.at("/0/verdict").asText()).isEqualTo("NOTHING_PUBLISHED");
    assertThat(days.at("/1/imbalances/0/found").asLong()).isEqualTo(3);
    JsonNode incidents = json("/api/v1/incidents");
    assertThat(incidents.at("/0/kind").asText()).isEqualTo("BLOCKED");
    assertThat(incidents.at("/0/open").asBoolean()).isTrue();
    assertThat(incidents.at("/1/open").asBoolean()).isFalse();
  }

  @Test
  void whenAnEngineIsDownPagesAndApiSaySoAndProbesTell() throws Exception {
    stored.goDown();

    assertThat(get("/").statusCode()).isEqualTo(503);
    assertThat(get("/").body()).contains("An engine cannot be reached");
    assertThat(get("/api/v1/search").statusCode()).isEqualTo(503);
    assertThat(header(get("/api/v1/search"), "Retry-After")).isEqualTo("5");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void aRuleIsMadeChangedDisabledAndDeletedByForms() throws Exception {
    HttpResponse<String> made =
        post("/rules", FORM, "name=Interest+rates&query=title%3Arate&channel=log&enabled=true");

    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(header(made, "Location")).isEqualTo("/rules/interest-rates?done=saved");
    assertThat(get("/rules").body()).contains("title:rate");
    post("/rules/interest-rates/enabled", FORM, "enabled=false");
    assertThat(stored.find("interest-rates").orElseThrow().rule().enabled()).isFalse();
    post("/rules/interest-rates/delete", FORM, "");
    assertThat(stored.find("interest-rates")).isEmpty();
  }

  @Test
  void aFormSaysWhichMatchesAlertAndWhenTheyAreTold() throws Exception {
    post(
        "/rules",
        FORM,
        "name=Vote&query=vote&channel=log&enabled=true&turn=appears&edits=body"
            + "&digest=daily+at+08%3A00+Europe%2FBerlin");

    post("/rules/vote/enabled", FORM, "enabled=false");
    var rule = stored.find("vote").orElseThrow().rule();
    assertThat(rule.turn()).isEqualTo(AlertWhen.APPEARS);
    assertThat(rule.leastEdit()).isEqualTo(Edits.BODY);
    assertThat(rule.digest()).contains("daily at 08:00 Europe/Berlin");
    assertThat(get("/rules/vote/edit").body())
        .contains("value=\"appears\" selected", "value=\"body\" selected", "daily at 08:00");
    assertThat(post("/rules/vote", FORM, "name=Vote&query=vote&channel=log&digest=often").body())
        .contains("is not a digest; write hourly");
  }

  @Test
  void aRuleThatCannotBeReadIsNotSavedAndTheFormKeepsWhatWasTyped() throws Exception {
    HttpResponse<String> response =
        post("/rules", FORM, "name=%D9%86%D8%B1%D8%AE&query=%22open&channel=log");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("The rule is not saved.", "نرخ", "unbalanced quote");
    assertThat(stored.list()).hasSize(2);
  }

  @Test
  void aRuleThatNoLongerWorksSaysWhy() throws Exception {
    stored.save(
        new Rule(
            "ports", "Ports", "harbour:north", List.of("log"), List.of(), true, Optional.empty()));

    assertThat(get("/rules").body()).contains("broken", "harbour");
    assertThat(get("/rules/ports").body()).contains("This rule is broken and matches nothing");
    assertThat(get("/rules/budget").body()).doesNotContain("This rule is broken");
    assertThat(get("/api/v1/rules/ports").body()).contains("\"broken\":\"query: position 1:");
    assertThat(get("/api/v1/rules/budget").body()).doesNotContain("\"broken\"");
  }

  @Test
  void aRuleSaysWhenItMatchesUnusuallyMuch() throws Exception {
    assertThat(get("/rules/budget").body())
        .contains("Unusually many matches: 40 in the last 24 hours; 7 is usual");
    assertThat(get("/rules/file-rule").body()).doesNotContain("Unusually");
    assertThat(get("/api/v1/rules/budget/volume").body())
        .isEqualToIgnoringWhitespace("{\"lastDay\":40,\"usual\":7.0,\"level\":\"MANY\"}");
  }

  @Test
  void aRuleFromAFileIsNotChangedHere() throws Exception {
    assertThat(post("/rules/file-rule/delete", FORM, "").statusCode()).isEqualTo(409);
    assertThat(get("/rules/file-rule").body()).doesNotContain("Delete for good");
    assertThat(send("DELETE", "/api/v1/rules/file-rule", "").statusCode()).isEqualTo(409);
  }

  @Test
  void rulesAreMadeAndDeletedThroughTheApi() throws Exception {
    String rule = "{\"name\":\"Vote\",\"query\":\"vote\"}";

    HttpResponse<String> made = post("/api/v1/rules", "application/json", rule);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(header(made, "Location")).isEqualTo("/api/v1/rules/vote");
    assertThat(post("/api/v1/rules", "application/json", "{\"id\":\"vote\"}").statusCode())
        .isEqualTo(409);
    assertThat(post("/api/v1/rules", "application/json", "{\"name\":\"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(post("/api/v1/rules", "application/json", "nonsense").statusCode()).isEqualTo(400);
    assertThat(send("PUT", "/api/v1/rules/vote", rule).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/api/v1/rules/vote", "").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null"
  })
  void aChangeThatAnotherSiteSendsIsRefused(String name, String value) throws Exception {
    HttpRequest request =
        request("/rules/budget/delete").header(name, value).POST(BodyPublishers.noBody()).build();

    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(stored.find("budget")).isPresent();
  }

  @Test
  void theHubThatASourcesFeedNamesIsShown() throws Exception {
    assertThat(get("/sources/press-example").body())
        .contains("<dt>WebSub hub</dt><dd class=\"break\">https://hub.example/?&lt;b&gt;</dd>");
    assertThat(get("/api/v1/sources/press-example").body())
        .contains("\"hubs\":[\"https://hub.example/?<b>\"]");
  }

  @Test
  void aVisitCanBeAskedFor() throws Exception {
    assertThat(post("/sources/press-example/visit", FORM, "").statusCode()).isEqualTo(303);
    assertThat(visits.poll(5, TimeUnit.SECONDS)).isEqualTo("press-example");
    assertThat(post("/api/v1/sources/press-example/visit", "application/json", "").statusCode())
        .isEqualTo(202);
  }

  @Test
  void anAddressLeadsToALookAndWhatItFoundIsShownAndAccepted() throws Exception {
    HttpResponse<String> begun = post("/sources/new", FORM, "url=press.example%2Fnews");
    String offer = get("/sources/new/found").body();
    HttpResponse<String> accepted =
        post("/sources/new/found", FORM, "id=az-other&institution=&country=AZ&zone=Asia%2FBaku");

    assertThat(header(begun, "Location")).isEqualTo("/sources/new/looking");
    assertThat(desk.asked()).containsExactly("https://press.example/news");
    assertThat(get("/sources").body()).contains("href=\"/sources/new\"");
    assertThat(offer)
        .contains("value=\"&lt;b>Məclis&lt;/b>\"", "Assumed, please check: that of AZ")
        .contains("names 10 now", "no date, no body", "sources/az/press.yaml")
        .doesNotContain("href=\"javascript", "<b>Məclis");
    assertThat(accepted.statusCode()).isEqualTo(303);
    assertThat(desk.accepted()).extracting(SourceDesk.Edits::id).containsExactly("az-other");
  }

  @Test
  void whatCannotBeAddedKeepsTheFormAndSaysWhy() throws Exception {
    HttpResponse<String> refused = post("/sources/new/found", FORM, "id=taken&zone=Asia%2FTokyo");
    HttpResponse<String> noAddress = post("/sources/new", FORM, "url=ftp%3A%2F%2Fpress.example");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("The source is not added.", "the id taken is taken");
    assertThat(refused.body()).contains("value=\"taken\"", "value=\"Asia/Tokyo\"");
    assertThat(noAddress.statusCode()).isEqualTo(422);
    assertThat(noAddress.body()).contains("value=\"ftp://press.example\"", "role=\"alert\"");
    assertThat(get("/sources/new/unknown").statusCode()).isEqualTo(404);
    assertThat(desk.accepted()).isEmpty();
  }

  @Test
  void whoeverWaitsGetsTheNextStepsAndInTheEndTheWholePage() throws Exception {
    HttpResponse<String> looking = polled("/sources/new/looking");
    HttpResponse<String> found = polled("/sources/new/found");

    assertThat(looking.body()).contains("asking https://press.example/").doesNotContain("<html");
    assertThat(looking.headers().firstValue("HX-Refresh")).isEmpty();
    assertThat(header(found, "HX-Refresh")).isEqualTo("true");
  }

  private HttpResponse<String> polled(String path) throws Exception {
    return client.send(request(path).header("HX-Request", "true").build(), BodyHandlers.ofString());
  }

  @Test
  void withAPasswordOnlyTheProbesAnswerStrangers() throws Exception {
    running.orElseThrow().close();
    start(Optional.of(new Secret("öffne dich")));

    assertThat(get("/").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/search").statusCode()).isEqualTo(401);
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(authorized("anyone:öffne dich")).isEqualTo(200);
    assertThat(authorized("anyone:wrong")).isEqualTo(401);
  }

  @Test
  void exportsAreOneStatementALineAndSafeForSpreadsheets() throws Exception {
    stored.store(
        Samples.revision(Samples.statement("=cmd(\"x\")", "en", "a, b"), 1, Cause.PUBLISHED));

    String csv = get("/api/v1/export?format=csv&q=cmd").body();

    assertThat(csv.lines().skip(1).findFirst().orElseThrow())
        .contains("\"'=cmd(\"\"x\"\")\"")
        .contains("\"a, b\"");
    assertThat(get("/api/v1/export").body().lines().count()).isEqualTo(4);
  }

  @Test
  void theDocumentNamesEveryOperationOnceAndEverySchemaItUses() throws Exception {
    JsonNode document = json("/api/v1/openapi.json");
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
    HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
    lastId.ifPresent(id -> request.header("Last-Event-ID", id));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    return new Events(
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)),
        response.body());
  }

  @Test
  void anIncidentShowsBothVisitsAndLeadsToWhatTheyWereAnswered() throws Exception {
    String page = get("/incidents/press-example/blocked").body();

    assertThat(page)
        .contains("The last visit before it", "The first visit that shows it", "is no list")
        .contains("/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Frss%3F%3Cb%3E")
        .doesNotContain("rss?<b>");
    assertThat(get("/ledger").body()).contains("href=\"/incidents/press-example/blocked\"");
    assertThat(get("/incidents/press-example/clock").statusCode()).isEqualTo(404);
    assertThat(get("/incidents/none/blocked").statusCode()).isEqualTo(404);
  }

  @Test
  void aSelectorIsTriedOnAnArchivedPageAndNothingOfItRuns() throws Exception {
    String address =
        "/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Frss%3F%3Cb%3E";
    String found = get(address + "&selector=h1&field=title").body();
    String missed = get(address + "&selector=h9").body();
    String tooLong = get(address + "&selector=" + "a".repeat(301)).body();

    assertThat(found)
        .contains("Found: 7", "&lt;script&gt;alert(2)", "&lt;script&gt;alert(1)")
        .contains("<option value=\"title\" selected>")
        .doesNotContain("<script>alert");
    assertThat(missed).contains("matches nothing");
    assertThat(tooLong).contains("at most 300 characters");
    assertThat(get("/sources/press-example/archived?until=yesterday").statusCode()).isEqualTo(400);
    assertThat(get(address + "&field=nose").statusCode()).isEqualTo(400);
  }

  @Test
  void completenessIsPublishedAsATableAPictureAndForPrograms() throws Exception {
    JsonNode told = json("/api/v1/completeness?from=2026-11-23&to=2026-11-24");
    String page = get("/completeness").body();

    assertThat(told.at("/all/read").asInt()).isEqualTo(2);
    assertThat(told.at("/all/balanced").asInt()).isEqualTo(1);
    assertThat(told.at("/sources/press-example/incidents").asInt()).isEqualTo(1);
    assertThat(told.at("/sources/press-example/latency").asText()).isEqualTo("PT1.2S");
    assertThat(told.at("/days/1/unbalanced").asInt()).isEqualTo(1);
    assertThat(page).contains("14 of 14", "13 of 14", "<rect class=\"bar good\"", "1 s");
  }

  @Test
  void aSourceShowsWhatEachDiscoveryBrings() throws Exception {
    String page = get("/sources/press-example").body();

    assertThat(page)
        .contains("What each discovery brings", "1,230", "brings what no other does")
        .contains("brings nothing that another does not")
        .doesNotContain("news.xml?<b>");
  }

  private void start(Optional<Secret> password) {
    var settings = new HeraldConfig.Dashboard("127.0.0.1", 0, Optional.empty(), password);
    if (stored.list().isEmpty()) fill();
    var facts =
        new DashboardServer.Facts(
                () -> List.of(source()),
                Set.of("log", "newsroom"),
                () -> List.of(new Readiness("kafka", true, "answers", Samples.NOW)),
                Optional.of(visits::add))
            .withDesk(desk)
            .withArchive(new SampleArchive());
    var server =
        new DashboardServer(
            settings, stored.reads(), facts, metrics, Clock.fixed(Samples.NOW, ZoneOffset.UTC));
    running = Optional.of(server);
    base = "http://127.0.0.1:" + server.start();
  }

  private void fill() {
    Statement first = Samples.statement("On the budget", "en", "Five per cent.");
    stored.store(Samples.revision(first, 1, Cause.PUBLISHED));
    stored.store(Samples.revision(Samples.statement("بیانیه", "fa", "متن"), 1, Cause.PUBLISHED));
    stored.store(Samples.revision(Samples.statement("<b>&", "tr", "metin"), 1, Cause.WITHDRAWN));
    try {
      stored.save(rule("budget"));
      stored.save(rule("file-rule"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Rule rule(String id) {
    return new Rule(
        id, "Rule " + id, "budget", List.of("log"), List.of(), true, Optional.of("why"));
  }

  private static Source source() {
    return new Source(
        "press-example",
        "House of Example",
        "AZ",
        "parliament",
        "press-release",
        List.of("en", "fa"),
        ZoneId.of("Asia/Baku"),
        Optional.of("https://press.example/"),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    return MessageCodec.mapper().readTree(get(path).body());
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    return client.send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        request(path).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private int authorized(String credentials) throws Exception {
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    HttpRequest request = request("/").header("Authorization", "Basic " + encoded).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
