package dev.herald.app.stack;

import dev.herald.config.HeraldConfig;
import dev.herald.config.HeraldConfig.Elasticsearch;
import dev.herald.config.HeraldConfig.Kafka;
import dev.herald.config.HeraldConfig.Postgresql;
import dev.herald.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The three engines Herald runs on: those the configuration does not place elsewhere are started
/// here, side by side, and stopped again by [#close].
///
/// Example: `try (var stack = Stack.start(config, folder, System.err::println)) {
/// use(stack.config()); }`
public final class Stack implements AutoCloseable {
  private final HeraldConfig config;
  private final @Nullable EmbeddedKafka kafka;
  private final @Nullable EmbeddedElasticsearch elasticsearch;
  private final @Nullable EmbeddedPostgres postgres;

  private Stack(
      HeraldConfig config,
      @Nullable EmbeddedKafka kafka,
      @Nullable EmbeddedElasticsearch elasticsearch,
      @Nullable EmbeddedPostgres postgres) {
    this.config = config;
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    this.postgres = postgres;
  }

  /// Starts what is to be embedded.
  ///
  /// @param folder held by the caller for as long as the stack runs
  /// @param progress gets one line for each engine that is up
  /// @throws StackException if an engine does not start; those that did are stopped again
  public static Stack start(HeraldConfig config, DataFolder folder, Consumer<String> progress) {
    requireKafkasPorts(config.kafka());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<@Nullable EmbeddedKafka> kafka =
          threads.submit(timed("Kafka", progress, () -> startKafka(config.kafka(), folder)));
      Future<@Nullable EmbeddedElasticsearch> elasticsearch =
          threads.submit(
              timed(
                  "Elasticsearch",
                  progress,
                  () -> startElasticsearch(config.elasticsearch(), folder)));
      Future<@Nullable EmbeddedPostgres> postgres =
          threads.submit(
              timed("PostgreSQL", progress, () -> startPostgres(config.postgresql(), folder)));
      try {
        return connect(config, kafka.get(), elasticsearch.get(), postgres.get());
      } catch (ExecutionException e) {
        for (Future<? extends @Nullable AutoCloseable> engine :
            List.of(kafka, elasticsearch, postgres)) stop(engine);
        if (e.getCause() instanceof StackException known) throw known;
        throw new StackException("an engine does not start: " + e.getCause(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StackException("interrupted while the engines were starting", e);
      }
    }
  }

  /// The configuration with every engine's address filled in, embedded or not.
  public HeraldConfig config() {
    return config;
  }

  /// Stops the embedded engines: Kafka last, so that nothing acknowledged is cut off.
  @Override
  public void close() {
    if (elasticsearch != null) elasticsearch.close();
    if (postgres != null) postgres.close();
    if (kafka != null) kafka.close();
  }

  /// Before anything starts: the other engines would first have to be up to be stopped again.
  private static void requireKafkasPorts(Kafka settings) {
    if (!settings.bootstrapServers().isEmpty()) return;
    Ports.requireFree(settings.port(), "kafka.port");
    Ports.requireFree(settings.controllerPort(), "kafka.controller-port");
  }

  private static @Nullable EmbeddedKafka startKafka(Kafka settings, DataFolder folder) {
    if (!settings.bootstrapServers().isEmpty()) return null;
    return EmbeddedKafka.start(
        folder.path().resolve("kafka"), settings.port(), settings.controllerPort());
  }

  private static @Nullable EmbeddedElasticsearch startElasticsearch(
      Elasticsearch settings, DataFolder folder) {
    if (settings.url().isPresent()) return null;
    return EmbeddedElasticsearch.start(
        Engines.elasticsearch(),
        folder.folder("elasticsearch"),
        folder.folder("engines"),
        settings.port(),
        settings.heap());
  }

  private static @Nullable EmbeddedPostgres startPostgres(Postgresql settings, DataFolder folder) {
    if (settings.url().isPresent()) return null;
    return EmbeddedPostgres.start(
        folder.folder("postgresql"), folder.folder("engines"), settings.port());
  }

  private static <T extends @Nullable Object> Callable<T> timed(
      String engine, Consumer<String> progress, Callable<T> start) {
    return () -> {
      Instant begin = Instant.now();
      T started = start.call();
      if (started != null)
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s is up after %.1f s",
                engine,
                Duration.between(begin, Instant.now()).toMillis() / 1000.0));
      return started;
    };
  }

  private static void stop(Future<? extends @Nullable AutoCloseable> engine) {
    try {
      AutoCloseable started = engine.get();
      if (started != null) started.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // This engine is one that did not start: there is nothing to stop.
      return;
    }
  }

  private static Stack connect(
      HeraldConfig config,
      @Nullable EmbeddedKafka kafka,
      @Nullable EmbeddedElasticsearch elasticsearch,
      @Nullable EmbeddedPostgres postgres) {
    HeraldConfig connected =
        config.with(
            kafka == null ? config.kafka() : config.kafka().at(kafka.bootstrapServers()),
            elasticsearch == null
                ? config.elasticsearch()
                : config.elasticsearch().at(elasticsearch.url()),
            postgres == null
                ? config.postgresql()
                : config
                    .postgresql()
                    .at(postgres.url(), postgres.user(), new Secret(postgres.password())));
    return new Stack(connected, kafka, elasticsearch, postgres);
  }
}
