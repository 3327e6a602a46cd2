package dev.herald.indexer.consume;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Topics;
import dev.herald.indexer.match.Before;
import dev.herald.indexer.match.Matched;
import dev.herald.indexer.match.RuleMatcher;
import dev.herald.indexer.notify.Alerts;
import dev.herald.indexer.notify.Notifier;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.store.BulkItem;
import dev.herald.indexer.store.BulkStore;
import dev.herald.indexer.store.Documents;
import dev.herald.indexer.store.EarlierRevisions;
import dev.herald.indexer.store.Refused;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles messages: match, store, outbox, and dead letters for what cannot be. Thread-safe.
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  private final RuleMatcher matcher;
  private final BulkStore store;
  private final Outbox outbox;
  private final Alerts alerts;
  private final Notifier notifier;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final Counter indexed;
  private final Counter matched;
  private final Counter dead;

  Settling(
      HeraldConfig config,
      RuleMatcher matcher,
      BulkStore store,
      Outbox outbox,
      Notifier notifier,
      DeadLetters deadLetters,
      Clock clock,
      MeterRegistry meters) {
    this.matcher = matcher;
    this.store = store;
    this.outbox = outbox;
    this.alerts = new Alerts(config);
    this.notifier = notifier;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.indexed = meters.counter("herald.indexed");
    this.matched = meters.counter("herald.matched");
    this.dead = meters.counter("herald.dead.letters");
  }

  /// Settles all of them.
  ///
  /// @param pause called before each new attempt while an engine is away
  /// @throws RuntimeException if `pause` said to give up; all are to be settled again then
  void settle(List<ConsumerRecord<byte[], byte[]>> records, BulkStore.Pause pause) {
    List<BulkItem> items = new ArrayList<>();
    IdentityHashMap<BulkItem, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
    List<Outbox.Due> due = new ArrayList<>();
    EarlierRevisions earlier = store.earlier();
    Instant now = clock.instant();
    int revisions = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        List<BulkItem> documents = documents(record, earlier, due, now, pause);
        documents.forEach(item -> origins.put(item, record));
        items.addAll(documents);
        if (!record.topic().equals(Topics.CRAWLS)) revisions++;
      } catch (BulkStore.GivenUpException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        setAside(record, "cannot be read: " + e.getMessage(), pause);
      }
    }
    for (Refused refused : store.write(items, pause)) {
      ConsumerRecord<byte[], byte[]> origin = origins.get(refused.item());
      if (origin != null) setAside(origin, "not stored: " + refused.reason(), pause);
    }
    untilDone("outbox", () -> outbox.add(due), pause);
    if (!due.isEmpty()) notifier.wake();
    indexed.increment(revisions);
    matched.increment(due.size());
  }

  private List<BulkItem> documents(
      ConsumerRecord<byte[], byte[]> record,
      EarlierRevisions earlier,
      List<Outbox.Due> due,
      Instant now,
      BulkStore.Pause pause)
      throws IOException {
    if (record.value() == null) throw new IOException("the message is empty");
    if (record.topic().equals(Topics.CRAWLS))
      return List.of(Documents.of(MessageCodec.read(record.value(), CrawlReport.class)));
    Revision revision = MessageCodec.read(record.value(), Revision.class);
    // What comes in late, behind all that is live, must be nothing that alerts.
    if (record.topic().equals(Topics.REPLAYS) && revision.cause() != Cause.REEXTRACTED)
      throw new IOException("a replay re-extracts, and its revisions have no other cause");
    Matched matched = matcher.match(revision, before(revision, earlier, pause));
    earlier.add(revision);
    List<Outbox.Due> own =
        matched.alerting().stream().flatMap(match -> alerts.of(match, now).stream()).toList();
    due.addAll(own);
    List<String> alerting = own.stream().map(one -> one.alert().ruleId()).distinct().toList();
    return Documents.of(revision, matched.ruleIds(), alerting, deliveries(own), now);
  }

  private Before before(Revision revision, EarlierRevisions earlier, BulkStore.Pause pause) {
    if (!matcher.needsBefore(revision, rule -> alerts.areCalledFor(rule, revision.cause())))
      return new Before.NotAsked();
    return earlier
        .before(revision, pause)
        .<Before>map(Before.Known::new)
        .orElseGet(Before.None::new);
  }

  /// How many deliveries these are; a channel that a rule names twice gets one.
  private static int deliveries(List<Outbox.Due> due) {
    return (int) due.stream().map(one -> one.alert().deliveryId()).distinct().count();
  }

  private void setAside(
      ConsumerRecord<byte[], byte[]> record, String error, BulkStore.Pause pause) {
    LOG.warn(
        "dead letter topic={} partition={} offset={} reason={}",
        record.topic(),
        record.partition(),
        record.offset(),
        error);
    untilDone("dead letters", () -> deadLetters.add(record, error), pause);
    dead.increment();
  }

  private static void untilDone(String what, Runnable step, BulkStore.Pause pause) {
    while (true) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn("{} waits reason={}", what, e.toString());
        if (!pause.pause(Duration.ofSeconds(1))) throw e;
      }
    }
  }
}
