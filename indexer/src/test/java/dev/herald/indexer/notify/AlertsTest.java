package dev.herald.indexer.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.match.Match;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:01Z");

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

  private boolean alerts(Cause cause, List<Cause> alertOn) {
    return !alerts.of(match(cause, alertOn, "log"), NOW).isEmpty();
  }

  private static Match match(Cause cause, List<Cause> alertOn, String... channels) {
    Rule rule =
        new Rule("rates", "Rates", "rate", List.of(channels), alertOn, true, Optional.empty());
    return new Match(rule, Samples.revision(cause), "the rate rose");
  }
}
