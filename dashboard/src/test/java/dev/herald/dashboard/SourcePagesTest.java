package dev.herald.dashboard;

import static dev.herald.dashboard.SampleDashboard.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.dashboard.addition.SourceDesk;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SourcePagesTest {
  private final SampleReads stored = SampleReads.filled();
  @AutoClose private final SampleDashboard dashboard = new SampleDashboard(stored);

  @Test
  void theLedgerSaysWhatIsOutOfBalanceAndTheApiTheSame() throws Exception {
    assertThat(dashboard.get("/ledger").body())
        .contains("1 out of balance", "1 open incident", "Days are days in UTC")
        .contains("House of Example, 24 Nov: 3 revisions published; 4 revisions published, 3");
    assertThat(dashboard.get("/ledger/press-example/2026-11-24").body())
        .contains("4 revisions published, 3 indexed: 1 too few", "the server answered 500");
    JsonNode days = dashboard.json("/api/v1/ledger?source=press-example&from=2026-11-23");
    assertThat(days).hasSize(2);
    assertThat(days.at("/0/verdict").asText()).isEqualTo("NOTHING_PUBLISHED");
    assertThat(days.at("/1/imbalances/0/found").asLong()).isEqualTo(3);
    JsonNode incidents = dashboard.json("/api/v1/incidents");
    assertThat(incidents.at("/0/kind").asText()).isEqualTo("BLOCKED");
    assertThat(incidents.at("/0/open").asBoolean()).isTrue();
    assertThat(incidents.at("/1/open").asBoolean()).isFalse();
  }

  @Test
  void theHubThatASourcesFeedNamesIsShown() throws Exception {
    assertThat(dashboard.get("/sources/press-example").body())
        .contains("<dt>WebSub hub</dt><dd class=\"break\">https://hub.example/?&lt;b&gt;</dd>");
    assertThat(dashboard.get("/api/v1/sources/press-example").body())
        .contains("\"hubs\":[\"https://hub.example/?<b>\"]");
  }

  @Test
  void aVisitCanBeAskedFor() throws Exception {
    assertThat(dashboard.postForm("/sources/press-example/visit", "").statusCode()).isEqualTo(303);
    assertThat(dashboard.nextVisit()).isEqualTo("press-example");
    assertThat(
            dashboard
                .post("/api/v1/sources/press-example/visit", "application/json", "")
                .statusCode())
        .isEqualTo(202);
  }

  @Test
  void anAddressLeadsToALookAndWhatItFoundIsShownAndAccepted() throws Exception {
    HttpResponse<String> begun = dashboard.postForm("/sources/new", "url=press.example%2Fnews");
    String offer = dashboard.get("/sources/new/found").body();
    HttpResponse<String> accepted =
        dashboard.postForm(
            "/sources/new/found", "id=az-other&institution=&country=AZ&zone=Asia%2FBaku");

    assertThat(header(begun, "Location")).isEqualTo("/sources/new/looking");
    assertThat(dashboard.desk().asked()).containsExactly("https://press.example/news");
    assertThat(dashboard.get("/sources").body()).contains("href=\"/sources/new\"");
    assertThat(offer)
        .contains("value=\"&lt;b>Məclis&lt;/b>\"", "Assumed, please check: that of AZ")
        .contains("names 10 now", "no date, no body", "sources/az/press.yaml")
        .doesNotContain("href=\"javascript", "<b>Məclis");
    assertThat(accepted.statusCode()).isEqualTo(303);
    assertThat(dashboard.desk().accepted())
        .extracting(SourceDesk.Edits::id)
        .containsExactly("az-other");
  }

  @Test
  void whatCannotBeAddedKeepsTheFormAndSaysWhy() throws Exception {
    HttpResponse<String> refused =
        dashboard.postForm("/sources/new/found", "id=taken&zone=Asia%2FTokyo");
    HttpResponse<String> noAddress =
        dashboard.postForm("/sources/new", "url=ftp%3A%2F%2Fpress.example");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("The source is not added.", "the id taken is taken");
    assertThat(refused.body()).contains("value=\"taken\"", "value=\"Asia/Tokyo\"");
    assertThat(noAddress.statusCode()).isEqualTo(422);
    assertThat(noAddress.body()).contains("value=\"ftp://press.example\"", "role=\"alert\"");
    assertThat(dashboard.get("/sources/new/unknown").statusCode()).isEqualTo(404);
    assertThat(dashboard.desk().accepted()).isEmpty();
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
    return dashboard.send(dashboard.request(path).header("HX-Request", "true"));
  }

  @Test
  void anIncidentShowsBothVisitsAndLeadsToWhatTheyWereAnswered() throws Exception {
    String page = dashboard.get("/incidents/press-example/blocked").body();

    assertThat(page)
        .contains("The last visit before it", "The first visit that shows it", "is no list")
        .contains("/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Frss%3F%3Cb%3E")
        .doesNotContain("rss?<b>");
    assertThat(dashboard.get("/ledger").body())
        .contains("href=\"/incidents/press-example/blocked\"");
    assertThat(dashboard.get("/incidents/press-example/clock").statusCode()).isEqualTo(404);
    assertThat(dashboard.get("/incidents/none/blocked").statusCode()).isEqualTo(404);
  }

  @Test
  void aSelectorIsTriedOnAnArchivedPageAndNothingOfItRuns() throws Exception {
    String address =
        "/sources/press-example/archived?url=https%3A%2F%2Fpress.example%2Frss%3F%3Cb%3E";
    String found = dashboard.get(address + "&selector=h1&field=title").body();
    String missed = dashboard.get(address + "&selector=h9").body();
    String tooLong = dashboard.get(address + "&selector=" + "a".repeat(301)).body();

    assertThat(found)
        .contains("Found: 7", "&lt;script&gt;alert(2)", "&lt;script&gt;alert(1)")
        .contains("<option value=\"title\" selected>")
        .doesNotContain("<script>alert");
    assertThat(missed).contains("matches nothing");
    assertThat(tooLong).contains("at most 300 characters");
    assertThat(dashboard.get("/sources/press-example/archived?until=yesterday").statusCode())
        .isEqualTo(400);
    assertThat(dashboard.get(address + "&field=nose").statusCode()).isEqualTo(400);
  }

  @Test
  void completenessIsPublishedAsATableAPictureAndForPrograms() throws Exception {
    JsonNode told = dashboard.json("/api/v1/completeness?from=2026-11-23&to=2026-11-24");
    String page = dashboard.get("/completeness").body();

    assertThat(told.at("/all/read").asInt()).isEqualTo(2);
    assertThat(told.at("/all/balanced").asInt()).isEqualTo(1);
    assertThat(told.at("/sources/press-example/incidents").asInt()).isEqualTo(1);
    assertThat(told.at("/sources/press-example/latency").asText()).isEqualTo("PT1.2S");
    assertThat(told.at("/days/1/unbalanced").asInt()).isEqualTo(1);
    assertThat(page).contains("14 of 14", "13 of 14", "<rect class=\"bar good\"", "1 s");
  }

  @Test
  void aSourceShowsWhatEachDiscoveryBrings() throws Exception {
    String page = dashboard.get("/sources/press-example").body();

    assertThat(page)
        .contains("What each discovery brings", "1,230", "brings what no other does")
        .contains("brings nothing that another does not")
        .doesNotContain("news.xml?<b>");
  }
}
