package dev.herald.indexer.rule;

import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Topics;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.Rule;
import dev.herald.indexer.read.RuleBook;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All rules: those of `rules/*.yaml`, which only their files change, and those made in the
/// dashboard, which the compacted topic `herald.rules` carries to every process. Thread-safe.
public final class KafkaRuleBook implements RuleBook, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRuleBook.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(15);

  private final Supplier<List<Rule>> written;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Rule> made = new ConcurrentHashMap<>();
  private final List<Consumer<List<Entry>>> listeners = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private volatile long readTo = -1;
  private volatile boolean caughtUp;
  private volatile boolean closed;

  /// Begins to read the topic, which must exist.
  ///
  /// @param written the rules of the files, as they are now
  public KafkaRuleBook(String bootstrapServers, Supplier<List<Rule>> written) {
    this.written = written;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "delivery.timeout.ms",
                (int) WRITE_LIMIT.toMillis(),
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                WRITE_LIMIT.toMillis()),
            new StringSerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.reader = Thread.ofVirtual().name("rule-book").start(this::read);
  }

  /// A file's rule hides one of the same id that was made in the dashboard.
  @Override
  public List<Entry> list() {
    Map<String, Entry> byId = new HashMap<>();
    made.values().forEach(rule -> byId.put(rule.id(), new Entry(rule, false)));
    written.get().forEach(rule -> byId.put(rule.id(), new Entry(rule, true)));
    List<Entry> entries = new ArrayList<>(byId.values());
    entries.sort(Comparator.comparing(entry -> entry.rule().name()));
    return List.copyOf(entries);
  }

  /// Every rule without its origin.
  public List<Rule> rules() {
    return list().stream().map(Entry::rule).toList();
  }

  @Override
  public Optional<Entry> find(String id) {
    return written.get().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .map(rule -> new Entry(rule, true))
        .or(() -> Optional.ofNullable(made.get(id)).map(rule -> new Entry(rule, false)));
  }

  @Override
  public void save(Rule rule) throws IOException {
    refuseWritten(rule.id());
    if (QueryParser.parseForRule(rule.query()) instanceof ParsedQuery.Invalid(var problems))
      throw new IllegalArgumentException(problems.get(0).toString());
    write(rule.id(), MessageCodec.write(rule));
  }

  @Override
  public void delete(String id) throws IOException {
    refuseWritten(id);
    write(id, null);
  }

  /// Whether everything written before this process started has been read.
  public boolean isCaughtUp() {
    return caughtUp;
  }

  @Override
  public void onChange(Consumer<List<Entry>> listener) {
    listeners.add(listener);
  }

  /// To be called when the rules of the files changed.
  public void writtenChanged() {
    tellListeners();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(5));
  }

  private void write(String id, byte @org.jspecify.annotations.Nullable [] value)
      throws IOException {
    try {
      RecordMetadata written =
          producer
              .send(new ProducerRecord<>(Topics.RULES, id, value))
              .get(WRITE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      long limit = System.nanoTime() + WRITE_LIMIT.toNanos();
      while (readTo < written.offset() && System.nanoTime() < limit)
        TimeUnit.MILLISECONDS.sleep(10);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("the rule is not saved: kafka is away: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the rule was saved", e);
    }
  }

  private void refuseWritten(String id) {
    if (written.get().stream().anyMatch(rule -> rule.id().equals(id)))
      throw new IllegalArgumentException(
          "rule '%s' is written in a file; change it there".formatted(id));
  }

  private void tellListeners() {
    List<Entry> entries = list();
    listeners.forEach(listener -> listener.accept(entries));
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        try {
          follow();
        } catch (WakeupException e) {
          LOG.debug("rule book closed");
        } catch (RuntimeException e) {
          // A broker that is away, or a listener that failed: read on from the beginning.
          LOG.warn("rules are read again reason={}", e.toString());
          pause();
        }
      }
    }
  }

  private void follow() {
    List<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!closed) {
      var records = consumer.poll(POLL);
      for (ConsumerRecord<String, byte[]> record : records) take(record);
      if (!caughtUp)
        caughtUp =
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      if (!records.isEmpty()) tellListeners();
      // Only now does a rule count as saved: whoever matches has it.
      for (ConsumerRecord<String, byte[]> record : records)
        readTo = Math.max(readTo, record.offset());
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<TopicPartition> partitions() {
    while (!closed) {
      List<PartitionInfo> found = consumer.partitionsFor(Topics.RULES, Duration.ofSeconds(5));
      if (found != null && !found.isEmpty())
        return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    }
    return List.of();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      made.remove(record.key());
    } else {
      try {
        made.put(record.key(), MessageCodec.read(record.value(), Rule.class));
      } catch (IOException e) {
        LOG.warn("rule left out rule={} reason={}", record.key(), e.getMessage());
      }
    }
  }
}
