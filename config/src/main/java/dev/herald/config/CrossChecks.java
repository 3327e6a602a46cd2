package dev.herald.config;

import dev.herald.config.ConfigLoader.Located;
import dev.herald.config.HeraldConfig.Channel;
import dev.herald.config.HeraldConfig.Elasticsearch;
import dev.herald.config.HeraldConfig.RevisionStep;
import dev.herald.config.rule.Canary;
import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.SelectorVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks what no single setting shows: ids that repeat, channels nobody defined, ports that clash.
final class CrossChecks {
  /// The channel that needs no definition.
  static final String LOG_CHANNEL = "log";

  private static final String KEPT_FOR_THE_CANARY =
      "it is kept for Herald's own canary; choose another";

  private final Problems problems;

  CrossChecks(Problems problems) {
    this.problems = problems;
  }

  void checkHerald(Located<HeraldConfig> located) {
    HeraldConfig config = located.value();
    config.channels().forEach((name, channel) -> checkChannel(located, name, channel));
    checkCredentials(located, config.elasticsearch());
    checkPorts(located, config);
    checkRevisions(located, "crawler.revisions", config.crawler().revisions());
    checkChannels(
        located, "indexer.incidents.channels", config.indexer().incidents().channels(), config);
    if (config.indexer().maxRetryAfter().compareTo(config.indexer().retryAfter()) < 0)
      add(
          located,
          "indexer.max-retry-after",
          Durations.format(config.indexer().maxRetryAfter()),
          "at least indexer.retry-after",
          "raise it to %s or more".formatted(Durations.format(config.indexer().retryAfter())));
  }

  void checkSources(List<Located<Source>> sources) {
    checkIds(sources.stream().map(s -> new Id(s.value().id(), s)).toList(), Canary.SOURCE);
    for (Located<Source> located : sources) {
      Source source = located.value();
      if (source.homepage().isEmpty() && source.discovery().isEmpty())
        problems.missing(
            located.place("id"),
            located.path("discovery"),
            "where statements are found",
            "add discovery, or a homepage to find it from");
      if (located.file().says(located.path("schedule.cron"))
          && located.file().says(located.path("schedule.every")))
        add(
            located,
            "schedule.cron",
            "schedule.cron beside schedule.every",
            "a schedule",
            "keep one of the two");
      checkRevisions(located, "schedule.revisions", source.schedule().revisions());
      checkVersions(located, source.selectorVersions());
      checkTranslations(located, source.translations());
    }
  }

  /// On any day one version counts, or none.
  private void checkVersions(Located<Source> located, List<SelectorVersion> versions) {
    for (int i = 0; i < versions.size(); i++)
      for (int j = 0; j < i; j++)
        if (versions.get(i).overlaps(versions.get(j)))
          add(
              located,
              "selector-versions[%d]".formatted(i),
              "the window '%s'".formatted(versions.get(i).window()),
              "apart from '%s'".formatted(versions.get(j).window()),
              "end one on the day the other begins");
  }

  private void checkTranslations(Located<Source> located, Map<String, String> translations) {
    for (String language : translations.keySet())
      Form.LANGUAGE
          .check(language)
          .ifPresent(
              refused ->
                  add(
                      located,
                      "translations." + language,
                      Problems.quote(language),
                      refused.expected(),
                      refused.hint()));
  }

  /// @param herald whose channels rules may name; empty if it could not be read
  void checkRules(List<Located<Rule>> rules, Optional<HeraldConfig> herald) {
    checkIds(rules.stream().map(r -> new Id(r.value().id(), r)).toList(), Canary.RULE.id());
    if (herald.isEmpty()) return;
    for (Located<Rule> located : rules)
      checkChannels(located, "channels", located.value().channels(), herald.get());
  }

  private void checkChannels(
      Located<?> located, String path, List<String> channels, HeraldConfig config) {
    Set<String> known = channels(config);
    for (String channel : channels)
      if (!known.contains(channel))
        add(
            located,
            path,
            Problems.quote(channel),
            "a channel of herald.yaml",
            Suggestions.closest(channel, known)
                .map("did you mean %s?"::formatted)
                .orElse("channels are " + String.join(", ", known)));
  }

