package dev.herald.indexer.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// How many messages wait to be indexed, whichever process will take them. Thread-safe.
///
/// Example: `try (var backlog = new Backlog(servers, Duration.ofSeconds(5))) { backlog.live(); }`
public final class Backlog implements AutoCloseable {
  private final Admin admin;

  /// Connects when first asked.
  ///
  /// @param limit how long an answer may take
  public Backlog(String bootstrapServers, Duration limit) {
    int millis = (int) limit.toMillis();
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", millis,
                "default.api.timeout.ms", millis));
  }

  /// Revisions and reports of visits.
  ///
  /// @throws KafkaException if Kafka does not answer, or the topics are not there
  public long live() {
    return of(Lane.LIVE);
  }

  /// Revisions of replays.
  ///
  /// @throws KafkaException if Kafka does not answer, or the topics are not there
  public long replays() {
    return of(Lane.REPLAYS);
  }

  long of(Lane lane) {
    List<TopicPartition> partitions =
        now(admin.describeTopics(lane.topics()).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(one -> new TopicPartition(topic.name(), one.partition())))
            .toList();
    // Taken first, so that what is settled meanwhile counts as waiting and not the other way round.
    Map<TopicPartition, OffsetAndMetadata> committed =
        now(admin.listConsumerGroupOffsets(lane.group()).partitionsToOffsetAndMetadata());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> begins =
        committed.keySet().containsAll(partitions)
            ? Map.of()
            : offsets(partitions, OffsetSpec.earliest());
    return partitions.stream()
        .mapToLong(one -> offset(ends.get(one)) - next(committed.get(one), begins.get(one)))
        .filter(waiting -> waiting > 0)
        .sum();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicPartition partition : partitions) wanted.put(partition, which);
    return now(admin.listOffsets(wanted).all());
  }

  private static long next(
      @Nullable OffsetAndMetadata committed, @Nullable ListOffsetsResultInfo begin) {
    return committed == null ? offset(begin) : committed.offset();
  }

  private static long offset(@Nullable ListOffsetsResultInfo info) {
    return info == null ? 0 : info.offset();
  }

  private static <T> T now(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new KafkaException("no answer about what waits: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking what waits", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
