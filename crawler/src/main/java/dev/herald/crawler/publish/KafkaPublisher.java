package dev.herald.crawler.publish;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes with an idempotent producer, `acks=all`, keyed by statement or source id.
public final class KafkaPublisher implements Publisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
  private static final int MAX_MESSAGE_BYTES = 15 << 20;

  private final KafkaProducer<String, byte[]> producer;
  private final String topic;

  /// Publishes what visits find; connects when the first message is sent.
  ///
  /// @param limit how long one message may take to be acknowledged, retries included
  public KafkaPublisher(String bootstrapServers, Duration limit) {
    this(Topics.STATEMENTS, bootstrapServers, limit);
  }

  /// Publishes what replays find, in a lane that gives way to the one of visits.
  public static KafkaPublisher ofReplays(String bootstrapServers, Duration limit) {
    return new KafkaPublisher(Topics.REPLAYS, bootstrapServers, limit);
  }

  private KafkaPublisher(String topic, String bootstrapServers, Duration limit) {
    this.topic = topic;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "herald-crawler");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, limit.toMillis());
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) limit.toMillis());
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis() / 2);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void publish(List<Revision> revisions) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (Revision revision : revisions)
        sent.add(
            producer.send(
                new ProducerRecord<>(topic, revision.statementId(), MessageCodec.write(revision))));
      for (Future<RecordMetadata> one : sent) one.get();
    } catch (ExecutionException | KafkaException e) {
      throw new PublishException(
          "kafka: %d revisions were not acknowledged: %s"
              .formatted(revisions.size(), e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("kafka: interrupted before the acknowledgement", e);
    }
  }

  @Override
  public void report(CrawlReport report) {
    try {
      var _ =
          producer.send(
              new ProducerRecord<>(Topics.CRAWLS, report.sourceId(), MessageCodec.write(report)),
              (_, failure) -> {
                if (failure != null)
                  LOG.warn(
                      "report lost source={} reason={}", report.sourceId(), failure.toString());
              });
    } catch (KafkaException e) {
      LOG.warn("report lost source={} reason={}", report.sourceId(), e.toString());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
