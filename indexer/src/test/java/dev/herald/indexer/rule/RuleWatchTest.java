package dev.herald.indexer.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.notify.RuleAlerts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real PostgreSQL.
class RuleWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String GONE = "tax AND ministry:finance";

  private static EmbeddedPostgres postgres;
  private static Jdbi database;

  @BeforeAll
  static void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    database = Jdbi.create(postgres.getPostgresDatabase());
    Outbox.open(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void close() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    database.useHandle(
        handle -> handle.execute("TRUNCATE indexer.delivery, indexer.broken_rule CASCADE"));
  }

  @Test
  void aRuleThatBreaksIsToldOnceThroughItsChannelsAndOnceWhenItWorksAgain() {
    look(NOW, rule(GONE, true));
    // Another process, or the same one after a restart.
    look(NOW.plusSeconds(60), rule(GONE, true));

    assertThat(told("log"))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.path("title").asText()).isEqualTo("this rule no longer works");
              assertThat(alert.path("ruleName").asText()).isEqualTo("Taxes");
              JsonNode broken = alert.path("brokenRule");
              assertThat(broken.path("ruleId").asText()).isEqualTo("taxes");
              assertThat(broken.path("works").asBoolean()).isFalse();
              assertThat(broken.path("query").asText()).isEqualTo(GONE);
              assertThat(broken.path("reason").asText())
                  .startsWith("query: position 9:")
                  .contains("ministry");
            });
    assertThat(told("mail")).hasSize(1);

    look(NOW.plusSeconds(120), rule("tax", true));
    look(NOW.plusSeconds(180), rule("tax", true));

    assertThat(told("log"))
        .hasSize(2)
        .last()
        .satisfies(
            alert -> {
              assertThat(alert.path("title").asText()).isEqualTo("this rule works again");
              assertThat(alert.at("/brokenRule/since").asText()).isEqualTo(NOW.toString());
            });
  }

  @Test
  void aRuleThatBreaksAgainIsToldAgain() {
    look(NOW, rule(GONE, true));
    look(NOW.plusSeconds(60), rule("tax", true));
    look(NOW.plusSeconds(120), rule(GONE, true));

    assertThat(told("log")).hasSize(3);
  }

  @Test
  void aDigestThatNobodyKnowsAnyMoreBreaksARuleToo() {
    look(NOW, rule("tax", true, Optional.of("daily at 08:00 Europe/Atlantis")));

    assertThat(told("log"))
        .singleElement()
        .satisfies(
            alert ->
                assertThat(alert.at("/brokenRule/reason").asText())
                    .startsWith("digest: 'Europe/Atlantis' is not a time zone"));
  }

  @Test
  void nobodyIsToldOfRulesThatWorkOrAreDisabledOrUnknownHere() {
    look(NOW, rule("tax", true));
    look(NOW, rule(GONE, false));
    assertThat(told("log")).isEmpty();

    look(NOW, rule(GONE, true));
    watch(NOW).look();
    look(NOW, rule(GONE, true));
    assertThat(told("log")).hasSize(1);
  }

  private static void look(Instant now, Rule rule) {
    watch(now, rule).look();
  }

  private static RuleWatch watch(Instant now, Rule... rules) {
    return new RuleWatch(
        () -> List.of(rules),
        postgres.getPostgresDatabase(),
        new RuleAlerts(HeraldConfig.defaults()),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Rule rule(String query, boolean enabled) {
    return rule(query, enabled, Optional.empty());
  }

  private static Rule rule(String query, boolean enabled, Optional<String> digest) {
    return new Rule(
        "taxes",
        "Taxes",
        query,
        List.of("log", "mail"),
        List.of(),
        enabled,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        digest,
        Optional.empty());
  }

  private static List<JsonNode> told(String channel) {
    return database.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT alert FROM indexer.delivery
                    WHERE channel = :channel ORDER BY observed_at
                    """)
                .bind("channel", channel)
                .map((row, _) -> read(row.getString("alert")))
                .list());
  }

  private static JsonNode read(String json) {
    try {
      return MessageCodec.mapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
