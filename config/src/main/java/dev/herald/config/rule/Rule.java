package dev.herald.config.rule;

import dev.herald.config.Form;
import dev.herald.config.Setting;
import dev.herald.config.message.Cause;
import java.util.List;
import java.util.Optional;

/// A rule: a saved query that alerts. Written in `rules/*.yaml`, or made in the dashboard and then
/// carried as JSON by the topic `herald.rules`.
public record Rule(
    @Setting(
            value = "Short unique name, lower case with dashes.",
            example = "interest-rates",
            form = Form.ID)
        String id,
    @Setting(value = "The name people see in alerts.", example = "Interest rates", form = Form.LINE)
        String name,
    @Setting(
            value = "The query, in Herald's query language.",
            example = "'\"interest rate\" AND country:TR'",
            form = Form.QUERY)
        String query,
    @Setting(
            value = "Channels that get its matches, by their names in herald.yaml.",
            defaultsTo = "[log]",
            form = Form.ID,
            min = "1")
        List<String> channels,
    @Setting("Causes that alert for this rule, instead of indexer.alert-on.") List<Cause> alertOn,
    @Setting(value = "false keeps the rule without alerting.", defaultsTo = "true") boolean enabled,
    @Setting("Why the rule exists, for colleagues.") Optional<String> note,
    @Setting(
            value =
                "matches (the default) alerts on every revision that matches; appears, only where"
                    + " the revision before did not; disappears, where the revision before matched"
                    + " and this one does not, or is withdrawn.",
            example = "appears")
        Optional<AlertWhen> alertWhen,
    @Setting(
            value =
                "How much an edit must change to alert: any (the default) is whatever a rule can"
                    + " see; body, letters or figures of the body or of an attachment; words, their"
                    + " letters.",
            example = "body")
        Optional<Edits> edits,
    @Setting(
            value =
                "Tells all matches of a period in one message per channel, instead of each at once:"
                    + " hourly, or daily, weekdays or weekly on a day, at a time and zone.",
            example = "daily at 08:00 Europe/Berlin",
            form = Form.DIGEST)
        Optional<String> digest,
    @Setting(
            value =
                "How soon somebody has to act on its alerts: urgent, normal (the default) or"
                    + " background.",
            example = "urgent")
        Optional<Tier> tier) {

  /// A rule that alerts at once on every revision that matches.
  public Rule(
      String id,
      String name,
      String query,
      List<String> channels,
      List<Cause> alertOn,
      boolean enabled,
      Optional<String> note) {
    this(
        id,
        name,
        query,
        channels,
        alertOn,
        enabled,
        note,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// The turn it alerts on.
  public AlertWhen turn() {
    return alertWhen.orElse(AlertWhen.MATCHES);
  }

  /// The least edit it alerts on.
  public Edits leastEdit() {
    return edits.orElse(Edits.ANY);
  }

  /// How soon somebody has to act on its alerts.
  public Tier urgency() {
    return tier.orElse(Tier.NORMAL);
  }

  /// When its matches are told together; empty where each is told at once.
  public Optional<DigestTimes> digestTimes() {
    return digest.map(DigestTimes::parse);
  }

  /// The same rule, enabled or not.
  public Rule withEnabled(boolean now) {
    return new Rule(id, name, query, channels, alertOn, now, note, alertWhen, edits, digest, tier);
  }
}
