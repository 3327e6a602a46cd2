package dev.herald.indexer.rule;

import dev.herald.config.rule.Rule;
import dev.herald.config.rule.RuleFault;
import dev.herald.indexer.notify.Alert.OfRule;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.notify.RuleAlerts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every minute whether all rules work, and tells through a rule's own channels when it no
/// longer does, and when it works again: each once, whatever process sees it.
public final class RuleWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final Supplier<List<Rule>> rules;
  private final Jdbi jdbi;
  private final RuleAlerts alerts;
  private final Clock clock;
  private Optional<Thread> thread = Optional.empty();

  /// Over the indexer's database, which is up to date.
  ///
  /// @param rules as they are now, once all are known
  public RuleWatch(
      Supplier<List<Rule>> rules, DataSource database, RuleAlerts alerts, Clock clock) {
    this.rules = rules;
    this.jdbi = Jdbi.create(database);
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Begins to look.
  public void start() {
    thread = Optional.of(Thread.ofVirtual().name("rule-watch").start(this::run));
  }

  /// Looks once. A rule that is disabled is told of when it is enabled; one that is not there may
  /// be known to another process.
  public void look() {
    List<Rule> all = rules.get();
    jdbi.useTransaction(
        handle -> {
          if (!isAlone(handle)) return;
          Map<String, OfRule> known = known(handle);
          for (Rule rule : all) if (rule.enabled()) look(handle, rule, known);
        });
  }

  private void look(Handle handle, Rule rule, Map<String, OfRule> known) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<String> fault = RuleFault.find(rule);
    Optional<OfRule> before = Optional.ofNullable(known.get(rule.id()));
    if (fault.isPresent() == before.isPresent()) return;
    if (fault.isPresent()) {
      LOG.warn("rule is broken rule={} reason={}", rule.id(), fault.get());
      handle.execute(
          "INSERT INTO indexer.broken_rule (rule_id, since, reason) VALUES (?, ?, ?)",
          rule.id(),
          now.atOffset(ZoneOffset.UTC),
          fault.get());
    } else {
      LOG.info("rule works again rule={}", rule.id());
      handle.execute("DELETE FROM indexer.broken_rule WHERE rule_id = ?", rule.id());
    }
    OfRule told =
        new OfRule(
            fault.isEmpty(),
            rule.id(),
            rule.query(),
            before.map(OfRule::since).orElse(now),
            fault.or(() -> before.map(OfRule::reason)).orElse(""));
    Outbox.add(handle, alerts.of(rule, told, now));
  }

  private static boolean isAlone(Handle handle) {
    return handle
        .createQuery("SELECT pg_try_advisory_xact_lock(hashtext('herald.broken-rules'))")
        .mapTo(Boolean.class)
        .one();
  }

  private static Map<String, OfRule> known(Handle handle) {
    Map<String, OfRule> known = new HashMap<>();
    handle
        .createQuery("SELECT rule_id, since, reason FROM indexer.broken_rule")
        .map(
            (row, _) ->
                new OfRule(
                    false,
                    row.getString("rule_id"),
                    "",
                    row.getTimestamp("since").toInstant(),
                    row.getString("reason")))
        .forEach(broken -> known.put(broken.ruleId(), broken));
    return known;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.warn("rules are not looked at reason={}", e.toString());
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    thread.ifPresent(Thread::interrupt);
  }
}
