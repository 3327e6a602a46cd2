package dev.herald.indexer;

import dev.herald.config.HeraldConfig;
import dev.herald.config.rule.Canary;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.consume.DeadLetters;
import dev.herald.indexer.consume.StatementConsumer;
import dev.herald.indexer.match.RuleMatcher;
import dev.herald.indexer.notify.Notifier;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.rule.KafkaRuleBook;
import dev.herald.indexer.store.BulkStore;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// The indexer: consumes revisions, matches, stores and notifies.
public final class Indexer implements AutoCloseable {
  private final KafkaRuleBook rules;
  private final RuleMatcher matcher = new RuleMatcher();
  private final Notifier notifier;
  private final DeadLetters deadLetters;
  private final StatementConsumer consumer;

  /// Connects and brings index templates and tables up to date; nothing is consumed yet.
  ///
  /// @param config with every engine's address filled in
  /// @param instance see [StatementConsumer]
  /// @param rules stays the caller's to close
  /// @throws UncheckedIOException if Elasticsearch refuses the templates
  public Indexer(
      HeraldConfig config,
      String instance,
      ElasticsearchConnection elasticsearch,
      DataSource database,
      KafkaRuleBook rules,
      Clock clock,
      MeterRegistry meters) {
    try {
      Indices.install(elasticsearch.rest(), config.elasticsearch());
    } catch (IOException e) {
      throw new UncheckedIOException("elasticsearch does not take the index templates", e);
    }
    this.rules = rules;
    Outbox outbox = Outbox.open(database);
    this.notifier = new Notifier(config, outbox, clock, meters);
    this.deadLetters = new DeadLetters(String.join(",", config.kafka().bootstrapServers()), clock);
    this.consumer =
        new StatementConsumer(
            config,
            instance,
            matcher,
            new BulkStore(elasticsearch.client()),
            outbox,
            notifier,
            deadLetters,
            clock,
            meters);
  }

  /// Begins to consume, once all rules are known: a revision must meet every rule there is. Returns
  /// at once.
  public void start() {
    notifier.start();
    Thread.ofVirtual().name("indexer-start").start(this::startWhenRulesAreKnown);
  }

  private void startWhenRulesAreKnown() {
    try {
      while (!rules.isCaughtUp()) TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    takeRules();
    rules.onChange(_ -> takeRules());
    consumer.start();
  }

  private void takeRules() {
    List<Rule> all = new ArrayList<>(rules.rules());
    all.removeIf(rule -> rule.id().equals(Canary.RULE.id()));
    all.add(Canary.RULE);
    matcher.rulesChanged(all);
  }

  @Override
  public void close() {
    consumer.close();
    notifier.close();
    deadLetters.close();
    matcher.close();
  }
}
