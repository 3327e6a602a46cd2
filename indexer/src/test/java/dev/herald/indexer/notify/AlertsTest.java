package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import dev.herald.indexer.match.Match;
import dev.herald.indexer.match.MatchedTerm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:01Z");

  private static final MatchedTerm RATE =
      new MatchedTerm("rates", "body", List.of("quote"), List.of("rate", "Rates"));

  private final Alerts alerts = new Alerts(HeraldConfig.defaults());

  @ParameterizedTest
  @CsvSource({
    "PUBLISHED, true",
    "EDITED, true",
    "WITHDRAWN, true",
    "RESTORED, true",
    "REEXTRACTED, false",
    "MOVED, false",
    "BACKFILLED, false"
  })
  void whatThePublisherDidAlertsAndWhatHeraldDidDoesNot(Cause cause, boolean alerting) {
    assertThat(alerts(cause, List.of())).isEqualTo(alerting);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aRuleThatNamesItsCausesAlertsOnTheseAlone(Cause named) {
    for (Cause cause : Cause.values())
      assertThat(alerts(cause, List.of(named))).as("%s", cause).isEqualTo(cause == named);
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void aRuleMayNameEveryCause(Cause cause) {
    assertThat(alerts(cause, List.of(Cause.values()))).isTrue();
  }

  @Test
  void everyChannelGetsADeliveryOfItsOwnThatSaysWhy() {
    List<Outbox.Due> due = alerts.of(match(Cause.WITHDRAWN, List.of(), "hook", "mail"), NOW);

    assertThat(due).extracting(Outbox.Due::channel).containsExactly("hook", "mail");
    assertThat(due).extracting(one -> one.alert().deliveryId()).doesNotHaveDuplicates();
    assertThat(due).extracting(one -> one.alert().cause()).containsOnly(Cause.WITHDRAWN);
  }

  @Test
  void anAlertSaysWhichTermsMatchedAndWhere() {
    Alert alert = alerts.of(match(Cause.EDITED, List.of(), "mail"), NOW).getFirst().alert();

    String line = "Matched: rates in the body (quote): “rate”, “Rates”";
    assertThat(AlertText.plain(alert)).contains(line);
    assertThat(AlertText.html(alert)).contains(line);
    assertThat(MessageCodec.writeText(alert))
        .contains(
            """
            "why":{"terms":[{"term":"rates","field":"body","zones":["quote"],\
            "words":["rate","Rates"]}],"all":""");
  }

  @Test
  void anAlertCarriesTheTierOfItsRule() {
    Rule urgent =
        new Rule(
            "rates",
            "Rates",
            "rate",
            List.of("hook"),
            List.of(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Tier.URGENT));
    Match match = new Match(urgent, Samples.revision(Cause.PUBLISHED), List.of(RATE), "rose");

    assertThat(MessageCodec.writeText(alerts.of(match, NOW).getFirst().alert()))
        .contains("\"tier\":\"urgent\"");
    assertThat(
            MessageCodec.writeText(
                alerts.of(match(Cause.PUBLISHED, List.of(), "hook"), NOW).getFirst().alert()))
        .contains("\"tier\":\"normal\"");
  }

  @Test
  void anAlertLeadsToAllThatTheRuleHadMatchedByThen() {
    Alert alert = alerts.of(match(Cause.EDITED, List.of(), "mail"), NOW).getFirst().alert();
    var digest = Samples.digest("digest", alert);

    String all = "http://127.0.0.1:8080/?rule=rates&asof=" + NOW;
    assertThat(alert.why().orElseThrow().all()).hasValue(all);
    assertThat(AlertText.plain(alert)).contains(all);
    assertThat(AlertText.html(alert)).contains(all.replace("&", "&amp;"));
    assertThat(DigestText.plain(digest)).contains(all);
    assertThat(DigestText.html(digest)).contains(all.replace("&", "&amp;"));
  }

  /// What is in the outbox while Herald is upgraded is sent by the version after.
  @Test
  void anAlertKeptBeforeReasonsWereIsStillRead() {
    Alert before = Samples.alert("id", "title");

    assertThat(Outbox.read(MessageCodec.writeText(before))).hasValue(before);
    assertThat(AlertText.plain(before)).contains("the rate rose");
  }

  /// While a cluster is upgraded, earlier and later processes send from one outbox.
  @Test
  void anAlertOfALaterVersionIsStillRead() throws Exception {
    Alert known = alerts.of(match(Cause.EDITED, List.of(), "mail"), NOW).getFirst().alert();
    ObjectNode later = MessageCodec.mapper().valueToTree(known);
    later.put("cause", "merged").put("tier", "whenever").putObject("translation").put("of", "x");
    later.withObject("/why").put("turn", "doubles").put("score", 3);
    later.putObject("incident").put("step", "explained").put("sourceId", "bank");
    later
        .withObject("/incident")
        .put("kind", "FLOOD")
        .put("since", NOW.toString())
        .put("evidence", "water");

    Alert read = Outbox.read(later.toString()).orElseThrow();

    assertThat(read.title()).isEqualTo(known.title());
    assertThat(read.cause()).isEqualTo(Cause.REEXTRACTED);
    assertThat(read.tier()).hasValue(Tier.NORMAL);
    assertThat(read.why().orElseThrow().terms()).isEqualTo(known.why().orElseThrow().terms());
    assertThat(read.incident().orElseThrow().step()).isEqualTo(Alert.Step.LASTS);
    assertThat(AlertText.plain(read)).contains("Now: water");
  }

  private boolean alerts(Cause cause, List<Cause> alertOn) {
    return !alerts.of(match(cause, alertOn, "log"), NOW).isEmpty();
  }

  private static Match match(Cause cause, List<Cause> alertOn, String... channels) {
    Rule rule =
        new Rule("rates", "Rates", "rate", List.of(channels), alertOn, true, Optional.empty());
    return new Match(rule, Samples.revision(cause), List.of(RATE), "the rate rose");
  }
}
