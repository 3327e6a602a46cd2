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
    @Setting("Why the rule exists, for colleagues.") Optional<String> note) {}
