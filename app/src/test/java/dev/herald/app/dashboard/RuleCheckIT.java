package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the form of a rule says of its query, by the real Elasticsearch.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleCheckIT {
  private RunningDashboard dashboard;
  private DashboardClient client;

  @BeforeAll
  void publish() throws Exception {
    dashboard = new RunningDashboard();
    client = new DashboardClient(dashboard.url());
    client.addRule("harbours", "Velderan harbours");
    store(1, "Velderan harbours open");
    store(2, "Velderan harbour closes");
    store(3, "Velderan railways open");
    client.awaitTotal("Velderan", 3);
  }

  @AfterAll
  void close() {
    if (dashboard != null) dashboard.close();
  }

  @Test
  void aChangedQueryIsHeldAgainstTheOldOne() throws Exception {
    String html = client.get("/rules/check?rule=harbours&query=Velderan+open");

    assertThat(html)
        .contains("Matches 2 statements stored so far")
        .contains("Finds 1 statement that the rule does not find now", "Velderan railways open")
        .contains("Misses 1 statement that the rule finds now", "Velderan harbour closes");
  }

  @Test
  void theDaysOfPublicationAreDrawn() throws Exception {
    assertThat(client.get("/rules/check?query=Velderan"))
        .contains(" of publication, 3 in all", ": 3 statements</title>")
        .contains("Timeline as a table");
  }

  private void store(int number, String title) throws Exception {
    dashboard.publish("velderan/" + number, 1, Cause.PUBLISHED, title, "en", "A text.");
  }
}
