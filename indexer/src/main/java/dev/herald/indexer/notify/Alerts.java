package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.match.Match;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes deliveries of matches, where the revision's cause alerts.
public final class Alerts {
  private final List<Cause> alertOn;
  private final String dashboard;

  /// With the causes that alert, and the dashboard's address for links.
  public Alerts(HeraldConfig config) {
    this.alertOn = config.indexer().alertOn();
    this.dashboard = dashboard(config.dashboard());
  }

  /// The address under which people reach the dashboard, without a slash at its end.
  static String dashboard(HeraldConfig.Dashboard settings) {
    return settings
        .publicUrl()
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
        .orElse("http://127.0.0.1:" + settings.port());
  }

  /// Whether revisions of a cause alert for a rule.
  public boolean areCalledFor(Rule rule, Cause cause) {
    return (rule.alertOn().isEmpty() ? alertOn : rule.alertOn()).contains(cause);
  }

  /// One delivery for each channel of the rule; none if the cause does not alert.
  public List<Outbox.Due> of(Match match, Instant now) {
    if (!areCalledFor(match.rule(), match.revision().cause())) return List.of();
    List<Outbox.Due> due = new ArrayList<>();
    Revision revision = match.revision();
    for (String channel : match.rule().channels())
      due.add(
          Outbox.Due.of(
                  alert(match, channel, now),
                  channel,
                  revision.statement().sourceId(),
                  revision.observedAt())
              .together(match.rule().digestTimes()));
    return due;
  }

  private String all(Match match, Instant now) {
    return "%s/?rule=%s&asof=%s".formatted(dashboard, match.rule().id(), now);
  }

  private Alert alert(Match match, String channel, Instant now) {
    Revision revision = match.revision();
    Statement statement = revision.statement();
    return new Alert(
        Hashes.deliveryId(match.rule().id(), revision.revisionId(), channel),
        match.rule().id(),
        match.rule().name(),
        revision.cause(),
        statement.id(),
        revision.revisionId(),
        revision.number(),
        statement.title(),
        statement.institution(),
        statement.country(),
        statement.language(),
        statement.published().iso(),
        statement.published().zone().map(zone -> zone.getId()),
        statement.url(),
        dashboard + "/statements/" + statement.id(),
        match.snippet(),
        revision.fetchedAt(),
        now,
        Optional.of(
            new Alert.Why(match.rule().alertWhen(), match.terms(), Optional.of(all(match, now)))),
        Optional.of(match.rule().urgency()),
        Optional.empty(),
        Optional.empty());
  }
}
