package dev.herald.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.message.Cause;
import dev.herald.config.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleCheckTest {
  private static final int MANY = 100;

  private final SampleReads stored = new SampleReads();
  @AutoClose private final SampleDashboard dashboard = new SampleDashboard(stored);

  @BeforeEach
  void store() throws Exception {
    for (int i = 0; i < MANY; i++) store(i, "Notice on harbours");
    store(MANY, "Notice on the budget");
    store(MANY + 1, "Notice on the budget of harbours");
    stored.save(
        new Rule("ports", "Ports", "harbours", List.of("log"), List.of(), true, Optional.empty()));
  }

  @Test
  void aQueryTellsHowManyItWouldHaveBroughtADay() throws Exception {
    String html = dashboard.get("/rules/check?query=budget").body();

    assertThat(html)
        .contains("Matches 2 statements stored so far")
        // The stored statements begin 24 days ago.
        .contains("About 0.08 a day over the last 24 days of publication, 2 in all")
        .contains("<svg", "Timeline as a table", "24 Nov 2026: 5 statements")
        .doesNotContain("Too broad");
  }

  @Test
  void aQueryThatFindsNearlyEverythingIsTooBroad() throws Exception {
    assertThat(dashboard.get("/rules/check?query=Notice").body())
        .contains("Too broad", "It finds 100 % of all statements");
  }

  @Test
  void anotherQueryOfARuleSaysWhatItGainsAndLoses() throws Exception {
    String html = dashboard.get("/rules/check?rule=ports&query=budget").body();

    assertThat(html)
        .contains("Finds 1 statement that the rule does not find now")
        .contains("Misses 100 statements that the rule finds now")
        .containsSubsequence(
            "Finds 1", "Notice on the budget</a>", "Misses 100", "on harbours</a>");
  }

  @Test
  void theQueryThatARuleHasChangesNothing() throws Exception {
    assertThat(dashboard.get("/rules/ports/edit").body())
        .contains("hx-get=\"/rules/check?rule=ports\"", "About ")
        .doesNotContain("Misses");
  }

  private void store(int number, String title) {
    stored.store(
        Samples.revision(
            Samples.statementAt("https://press.example/" + number, title, "en", "Text."),
            1,
            Cause.PUBLISHED));
  }
}
