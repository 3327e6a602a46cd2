package dev.herald.dashboard;

import static dev.herald.dashboard.SampleDashboard.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.Rule;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgementsTest {
  private final SampleReads stored = new SampleReads();
  @AutoClose private final SampleDashboard dashboard = new SampleDashboard(stored);
  private final String first = store(1);
  private final String second = store(2);

  @BeforeEach
  void aRule() throws Exception {
    for (String id : List.of("budget", "other"))
      stored.save(new Rule(id, id, "budget", List.of("log"), List.of(), true, Optional.empty()));
  }

  @Test
  void aMatchIsJudgedByAForm() throws Exception {
    HttpResponse<String> sent = judge(first, "useful");
    judge(second, "noise");

    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(header(sent, "Location")).isEqualTo("/rules/budget#match-" + first);
    assertThat(dashboard.get("/rules/budget").body())
        .contains("useful 1 of 2 judged, 50 %")
        .contains("value=\"none\" aria-pressed=\"true\">Useful", "aria-pressed=\"true\">Noise");
    assertThat(dashboard.get("/rules").body()).contains("1 of 2 judged, 50 %", "not judged");
  }

  @Test
  void aVerdictIsChangedAndTakenBack() throws Exception {
    judge(first, "useful");
    judge(first, "noise");
    assertThat(dashboard.get("/rules/budget").body()).contains("useful 0 of 1 judged, 0 %");

    judge(first, "none");

    assertThat(dashboard.get("/rules/budget").body()).contains("not judged");
  }

  @Test
  void whatTheRuleDidNotMatchIsNotJudged() throws Exception {
    assertThat(judge("none", "useful").statusCode()).isEqualTo(404);
    assertThat(judge(first, "so-so").statusCode()).isEqualTo(400);
    assertThat(
            dashboard
                .postForm("/rules/other/matches/" + first + "/judgement", "verdict=useful")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void anotherSiteDoesNotJudge() throws Exception {
    HttpResponse<String> sent =
        dashboard.send(
            dashboard
                .request("/rules/budget/matches/" + first + "/judgement")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("verdict=useful")));

    assertThat(sent.statusCode()).isEqualTo(403);
    assertThat(dashboard.get("/rules/budget").body()).contains("not judged");
  }

  @Test
  void theApiDoesTheSame() throws Exception {
    String path = "/api/v1/rules/budget/matches/" + first + "/judgement";
    HttpResponse<String> put =
        dashboard.send(
            dashboard.request(path).PUT(BodyPublishers.ofString("{\"verdict\": \"useful\"}")));

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    JsonNode told = dashboard.json("/api/v1/rules/budget/judgements");
    assertThat(told.at("/precision/useful").asInt()).isEqualTo(1);
    assertThat(told.at("/judgements/0/statementId").asText()).isEqualTo(first);
    assertThat(told.at("/judgements/0/verdict").asText()).isEqualToIgnoringCase("useful");

    assertThat(dashboard.send(dashboard.request(path).DELETE()).statusCode()).isEqualTo(204);
    assertThat(dashboard.json("/api/v1/rules/budget/judgements").path("judgements")).isEmpty();
  }

  private HttpResponse<String> judge(String statement, String verdict) throws Exception {
    return dashboard.postForm(
        "/rules/budget/matches/" + statement + "/judgement", "verdict=" + verdict);
  }

  private String store(int number) {
    Statement statement =
        Samples.statementAt("https://press.example/" + number, "On the budget", "en", "Text.");
    stored.store(Samples.revision(statement, 1, Cause.PUBLISHED));
    return statement.id();
  }
}
