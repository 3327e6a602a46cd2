package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.notify.Alert.OfRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes deliveries that tell of a rule itself, for the rule's own channels.
public final class RuleAlerts {
  private static final String RULE = "herald-rules";

  private final String dashboard;

  /// With the dashboard's address for links.
  public RuleAlerts(HeraldConfig config) {
    this.dashboard = Alerts.dashboard(config.dashboard());
  }

  /// One delivery for each channel of the rule, at once whatever its digest says.
  public List<Outbox.Due> of(Rule rule, OfRule told, Instant now) {
    return rule.channels().stream()
        .distinct()
        .map(channel -> Outbox.Due.of(alert(rule, told, channel, now), channel, RULE, now))
        .toList();
  }

  private Alert alert(Rule rule, OfRule told, String channel, Instant now) {
    String id =
        String.join("|", rule.id(), Boolean.toString(told.works()), told.since().toString());
    String page = dashboard + "/rules/" + rule.id();
    return new Alert(
        Hashes.deliveryId(RULE, Hashes.sha256(id.getBytes(StandardCharsets.UTF_8)), channel),
        RULE,
        rule.name(),
        Cause.PUBLISHED,
        "",
        "",
        0,
        told.works() ? "this rule works again" : "this rule no longer works",
        "Herald",
        "INT",
        "en",
        Optional.empty(),
        Optional.empty(),
        page,
        page,
        told.reason(),
        now,
        now,
        Optional.empty(),
        Optional.of(rule.urgency()),
        Optional.empty(),
        Optional.of(told));
  }
}
