package dev.herald.indexer.consume;

import dev.herald.config.HeraldConfig;
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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages in batches: match, store, outbox, then offsets. Whatever a crash cuts off is done
/// again and changes nothing: ids and versions are those of the message.
public final class StatementConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementConsumer.class);
  private static final String GROUP = "herald-indexer";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration SESSION = Duration.ofSeconds(10);

  private final KafkaConsumer<byte[], byte[]> consumer;
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
  private final Thread thread;
  private volatile boolean closed;

  /// Everything the loop works with.
  ///
  /// @param instance a name that stays the same over restarts, so that the group need not wait for
  ///   the session of a killed process; empty for a name of the process's own
  public StatementConsumer(
      HeraldConfig config,
      String instance,
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
    this.consumer =
        new KafkaConsumer<>(
            settings(config, instance), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name("statement-consumer").unstarted(this::run);
  }

  /// Begins to take messages.
  public synchronized void start() {
    if (!closed) thread.start();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(Topics.STATEMENTS, Topics.CRAWLS));
      while (!closed) takeOnce();
    } catch (WakeupException e) {
      LOG.debug("consumer closed");
    } catch (FencedInstanceIdException e) {
      LOG.error("another process consumes under the same instance name; this one stops", e);
    }
  }

  private void takeOnce() {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try {
      consumer.poll(POLL).forEach(records::add);
      if (records.isEmpty()) return;
      process(records);
    } catch (BulkStore.GivenUpException e) {
      LOG.info("closing with {} messages not settled; they are taken again", records.size());
      return;
    } catch (WakeupException | FencedInstanceIdException e) {
      throw e;
    } catch (RuntimeException e) {
      if (closed) return;
      // Without going back, the next commit would pass over messages that are not settled.
      LOG.warn("messages are taken again count={}", records.size(), e);
      waitASecond();
      rewind(records);
      return;
    }
    commit(records);
  }

  /// Goes back to the first of these messages, where the partition is still ours.
  private void rewind(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records.reversed()) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (consumer.assignment().contains(partition)) consumer.seek(partition, record.offset());
    }
    consumer.resume(consumer.assignment());
  }

  private void commit(List<ConsumerRecord<byte[], byte[]>> records) {
    try {
      consumer.commitSync(offsetsAfter(records));
    } catch (CommitFailedException e) {
      LOG.warn("partitions went to another process; it takes {} messages again", records.size());
    } catch (WakeupException | FencedInstanceIdException e) {
      throw e;
    } catch (KafkaException e) {
      // They are settled: the next commit takes their offsets with it.
      LOG.warn("offsets not committed reason={}", e.toString());
    }
  }

  private void waitASecond() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsetsAfter(
      List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records)
      offsets.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    return offsets;
  }

  private void process(List<ConsumerRecord<byte[], byte[]>> records) {
    List<BulkItem> items = new ArrayList<>();
    IdentityHashMap<BulkItem, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
    List<Outbox.Due> due = new ArrayList<>();
    var earlier = store.earlier();
    Instant now = clock.instant();
    int revisions = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        List<BulkItem> documents = documents(record, earlier, due, now);
        documents.forEach(item -> origins.put(item, record));
        items.addAll(documents);
        if (record.topic().equals(Topics.STATEMENTS)) revisions++;
      } catch (BulkStore.GivenUpException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        setAside(record, "cannot be read: " + e.getMessage());
      }
    }
    for (Refused refused : store.write(items, this::pause)) {
      ConsumerRecord<byte[], byte[]> origin = origins.get(refused.item());
      if (origin != null) setAside(origin, "not stored: " + refused.reason());
    }
    untilDone("outbox", () -> outbox.add(due));
    if (!due.isEmpty()) notifier.wake();
    indexed.increment(revisions);
    matched.increment(due.size());
  }

  private List<BulkItem> documents(
      ConsumerRecord<byte[], byte[]> record,
      EarlierRevisions earlier,
      List<Outbox.Due> due,
      Instant now)
      throws IOException {
    if (record.value() == null) throw new IOException("the message is empty");
    if (record.topic().equals(Topics.CRAWLS))
      return List.of(Documents.of(MessageCodec.read(record.value(), CrawlReport.class)));
    Revision revision = MessageCodec.read(record.value(), Revision.class);
    Matched matched = matcher.match(revision, before(revision, earlier));
    earlier.add(revision);
    List<Outbox.Due> own =
        matched.alerting().stream().flatMap(match -> alerts.of(match, now).stream()).toList();
    due.addAll(own);
    List<String> alerting = own.stream().map(one -> one.alert().ruleId()).distinct().toList();
    return Documents.of(revision, matched.ruleIds(), alerting, deliveries(own), now);
  }

  private Before before(Revision revision, EarlierRevisions earlier) {
    if (!matcher.needsBefore(revision, rule -> alerts.areCalledFor(rule, revision.cause())))
      return new Before.NotAsked();
    return earlier
        .before(revision, this::pause)
        .<Before>map(Before.Known::new)
        .orElseGet(Before.None::new);
  }

  /// How many deliveries these are; a channel that a rule names twice gets one.
  private static int deliveries(List<Outbox.Due> due) {
    return (int) due.stream().map(one -> one.alert().deliveryId()).distinct().count();
  }

  private void setAside(ConsumerRecord<byte[], byte[]> record, String error) {
    LOG.warn(
        "dead letter topic={} partition={} offset={} reason={}",
        record.topic(),
        record.partition(),
        record.offset(),
        error);
    untilDone("dead letters", () -> deadLetters.add(record, error));
    dead.increment();
  }

  private void untilDone(String what, Runnable step) {
    while (true) {
      try {
        step.run();
        return;
      } catch (RuntimeException e) {
        LOG.warn("{} waits reason={}", what, e.toString());
        if (!pause(Duration.ofSeconds(1))) throw e;
      }
    }
  }

  /// Waits without leaving the group: a paused poll is a heartbeat and brings no messages.
  private boolean pause(Duration wait) {
    if (closed) return false;
    try {
      TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      consumer.pause(consumer.assignment());
      // Partitions that come just now are not paused: what they bring is taken again later.
      ConsumerRecords<byte[], byte[]> early = consumer.poll(Duration.ZERO);
      for (TopicPartition partition : early.partitions())
        consumer.seek(partition, early.records(partition).get(0).offset());
      consumer.resume(consumer.assignment());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  private static Map<String, Object> settings(HeraldConfig config, String instance) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", String.join(",", config.kafka().bootstrapServers()));
    settings.put("group.id", GROUP);
    if (!instance.isEmpty()) settings.put("group.instance.id", instance);
    settings.put("enable.auto.commit", false);
    // A group that lost its offsets reads everything again, which changes nothing.
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", config.indexer().maxPollRecords());
    settings.put("fetch.max.wait.ms", 100);
    settings.put("session.timeout.ms", (int) SESSION.toMillis());
    settings.put("max.partition.fetch.bytes", 16 << 20);
    return settings;
  }
}
