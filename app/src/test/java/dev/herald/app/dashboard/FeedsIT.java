package dev.herald.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.herald.config.message.Cause;
import dev.herald.config.source.Source.Discovery;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Item;
import dev.herald.crawler.discover.Listed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Feeds of what came through Kafka, read as Herald reads feeds of others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsIT {
  private RunningDashboard dashboard;
  private DashboardClient client;
  private String kept;
  private String softened;
  private String gone;

  @BeforeAll
  void publish() throws Exception {
    dashboard = new RunningDashboard();
    client = new DashboardClient(dashboard.url());
    client.addRule("orvania", "Orvania");
    kept = dashboard.publish("orvania/1", 1, Cause.PUBLISHED, "Orvania votes", "en", "It voted.");
    softened =
        dashboard.publish(
            "orvania/2", 1, Cause.PUBLISHED, "On the treaty", "en", "Orvania condemns it.");
    gone = dashboard.publish("orvania/3", 1, Cause.PUBLISHED, "Orvania errs", "en", "It erred.");
    dashboard.publish("orvania/4", 1, Cause.BACKFILLED, "Orvania of old", "en", "Long ago.");
    client.awaitTotal("Orvania", 4);
    dashboard.publish("orvania/2", 2, Cause.EDITED, "On the treaty", "en", "We regret it.");
    dashboard.publish("orvania/3", 2, Cause.WITHDRAWN, "Orvania errs", "en", "It erred.");
    client.awaitRevisions(softened, 2);
    client.awaitRevisions(gone, 2);
  }

  @AfterAll
  void close() {
    if (dashboard != null) dashboard.close();
  }

  @Test
  void heraldReadsItsOwnAtom() throws Exception {
    assertThat(read("/feeds/rules/orvania.atom", "application/atom+xml"))
        .extracting(item -> item.url().toString(), item -> item.title().orElse(""))
        .containsExactly(
            tuple(page(gone), "[withdrawn] Orvania errs"),
            tuple(page(softened), "[edited] On the treaty"),
            tuple(page(kept), "Orvania votes"));
  }

  @Test
  void heraldReadsItsOwnJsonFeed() throws Exception {
    assertThat(read("/feeds/rules/orvania.json", "application/feed+json"))
        .extracting(item -> item.url().toString())
        .containsExactly(page(gone), page(softened), page(kept));
  }

  @Test
  void anEditThatTakesTheRulesWordOutIsTold() throws Exception {
    assertThat(client.get("/feeds/rules/orvania.json"))
        .contains("condemns", "regret", "Asia/Baku (UTC+04:00)")
        .doesNotContain("Orvania of old");
  }

  @Test
  void aSourcesFeedHoldsWhatItsRulesDo() throws Exception {
    assertThat(read("/feeds/sources/press-example.atom", "application/atom+xml"))
        .extracting(item -> item.url().toString())
        .contains(page(gone), page(softened), page(kept));
  }

  private String page(String statementId) {
    return dashboard.url() + "/statements/" + statementId;
  }

  private List<Item> read(String path, String contentType) throws Exception {
    HttpUrl url = HttpUrl.get(dashboard.url() + path);
    Listed listed =
        DiscoveryReader.read(
            new Answer(
                url,
                ByteString.encodeUtf8(client.get(path)),
                Optional.of(contentType),
                List.of("en"),
                ZoneOffset.UTC,
                Instant.now()),
            new Discovery(
                Discovery.Kind.FEED,
                url.toString(),
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of()));
    assertThat(listed.problems()).isEmpty();
    return listed.items();
  }
}
