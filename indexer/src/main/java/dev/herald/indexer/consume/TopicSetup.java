package dev.herald.indexer.consume;

import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// Makes Herald's topics; those that exist are left as they are.
public final class TopicSetup {
  private static final String MAX_MESSAGE_BYTES = Integer.toString(16 << 20);

  private TopicSetup() {}

  /// Makes what is missing.
  ///
  /// @throws IllegalStateException if Kafka refuses or does not answer
  public static void run(HeraldConfig.Kafka settings) {
    short replicas = (short) settings.replicas();
    Map<String, String> kept = Map.of("retention.ms", "-1", "max.message.bytes", MAX_MESSAGE_BYTES);
    List<NewTopic> topics =
        List.of(
            new NewTopic(Topics.STATEMENTS, settings.partitions(), replicas).configs(kept),
            new NewTopic(Topics.REPLAYS, settings.partitions(), replicas).configs(kept),
            new NewTopic(Topics.CRAWLS, settings.partitions(), replicas)
                .configs(Map.of("retention.ms", Long.toString(30L * 24 * 3_600_000))),
            new NewTopic(Topics.RULES, 1, replicas).configs(Map.of("cleanup.policy", "compact")),
            new NewTopic(Topics.DEAD_LETTERS, 1, replicas).configs(kept));
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", String.join(",", settings.bootstrapServers())))) {
      for (NewTopic topic : topics) create(admin, topic);
    }
  }

  private static void create(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) return;
      throw new IllegalStateException(
          "kafka: topic %s cannot be made: %s".formatted(topic.name(), e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were made", e);
    }
  }
}
