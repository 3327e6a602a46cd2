package dev.herald.dashboard;

import static dev.herald.dashboard.SampleDashboard.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulePagesTest {
  private final SampleReads stored = SampleReads.filled();
  @AutoClose private final SampleDashboard dashboard = new SampleDashboard(stored);

  @Test
  void aRuleIsMadeChangedDisabledAndDeletedByForms() throws Exception {
    HttpResponse<String> made =
        dashboard.postForm(
            "/rules", "name=Interest+rates&query=title%3Arate&channel=log&enabled=true");

    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(header(made, "Location")).isEqualTo("/rules/interest-rates?done=saved");
    assertThat(dashboard.get("/rules").body()).contains("title:rate");
    dashboard.postForm("/rules/interest-rates/enabled", "enabled=false");
    assertThat(stored.find("interest-rates").orElseThrow().rule().enabled()).isFalse();
    dashboard.postForm("/rules/interest-rates/delete", "");
    assertThat(stored.find("interest-rates")).isEmpty();
  }

  @Test
  void aFormSaysWhichMatchesAlertAndWhenTheyAreTold() throws Exception {
    dashboard.postForm(
        "/rules",
        "name=Vote&query=vote&channel=log&enabled=true&turn=appears&edits=body"
            + "&digest=daily+at+08%3A00+Europe%2FBerlin&tier=background");

    dashboard.postForm("/rules/vote/enabled", "enabled=false");
    var rule = stored.find("vote").orElseThrow().rule();
    assertThat(rule.turn()).isEqualTo(AlertWhen.APPEARS);
    assertThat(rule.leastEdit()).isEqualTo(Edits.BODY);
    assertThat(rule.digest()).contains("daily at 08:00 Europe/Berlin");
    assertThat(rule.urgency()).isEqualTo(Tier.BACKGROUND);
    assertThat(dashboard.get("/rules/vote/edit").body())
        .contains("value=\"appears\" selected", "value=\"body\" selected", "daily at 08:00")
        .contains("value=\"background\" selected");
    assertThat(
            dashboard
                .postForm("/rules/vote", "name=Vote&query=vote&channel=log&digest=often")
                .body())
        .contains("is not a digest; write hourly");
  }

  @Test
  void theListOfRulesBeginsWithTheUrgentOnes() throws Exception {
    dashboard.postForm("/rules", "name=Zoning&query=zoning&channel=log&tier=urgent");
    dashboard.postForm("/rules", "name=Archive&query=archive&channel=log&tier=background");

    assertThat(dashboard.get("/rules").body())
        .containsSubsequence(
            "Zoning</a>", "urgent</span>", "Rule budget</a>", "Archive</a>", "background</span>");
  }

  @Test
  void aRuleThatCannotBeReadIsNotSavedAndTheFormKeepsWhatWasTyped() throws Exception {
    HttpResponse<String> response =
        dashboard.postForm("/rules", "name=%D9%86%D8%B1%D8%AE&query=%22open&channel=log");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("The rule is not saved.", "نرخ", "unbalanced quote");
    assertThat(stored.list()).hasSize(2);
  }

  @Test
  void aRuleThatNoLongerWorksSaysWhy() throws Exception {
    stored.save(
        new Rule(
            "ports", "Ports", "harbour:north", List.of("log"), List.of(), true, Optional.empty()));

    assertThat(dashboard.get("/rules").body()).contains("broken", "harbour");
    assertThat(dashboard.get("/rules/ports").body())
        .contains("This rule is broken and matches nothing");
    assertThat(dashboard.get("/rules/budget").body()).doesNotContain("This rule is broken");
    assertThat(dashboard.get("/api/v1/rules/ports").body())
        .contains("\"broken\":\"query: position 1:");
    assertThat(dashboard.get("/api/v1/rules/budget").body()).doesNotContain("\"broken\"");
  }

  @Test
  void aRuleSaysWhenItMatchesUnusuallyMuch() throws Exception {
    assertThat(dashboard.get("/rules/budget").body())
        .contains("Unusually many matches: 40 in the last 24 hours; 7 is usual");
    assertThat(dashboard.get("/rules/file-rule").body()).doesNotContain("Unusually");
    assertThat(dashboard.get("/api/v1/rules/budget/volume").body())
        .isEqualToIgnoringWhitespace("{\"lastDay\":40,\"usual\":7.0,\"level\":\"MANY\"}");
  }

  @Test
  void aRuleFromAFileIsNotChangedHere() throws Exception {
    assertThat(dashboard.postForm("/rules/file-rule/delete", "").statusCode()).isEqualTo(409);
    assertThat(dashboard.get("/rules/file-rule").body()).doesNotContain("Delete for good");
    assertThat(dashboard.send("DELETE", "/api/v1/rules/file-rule", "").statusCode()).isEqualTo(409);
  }

  @Test
  void rulesAreMadeAndDeletedThroughTheApi() throws Exception {
    String rule = "{\"name\":\"Vote\",\"query\":\"vote\"}";

    HttpResponse<String> made = dashboard.post("/api/v1/rules", "application/json", rule);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(header(made, "Location")).isEqualTo("/api/v1/rules/vote");
    assertThat(
            dashboard.post("/api/v1/rules", "application/json", "{\"id\":\"vote\"}").statusCode())
        .isEqualTo(409);
    assertThat(dashboard.post("/api/v1/rules", "application/json", "{\"name\":\"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(dashboard.post("/api/v1/rules", "application/json", "nonsense").statusCode())
        .isEqualTo(400);
    assertThat(dashboard.send("PUT", "/api/v1/rules/vote", rule).statusCode()).isEqualTo(200);
    assertThat(dashboard.send("DELETE", "/api/v1/rules/vote", "").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null"
  })
  void aChangeThatAnotherSiteSendsIsRefused(String name, String value) throws Exception {
    HttpRequest.Builder request =
        dashboard.request("/rules/budget/delete").header(name, value).POST(BodyPublishers.noBody());

    assertThat(dashboard.send(request).statusCode()).isEqualTo(403);
    assertThat(stored.find("budget")).isPresent();
  }
}
