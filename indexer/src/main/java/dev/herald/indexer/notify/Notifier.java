package dev.herald.indexer.notify;

import dev.herald.config.HeraldConfig;
import dev.herald.config.rule.Canary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what the outbox holds, each channel by itself: one that fails or is slow holds up no
/// other. At least once; repeats carry the same delivery id.
public final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final int BATCH = 32;
  private static final int AT_ONCE = 8;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final String LOG_CHANNEL = "log";

  private final Outbox outbox;
  private final Digests digests;
  private final HeraldConfig.Indexer settings;
  private final Clock clock;
  private final Timer latency;
  private final Map<String, Channel> channels;
  private final Map<String, Semaphore> signals = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final OkHttpClient client = new OkHttpClient();
  private volatile boolean closed;

  /// With the channels of the configuration, and `log`.
  public Notifier(HeraldConfig config, Outbox outbox, Clock clock, MeterRegistry meters) {
    this.outbox = outbox;
    this.digests = outbox.digests();
    this.settings = config.indexer();
    this.clock = clock;
    this.latency =
        Timer.builder("herald.delivery.latency")
            .description("From the last byte of a page to its delivery")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
    this.channels = channels(config, meters);
    channels.keySet().forEach(name -> signals.put(name, new Semaphore(0)));
  }

  /// Begins to send.
  public void start() {
    channels.forEach(
        (name, channel) ->
            threads.add(
                Thread.ofVirtual().name("deliver-" + name).start(() -> run(name, channel))));
  }

  /// Says that the outbox has something new.
  public void wake() {
    signals.values().forEach(Semaphore::release);
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      for (Thread thread : threads) thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void run(String name, Channel channel) {
    while (!closed) {
      try {
        List<Parcel> parcels = take(name, channel);
        if (parcels.isEmpty()) await(name);
        else sendAll(channel, parcels);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warn("deliveries wait channel={} reason={}", name, e.toString());
        if (!pause()) return;
      }
    }
  }

  /// Takes as many as are sent for certain before their lease ends: another process would send them
  /// a second time then.
  private List<Parcel> take(String name, Channel channel) {
    Duration slowest = channel.longest().plus(MARGIN);
    boolean isQuick = slowest.multipliedBy(BATCH / AT_ONCE).compareTo(LEASE) <= 0;
    int most = isQuick ? BATCH : AT_ONCE;
    Duration lease = slowest.compareTo(LEASE) > 0 ? slowest : LEASE;
    var done = new SettledTogether(outbox);
    List<Parcel> parcels = new ArrayList<>(digests.take(name, clock.instant(), most, lease));
    for (Outbox.Taken one : outbox.take(name, most - parcels.size(), lease))
      parcels.add(new Single(one, done));
    return parcels;
  }

  /// An alert that is told by itself.
  private final class Single implements Parcel {
    private final Outbox.Taken taken;
    private final SettledTogether done;

    Single(Outbox.Taken taken, SettledTogether done) {
      this.taken = taken;
      this.done = done;
    }

    @Override
    public String id() {
      return taken.alert().deliveryId();
    }

    @Override
    public int attempts() {
      return taken.attempts();
    }

    @Override
    public Channel.Outcome sendBy(Channel channel) {
      return channel.send(taken.alert());
    }

    @Override
    public void delivered() {
      // The receiver has it: what follows is our bookkeeping.
      latency.record(Duration.between(taken.alert().fetchedAt(), clock.instant()));
      done.add(id());
    }

    @Override
    public void retry(Instant at, String failure) {
      outbox.retry(id(), at, failure);
    }

    @Override
    public void giveUp(String failure) {
      outbox.giveUp(id(), failure);
    }
  }

  private void sendAll(Channel channel, List<Parcel> parcels) {
    Semaphore slots = new Semaphore(AT_ONCE);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Parcel one : parcels) {
        slots.acquireUninterruptibly();
        senders.execute(
            () -> {
              try {
                settle(one, one.sendBy(channel));
              } catch (RuntimeException e) {
                // The lease runs out and the delivery is sent again, under the same id.
                LOG.warn("delivery not settled id={} reason={}", one.id(), e.toString());
              } finally {
                slots.release();
              }
            });
      }
    }
  }

  private void settle(Parcel parcel, Channel.Outcome outcome) {
    switch (outcome) {
      case Channel.Outcome.Delivered _ -> parcel.delivered();
      case Channel.Outcome.GiveUp(String reason) -> {
        LOG.warn("delivery given up id={} reason={}", parcel.id(), reason);
        parcel.giveUp(reason);
      }
      case Channel.Outcome.Retry(String reason, var after) -> {
        int attempts = parcel.attempts();
        if (attempts >= settings.maxAttempts()) {
          LOG.warn("delivery given up id={} attempts={} reason={}", parcel.id(), attempts, reason);
          parcel.giveUp(reason);
        } else {
          parcel.retry(clock.instant().plus(after.orElse(backoff(attempts))), reason);
        }
      }
    }
  }

  /// Doubles with every attempt, within bounds, and a fifth of it at random.
  private Duration backoff(int attempts) {
    Duration wait = settings.retryAfter().multipliedBy(1L << Math.min(attempts - 1, 16));
    if (wait.compareTo(settings.maxRetryAfter()) > 0) wait = settings.maxRetryAfter();
    return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
  }

  private void await(String name) throws InterruptedException {
    Semaphore signal = signals.get(name);
    if (signal != null && signal.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS))
      signal.drainPermits();
  }

  private boolean pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, Channel> channels(HeraldConfig config, MeterRegistry meters) {
    Map<String, Channel> byName = new LinkedHashMap<>();
    byName.put(LOG_CHANNEL, new LogChannel("herald.deliveries"));
    byName.put(Canary.CHANNEL, new CanaryChannel(meters, clock));
    config
        .channels()
        .forEach(
            (name, channel) -> {
              channel.log().ifPresent(log -> byName.put(name, new LogChannel(log.logger())));
              channel
                  .webhook()
                  .ifPresent(
                      webhook -> byName.put(name, new WebhookChannel(webhook, client, clock)));
              channel.email().ifPresent(email -> byName.put(name, new EmailChannel(email)));
            });
    return byName;
  }
}
