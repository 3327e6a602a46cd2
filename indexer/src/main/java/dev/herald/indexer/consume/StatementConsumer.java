package dev.herald.indexer.consume;

import dev.herald.config.HeraldConfig;
import dev.herald.indexer.match.RuleMatcher;
import dev.herald.indexer.notify.Notifier;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.store.BulkStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes messages in batches: match, store, outbox, then offsets. Whatever a crash cuts off is done
/// again and changes nothing: ids and versions are those of the message.
///
/// What replays published is a lane of its own, read while nothing live waits, in whichever
/// process.
public final class StatementConsumer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementConsumer.class);
  private static final Duration BACKLOG_LIMIT = Duration.ofSeconds(5);

  private final Backlog backlog;
  private final LaneReader live;
  private final LaneReader replays;

  /// Everything the lanes work with.
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
    Settling settling =
        new Settling(config, matcher, store, outbox, notifier, deadLetters, clock, meters);
    this.backlog = new Backlog(String.join(",", config.kafka().bootstrapServers()), BACKLOG_LIMIT);
    this.live = new LaneReader(Lane.LIVE, config, instance, settling, () -> true);
    this.replays = new LaneReader(Lane.REPLAYS, config, instance, settling, this::nothingLiveWaits);
  }

  private boolean nothingLiveWaits() {
    try {
      return backlog.live() == 0;
    } catch (KafkaException e) {
      LOG.debug("replays wait reason={}", e.toString());
      return false;
    }
  }

  /// Begins to take messages.
  public void start() {
    live.start();
    replays.start();
  }

  @Override
  public void close() {
    replays.close();
    live.close();
    backlog.close();
  }
}
