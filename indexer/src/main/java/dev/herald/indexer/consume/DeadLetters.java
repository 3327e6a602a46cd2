package dev.herald.indexer.consume;

import dev.herald.config.message.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Messages that could not be processed: set aside with what went wrong, listed, and sent again.
public final class DeadLetters implements AutoCloseable {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.DEAD_LETTERS, 0);
  private static final String REPLAYED = "herald-dead-letters-replayed";
  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Clock clock;

  /// A dead letter.
  ///
  /// @param offset its place in the topic of dead letters
  /// @param topic where it came from
  /// @param partition of that topic
  /// @param sourceOffset in that partition
  /// @param key the message's key, as text
  /// @param error what went wrong
  /// @param at when it was set aside
  /// @param bytes size of the message
  public record Letter(
      long offset,
      String topic,
      int partition,
      long sourceOffset,
      String key,
      String error,
      Instant at,
      int bytes) {}

  /// Connects when first used.
  public DeadLetters(String bootstrapServers, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 16 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /// Sets a message aside; returns when Kafka has it.
  ///
  /// @throws IllegalStateException if Kafka does not take it: the message must be tried again
  public void add(ConsumerRecord<byte[], byte[]> record, String error) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(Topics.DEAD_LETTERS, 0, record.key(), record.value());
    header(letter, "herald-topic", record.topic());
    header(letter, "herald-partition", Integer.toString(record.partition()));
    header(letter, "herald-offset", Long.toString(record.offset()));
    header(letter, "herald-error", error);
    header(letter, "herald-time", clock.instant().toString());
    send(letter);
  }

  /// Those not replayed yet, oldest first.
  public List<Letter> list(int most) {
    List<Letter> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(most)) letters.add(letter(record));
    return letters;
  }

  /// Sends dead letters to the topics they came from, and remembers that.
  ///
  /// @return how many
  public int replay(int most) {
    List<ConsumerRecord<byte[], byte[]>> records = read(most);
    for (ConsumerRecord<byte[], byte[]> record : records)
      send(new ProducerRecord<>(letter(record).topic(), record.key(), record.value()));
    if (!records.isEmpty()) {
      long next = records.get(records.size() - 1).offset() + 1;
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        consumer.assign(List.of(PARTITION));
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(next)));
      }
    }
    return records.size();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(int most) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
      while (consumer.position(PARTITION) < end && records.size() < most)
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL))
          if (records.size() < most) records.add(record);
    }
    return records;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", REPLAYED);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("kafka does not take a message: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a message was sent", e);
    }
  }

  private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    byte[] value = record.value();
    return new Letter(
        record.offset(),
        text(record, "herald-topic"),
        Integer.parseInt(text(record, "herald-partition")),
        Long.parseLong(text(record, "herald-offset")),
        key == null ? "" : new String(key, StandardCharsets.UTF_8),
        text(record, "herald-error"),
        Instant.parse(text(record, "herald-time")),
        value == null ? 0 : value.length);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return Optional.ofNullable(header)
        .map(Header::value)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  private static void header(
      ProducerRecord<byte[], byte[]> record, String name, @Nullable String value) {
    record.headers().add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
  }
}
