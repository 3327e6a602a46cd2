package dev.herald.config;

import dev.herald.config.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks a rule that was not read from YAML, as the loader checks those that were.
public final class RuleChecks {
  /// The channel that needs no definition.
  public static final String LOG_CHANNEL = CrossChecks.LOG_CHANNEL;

  private RuleChecks() {}

  /// Names of the channels a rule may name: those of `herald.yaml`, and `log`.
  public static Set<String> channels(HeraldConfig config) {
    return CrossChecks.channels(config);
  }

  /// Every problem of a rule; empty if it may be saved.
  ///
  /// @param origin where it comes from, as [Problem#file]
  /// @param channels as [#channels]
  public static List<Problem> check(Rule rule, String origin, Set<String> channels) {
    var problems = new Problems();
    var place = new YamlFile.Place(origin, 0, 0);
    add(problems, place, "id", rule.id(), Form.ID.check(rule.id()));
    if (rule.name().isBlank()) problems.missing(place, "name", "the name", "write one");
    else add(problems, place, "name", rule.name(), Form.LINE.check(rule.name()));
    add(problems, place, "query", rule.query(), Form.QUERY.check(rule.query()));
    if (rule.channels().isEmpty())
      problems.missing(place, "channels", "a channel", "name at least " + LOG_CHANNEL);
    for (String channel : rule.channels())
      if (!channels.contains(channel))
        problems.add(
            place,
            "channels",
            Problems.quote(channel),
            "a channel of herald.yaml",
            "channels are " + String.join(", ", channels));
    rule.digest()
        .ifPresent(digest -> add(problems, place, "digest", digest, Form.DIGEST.check(digest)));
    return problems.sorted();
  }

  private static void add(
      Problems problems,
      YamlFile.Place place,
      String path,
      String found,
      Optional<Reading.Refused> refused) {
    refused.ifPresent(
        r -> problems.add(place, path, Problems.quote(found), r.expected(), r.hint()));
  }
}
