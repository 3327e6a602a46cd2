package dev.herald.dashboard;

import static dev.herald.dashboard.SampleDashboard.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.Rule;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedsTest {
  private static final String ATOM = "/feeds/rules/budget.atom";

  private final SampleReads stored = new SampleReads();
  @AutoClose private SampleDashboard dashboard = new SampleDashboard(stored);

  @BeforeEach
  void aRule() throws Exception {
    stored.save(
        new Rule(
            "budget",
            "Budget & taxes",
            "budget",
            List.of("log"),
            List.of(),
            true,
            Optional.empty()));
  }

  @Test
  void anEventChangesTimeTitleAndTextOfTheSameEntry() throws Exception {
    store(1, Cause.PUBLISHED, "On the budget", "Five per cent.");
    SyndEntry before = atom(ATOM).getEntries().getFirst();
    store(2, Cause.EDITED, "On the budget", "Seven per cent.");

    SyndFeed feed = atom(ATOM);
    SyndEntry after = feed.getEntries().getFirst();

    assertThat(feed.getEntries()).hasSize(1);
    assertThat(feed.getTitle()).isEqualTo("Rule: Budget & taxes (Herald)");
    assertThat(after.getUri()).isEqualTo(before.getUri()).startsWith("urn:herald:statement:");
    assertThat(after.getUpdatedDate()).isAfter(before.getUpdatedDate());
    assertThat(before.getTitle()).isEqualTo("On the budget");
    assertThat(after.getTitle()).isEqualTo("[edited] On the budget");
    assertThat(after.getCategories().getFirst().getName()).isEqualTo("edited");
    assertThat(text(before)).contains("Asia/Baku (UTC+04:00)").doesNotContain("What changed");
    assertThat(text(after))
        .contains("What changed", "Five", "Seven", "/diff?from=1&amp;to=2")
        .containsSubsequence("<del>", "Five", "<ins>", "Seven");
  }

  @Test
  void aWithdrawalKeepsTheLastTextKnown() throws Exception {
    store(1, Cause.PUBLISHED, "On the budget", "Five per cent.");
    store(2, Cause.WITHDRAWN, "On the budget", "Five per cent.");

    SyndEntry entry = atom("/feeds/sources/press-example.atom").getEntries().getFirst();

    assertThat(entry.getTitle()).isEqualTo("[withdrawn] On the budget");
    assertThat(text(entry)).contains("took this statement down", "Five per cent.");
  }

  @Test
  void jsonSaysTheSameWithTheTimeInItsZone() throws Exception {
    store(1, Cause.PUBLISHED, "On the budget", "Five per cent.");

    JsonNode feed = dashboard.json("/feeds/sources/press-example.json");

    assertThat(feed.path("version").asText()).isEqualTo("https://jsonfeed.org/version/1.1");
    assertThat(feed.path("feed_url").asText())
        .isEqualTo(dashboard.base() + "/feeds/sources/press-example.json");
    JsonNode item = feed.at("/items/0");
    assertThat(item.path("id").asText()).isEqualTo(atom(ATOM).getEntries().getFirst().getUri());
    assertThat(item.path("date_published").asText()).isEqualTo("2026-11-24T11:10:00+04:00");
    assertThat(item.path("external_url").asText()).startsWith("https://press.example/en/");
    assertThat(item.at("/_herald/event").asText()).isEqualTo("published");
  }

  @Test
  void whatAPageSaysIsNeverMarkup() throws Exception {
    store(1, Cause.PUBLISHED, "A <b>\u0001title</b>", "<script>alert(1)</script> \u0000 & more");

    SyndEntry entry = atom(ATOM).getEntries().getFirst();

    assertThat(entry.getTitle()).isEqualTo("A <b>title</b>");
    assertThat(text(entry)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    assertThat(dashboard.json("/feeds/rules/budget.json").at("/items/0/content_html").asText())
        .doesNotContain("<script>");
  }

  @Test
  void aRuleOfAnyNameAndATitleOfAnyLengthMakeWellFormedFeeds() throws Exception {
    String name = "بودجه «۵٪» & <נתונים> 預算";
    stored.save(
        new Rule("budget", name, "budget", List.of("log"), List.of(), true, Optional.empty()));
    String readable = "نرخ \u202e" + "a😀".repeat(3_400);
    store(1, Cause.PUBLISHED, readable + "\u001b[31m\u0000\uffff\ud83d]]>", "Five per cent.");

    SyndFeed atom = atom(ATOM);
    JsonNode json = dashboard.json("/feeds/rules/budget.json");

    assertThat(atom.getTitle()).isEqualTo("Rule: " + name + " (Herald)");
    assertThat(json.path("title").asText()).isEqualTo(atom.getTitle());
    assertThat(atom.getEntries().getFirst().getTitle()).isEqualTo(readable + "[31m]]>");
    assertThat(json.at("/items/0/title").asText()).startsWith(readable);
    String tag = header(dashboard.get(ATOM), "ETag");
    assertThat(dashboard.send(dashboard.request(ATOM).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {ATOM, "/feeds/rules/budget.json", "/feeds/sources/press-example.atom"})
  void whoHasTheContentIsToldSoUntilSomethingHappens(String path) throws Exception {
    store(1, Cause.PUBLISHED, "On the budget", "Five per cent.");
    String tag = header(dashboard.get(path), "ETag");

    HttpResponse<String> known =
        dashboard.send(dashboard.request(path).header("If-None-Match", "\"x\", W/" + tag));
    store(2, Cause.EDITED, "On the budget", "Seven per cent.");
    HttpResponse<String> changed =
        dashboard.send(dashboard.request(path).header("If-None-Match", tag));

    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(header(known, "ETag")).isEqualTo(tag);
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/feeds/rules/none.atom", "/feeds/sources/none.json"})
  void whatIsNotThereIsSaidInWords(String path) throws Exception {
    HttpResponse<String> response = dashboard.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("none").contains("\"detail\"");
  }

  @Test
  void linksLeadToThePublicAddress() throws Exception {
    dashboard.close();
    dashboard =
        new SampleDashboard(stored, Optional.of("https://herald.example/"), Optional.empty());
    store(1, Cause.PUBLISHED, "On the budget", "Five per cent.");

    SyndEntry entry = atom(ATOM).getEntries().getFirst();

    assertThat(entry.getLink()).startsWith("https://herald.example/statements/");
    assertThat(text(entry)).contains("href=\"https://herald.example/statements/");
  }

  @Test
  void aFeedAsksForThePasswordLikeThePages() throws Exception {
    dashboard.close();
    dashboard = new SampleDashboard(stored, Optional.empty(), Optional.of("secret"));

    assertThat(dashboard.get(ATOM).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules/budget", "sources/press-example"})
  void thePageNamesItsFeeds(String page) throws Exception {
    String html = dashboard.get("/" + page).body();

    for (String format : List.of("atom", "json"))
      assertThat(html)
          .containsPattern(
              "<link rel=\"alternate\" type=\"application/[a-z]+\\+[a-z]+\" title=\"[^\"]+\""
                  + " href=\"/feeds/%s.%s\">".formatted(page, format))
          .contains("<a href=\"/feeds/%s.%s\"".formatted(page, format));
  }

  @Test
  void theApiDescribesThem() throws Exception {
    assertThat(dashboard.json("/api/v1/openapi.json").path("paths").path("/feeds/rules/{id}.atom"))
        .isNotEmpty();
  }

  private void store(int number, Cause cause, String title, String text) {
    Statement statement = Samples.statementAt("https://press.example/en/1", title, "en", text);
    stored.store(Samples.revision(statement, number, cause));
  }

  private SyndFeed atom(String path) throws Exception {
    HttpResponse<String> response = dashboard.get(path);
    assertThat(header(response, "Content-Type")).startsWith("application/atom+xml");
    return new SyndFeedInput().build(new StringReader(response.body()));
  }

  private static String text(SyndEntry entry) {
    return entry.getContents().getFirst().getValue();
  }
}
