package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Cause;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Results in which texts repeat, and results as of an instant, in the real Elasticsearch.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameTextsIT {
  private static final String JOINT =
      "The delegations of Quendor met in the capital and agreed on a common position towards the"
          + " reform of the customs union. All parliaments are to vote on it before the summer, as"
          + " the ministers had proposed.";

  private RunningDashboard dashboard;
  private DashboardClient client;
  private Instant then = Instant.EPOCH;
  private String edited = "";

  @BeforeAll
  void publish() throws Exception {
    dashboard = new RunningDashboard();
    client = new DashboardClient(dashboard.url());
    client.addRule("quendor", "Quendor");
    store(1, 1, Cause.PUBLISHED, "Joint statement", JOINT);
    dashboard.publish(
        "ministry-example",
        "Ministry of Example",
        "quendor/2",
        1,
        Cause.PUBLISHED,
        "On the meeting",
        "en",
        "5 March",
        JOINT);
    store(3, 1, Cause.PUBLISHED, "Quendor alone", "Quendor has a statement of its own.");
    edited = store(5, 1, Cause.PUBLISHED, "On wavering", "Quendor wavers.");
    client.awaitTotal("Quendor", 4);
    then = Instant.now();
    store(4, 1, Cause.PUBLISHED, "Quendor again", "This came later.");
    store(3, 2, Cause.EDITED, "Quendor alone", "Quendor has another statement of its own.");
    store(5, 2, Cause.EDITED, "On wavering", "It faltered.");
    client.awaitTotal("faltered", 1);
    client.awaitTotal("Quendor another", 1);
    client.awaitTotal("Quendor", 4);
  }

  @AfterAll
  void close() {
    if (dashboard != null) dashboard.close();
  }

  @Test
  void copiesAreOneHitAndNoneIsLost() throws Exception {
    JsonNode grouped = client.search("Quendor", "&group=yes");

    assertThat(grouped.path("total").asInt()).isEqualTo(4);
    assertThat(grouped.path("texts").asInt()).isEqualTo(3);
    assertThat(grouped.path("hits")).hasSize(3);
    assertThat(grouped.findValuesAsText("id")).hasSize(4).doesNotHaveDuplicates();
    assertThat(grouped.path("hits").findValuesAsText("institution"))
        .containsOnlyOnce("Ministry of Example");
  }

  @Test
  void eachIsAHitOfItsOwnWhereNotGrouped() throws Exception {
    JsonNode each = client.search("Quendor", "");

    assertThat(each.path("hits")).hasSize(4);
    assertThat(client.get("/?q=Quendor&group=no")).doesNotContain("Also published by");
  }

  @Test
  void thePageSaysWhoElsePublishedIt() throws Exception {
    assertThat(client.get("/?q=Quendor"))
        .contains("4 statements", "3 different texts")
        .containsPattern("Also published by (Ministry|House) of Example");
  }

  @Test
  void aResultAsOfAnInstantLeavesOutWhatCameLater() throws Exception {
    JsonNode kept = client.search("Quendor", "&asof=" + then);

    assertThat(kept.path("total").asInt()).isEqualTo(3);
    assertThat(kept.path("changedSince").asInt()).isEqualTo(1);
    assertThat(kept.path("hits").findValuesAsText("title")).doesNotContain("Quendor again");
    assertThat(client.get("/?q=Quendor&asof=" + then))
        .contains("As of ", "1 statement of these changed since");
    assertThat(client.get("/api/v1/export?q=Quendor&asof=" + then).lines()).hasSize(3);
  }

  @Test
  void whatARuleHadMatchedStaysWhatAnEditTakesOut() throws Exception {
    assertThat(client.search("", "&rule=quendor&asof=" + then).path("hits").findValuesAsText("id"))
        .contains(edited)
        .hasSize(4);
    assertThat(client.search("", "&rule=quendor").path("hits").findValuesAsText("id"))
        .doesNotContain(edited)
        .hasSize(4);
    assertThat(client.get("/api/v1/export?rule=quendor&asof=" + then).lines()).hasSize(4);
  }

  private String store(int number, int revision, Cause cause, String title, String text)
      throws Exception {
    return dashboard.publish("quendor/" + number, revision, cause, title, "en", text);
  }
}
