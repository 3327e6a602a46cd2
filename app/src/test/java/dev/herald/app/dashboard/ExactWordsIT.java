package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.Cause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words in quotes and without, in the real Elasticsearch.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactWordsIT {
  private RunningDashboard dashboard;
  private DashboardClient client;

  @BeforeAll
  void publish() throws Exception {
    dashboard = new RunningDashboard();
    client = new DashboardClient(dashboard.url());
    client.addRule("exact-words", "\"zorvian ledgers\"");
    store("1", "en", "Zorvian ledgers were shown to all delegations.");
    store("2", "en", "One zorvian ledger was shown to a delegation.");
    store("3", "fr", "La zorvian de l\u2019inflation et ses délégations.");
    client.awaitTotal("zorvian", 3);
  }

  @AfterAll
  void close() {
    if (dashboard != null) dashboard.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zorvian ledger | 2",
        "\"zorvian ledger\" | 1",
        "\"zorvian ledgers\" | 1",
        "\"zorvian\" \"LEDGERS\" | 1",
        "zorvian \"inflation\" | 1",
        "zorvian \"l'inflation\" | 1",
        "zorvian l'infla* | 1",
        "zorvian \"delegations\" | 1"
      })
  void quotesAskForTheWordsAsWritten(String query, int total) throws Exception {
    assertThat(client.search(query, "").path("total").asInt()).isEqualTo(total);
  }

  @Test
  void wordsInQuotesAndOutsideAreMarkedTogether() throws Exception {
    JsonNode hit = client.search("\"zorvian ledgers\" delegation", "").at("/hits/0");

    assertThat(hit.path("snippetsHtml").toString())
        .contains("<mark>Zorvian ledgers</mark>", "<mark>delegations</mark>");
  }

  @Test
  void thePageSaysBothNumbers() throws Exception {
    String both = "exact: 1, with other forms of the words: 2";
    String quoted = DashboardClient.encoded("\"zorvian ledgers\"");

    assertThat(client.get("/?q=" + quoted)).contains(both);
    assertThat(client.get("/rules/check?query=" + quoted)).contains(both);
    assertThat(client.get("/rules/check?query=" + DashboardClient.encoded("title:zorvian*")))
        .doesNotContain("exact:");
  }

  @Test
  void theRuleMatchesExactlyThem() throws Exception {
    JsonNode matched = client.json("/api/v1/rules/exact-words/matches");

    assertThat(matched.path("total").asInt()).isEqualTo(1);
  }

  private void store(String number, String language, String text) throws Exception {
    dashboard.publish("zorvian/" + number, 1, Cause.PUBLISHED, "Notice " + number, language, text);
  }
}
