package dev.herald.indexer;

import dev.herald.config.HeraldConfig;
import dev.herald.config.rule.Canary;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.consume.DeadLetters;
import dev.herald.indexer.consume.StatementConsumer;
import dev.herald.indexer.match.RuleMatcher;
import dev.herald.indexer.notify.Notifier;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.notify.RuleAlerts;
import dev.herald.indexer.rule.KafkaRuleBook;
import dev.herald.indexer.rule.RuleWatch;
import dev.herald.indexer.store.BulkStore;
import dev.herald.indexer.store.ElasticsearchConnection;
import dev.herald.indexer.store.Indices;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The indexer: consumes revisions, matches, stores and notifies.
public final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

  /// A search that began in a replaced index, such as an export, is done by then.
  private static final Duration BEFORE_REMOVAL = Duration.ofMinutes(5);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

  private final ElasticsearchConnection elasticsearch;
  private final KafkaRuleBook rules;
  private final RuleMatcher matcher = new RuleMatcher();
  private final Notifier notifier;
  private final RuleWatch ruleWatch;
  private final DeadLetters deadLetters;
  private final StatementConsumer consumer;
  private final Thread starter;

  /// Connects and brings index templates and tables up to date; nothing is consumed yet.
  ///
  /// @param config with every engine's address filled in
  /// @param instance see [StatementConsumer]
  /// @param rules stays the caller's to close
  /// @throws UncheckedIOException if Elasticsearch is away or refuses the templates, saying what to
  ///   do
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
      throw new UncheckedIOException(e.getMessage(), e);
    }
    this.elasticsearch = elasticsearch;
    this.rules = rules;
    Outbox outbox = Outbox.open(database);
    this.notifier = new Notifier(config, outbox, clock, meters);
    this.ruleWatch = new RuleWatch(rules::rules, database, new RuleAlerts(config), clock);
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
    this.starter = Thread.ofVirtual().name("indexer-start").unstarted(this::prepareAndConsume);
  }

  /// Begins to consume, once the indices are those of this version and all rules are known: a
  /// revision must meet every rule there is. Returns at once.
  public void start() {
    notifier.start();
    starter.start();
  }

  private void prepareAndConsume() {
    try {
      untilDone("upgraded", () -> Indices.upgrade(elasticsearch, Indexer::pause));
      while (!rules.isCaughtUp()) TimeUnit.MILLISECONDS.sleep(20);
      // In this order: a rule that comes in between must not wait for the next one.
      rules.onChange(_ -> takeRules());
      takeRules();
      ruleWatch.start();
      consumer.start();
      TimeUnit.MILLISECONDS.sleep(BEFORE_REMOVAL.toMillis());
      untilDone("removed", () -> Indices.removeReplaced(elasticsearch.rest()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void untilDone(String what, Step step) throws InterruptedException {
    while (true) {
      try {
        step.run();
        return;
      } catch (IOException | RuntimeException e) {
        if (Thread.interrupted()) throw new InterruptedException("closing");
        LOG.warn("indices are not {} yet reason={}", what, e.toString());
        TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS.toMillis());
      }
    }
  }

  private static boolean pause(Duration wait) {
    try {
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void takeRules() {
    List<Rule> all = new ArrayList<>(rules.rules());
    all.removeIf(rule -> rule.id().equals(Canary.RULE.id()));
    all.add(Canary.RULE);
    matcher.rulesChanged(all);
  }

  @Override
  public void close() {
    starter.interrupt();
    consumer.close();
    ruleWatch.close();
    notifier.close();
    deadLetters.close();
    matcher.close();
  }
}