  static Set<String> channels(HeraldConfig config) {
    var names = new TreeSet<>(config.channels().keySet());
    names.add(LOG_CHANNEL);
    return names;
  }

  private record Id(String id, Located<?> located) {}

  private void checkIds(List<Id> ids, String reserved) {
    Map<String, YamlFile.Place> first = new HashMap<>();
    for (Id id : ids) {
      YamlFile.Place place = id.located().place("id");
      if (id.id().equals(reserved))
        add(id.located(), "id", Problems.quote(reserved), "another id", KEPT_FOR_THE_CANARY);
      YamlFile.Place other = first.putIfAbsent(id.id(), place);
      if (other != null)
        add(
            id.located(),
            "id",
            Problems.quote(id.id()),
            "unique",
            "%s:%d has it too; rename one".formatted(other.file(), other.line()));
    }
  }

  private void checkChannel(Located<HeraldConfig> located, String name, Channel channel) {
    String path = "channels." + name;
    long kinds =
        Stream.of(channel.log(), channel.webhook(), channel.email())
            .filter(Optional::isPresent)
            .count();
    if (kinds != 1)
      add(
          located,
          path,
          kinds == 0 ? "a channel without a kind" : "a channel of several kinds",
          "a channel",
          "give it exactly one of log, webhook and email; `log: {}` takes the defaults");
    if (name.equals(Canary.CHANNEL))
      add(located, path, Problems.quote(name), "another name", KEPT_FOR_THE_CANARY);
    Form.ID
        .check(name)
        .ifPresent(
            refused ->
                add(located, path, Problems.quote(name), refused.expected(), refused.hint()));
  }

  private void checkCredentials(Located<HeraldConfig> located, Elasticsearch elasticsearch) {
    if (elasticsearch.apiKey().isPresent() && elasticsearch.password().isPresent())
      add(
          located,
          "elasticsearch.api-key",
          "elasticsearch.api-key beside a password",
          "clear",
          "keep one of the two");
    if (elasticsearch.user().isPresent() != elasticsearch.password().isPresent())
      problems.missing(
          located.place("elasticsearch"),
          "elasticsearch",
          elasticsearch.user().isPresent() ? "the password" : "the user",
          "give both user and password, or neither");
  }

  /// Ports that this process would open itself, each at most once.
  private void checkPorts(Located<HeraldConfig> located, HeraldConfig config) {
    Map<String, Integer> ports = new LinkedHashMap<>();
    if (config.kafka().bootstrapServers().isEmpty()) {
      ports.put("kafka.port", config.kafka().port());
      ports.put("kafka.controller-port", config.kafka().controllerPort());
    }
    if (config.elasticsearch().url().isEmpty())
      ports.put("elasticsearch.port", config.elasticsearch().port());
    if (config.postgresql().url().isEmpty())
      ports.put("postgresql.port", config.postgresql().port());
    if (config.dashboard().port() != 0) ports.put("dashboard.port", config.dashboard().port());
    Map<Integer, String> taken = new HashMap<>();
    ports.forEach(
        (path, port) -> {
          String other = taken.putIfAbsent(port, path);
          if (other != null)
            add(
                located,
                path,
                Problems.quote(port.toString()),
                "free",
                other + " has it too; change one");
        });
  }

  private void checkRevisions(Located<?> located, String path, List<RevisionStep> steps) {
    Duration before = Duration.ZERO;
    for (RevisionStep step : steps) {
      if (step.youngerThan().compareTo(before) <= 0)
        add(
            located,
            path,
            "younger-than: " + Durations.format(step.youngerThan()),
            "above the row before it",
            "order the rows by younger-than");
      before = step.youngerThan();
    }
  }

  private void add(Located<?> located, String path, String found, String expected, String hint) {
    problems.add(located.place(path), located.path(path), found, expected, hint);
  }
}
