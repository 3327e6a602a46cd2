package dev.herald.indexer.consume;

import dev.herald.config.HeraldConfig;
import dev.herald.indexer.store.BulkStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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

/// Reads one lane in a thread of its own: takes a batch, settles it, commits its offsets.
final class LaneReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LaneReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration YIELD = Duration.ofMillis(100);
  private static final Duration SESSION = Duration.ofSeconds(10);

  private final Lane lane;
  private final Settling settling;
  private final BooleanSupplier mayTake;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closed;

  /// @param instance see [StatementConsumer]
  /// @param mayTake asked before each batch is settled; while it says no, the lane waits without
  ///   leaving its group
  LaneReader(
      Lane lane, HeraldConfig config, String instance, Settling settling, BooleanSupplier mayTake) {
    this.lane = lane;
    this.settling = settling;
    this.mayTake = mayTake;
    this.consumer =
        new KafkaConsumer<>(
            settings(lane, config, instance),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name(lane.group()).unstarted(this::run);
  }

  synchronized void start() {
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
      consumer.subscribe(lane.topics());
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
      if (records.isEmpty() || !isOurTurn()) return;
      settling.settle(records, this::pause);
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

  /// Waits for the lane's turn; gives false when the process closes meanwhile.
  private boolean isOurTurn() {
    while (!mayTake.getAsBoolean()) if (!pause(YIELD)) return false;
    return true;
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

  private static Map<String, Object> settings(Lane lane, HeraldConfig config, String instance) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", String.join(",", config.kafka().bootstrapServers()));
    settings.put("group.id", lane.group());
    if (!instance.isEmpty()) settings.put("group.instance.id", instance);
    settings.put("enable.auto.commit", false);
    // A group that lost its offsets reads everything again, which changes nothing.
    settings.put("auto.offset.reset", "earliest");
    settings.put(
        "max.poll.records", Math.min(lane.mostAtOnce(), config.indexer().maxPollRecords()));
    settings.put("fetch.max.wait.ms", 100);
    settings.put("session.timeout.ms", (int) SESSION.toMillis());
    settings.put("max.partition.fetch.bytes", 16 << 20);
    return settings;
  }
}
