package dev.herald.app.command;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.herald.app.stack.EngineAddresses;
import dev.herald.app.stack.StackException;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.config.Secret;
import dev.herald.indexer.ledger.StoredLedger;
import dev.herald.indexer.notify.OutboxDeliveryCounts;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Ledger;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.Statements;
import dev.herald.indexer.search.ElasticsearchCrawls;
import dev.herald.indexer.search.ElasticsearchRevisionCounts;
import dev.herald.indexer.search.ElasticsearchSearch;
import dev.herald.indexer.search.ElasticsearchStatements;
import dev.herald.indexer.search.ElasticsearchVisitLog;
import dev.herald.indexer.store.ElasticsearchConnection;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.postgresql.ds.PGSimpleDataSource;

/// The engines of a Herald that runs already: where `herald.yaml` places them, or else on loopback,
/// where that Herald embeds them.
final class RunningEngines {
  private static final int KAFKA_LIMIT_MILLIS = 5_000;
  private static final int POSTGRESQL_LIMIT_SECONDS = 5;
  private static final String ADVICE =
      "start Herald, or point --config, --data or --set at the one that runs";

  private RunningEngines() {}

  /// Asks Elasticsearch for what a query finds.
  ///
  /// @throws StackException if it cannot be reached or refuses
  static <T> T search(HeraldConfig config, Reading<Search, T> question) {
    return ask(config, connection -> question.read(new ElasticsearchSearch(connection)));
  }

  /// Asks Elasticsearch for statements by id.
  ///
  /// @throws StackException if it cannot be reached or refuses
  static <T> T statements(HeraldConfig config, Reading<Statements, T> reading) {
    return ask(config, connection -> reading.read(new ElasticsearchStatements(connection)));
  }

  /// Asks Elasticsearch for reports of visits.
  ///
  /// @throws StackException if it cannot be reached or refuses
  static <T> T crawls(HeraldConfig config, Reading<Crawls, T> reading) {
    return ask(config, connection -> reading.read(new ElasticsearchCrawls(connection)));
  }

  /// What is read from an engine.
  interface Reading<S, T> {
    T read(S source) throws IOException;
  }

  private static <T> T ask(HeraldConfig config, Reading<ElasticsearchConnection, T> reading) {
    HeraldConfig.Elasticsearch settings = EngineAddresses.elasticsearch(config);
    try (ElasticsearchConnection connection = new ElasticsearchConnection(settings)) {
      return reading.read(connection);
    } catch (IOException | ElasticsearchException e) {
      throw new StackException(
          "elasticsearch at %s does not answer: %s; %s"
              .formatted(settings.url().orElse(""), e.getMessage(), ADVICE),
          e);
    }
  }

  /// What is asked of the ledger.
  interface LedgerQuestion<T> {
    T ask(Ledger ledger) throws IOException;
  }

  /// Asks the ledger, which stands in Elasticsearch and PostgreSQL.
  ///
  /// @throws StackException if one of them cannot be reached or refuses
  static <T> T ledger(LoadedConfig loaded, Clock clock, LedgerQuestion<T> question) {
    return ledger(loaded, clock, (ledger, _) -> question.ask(ledger));
  }

  /// Asks the ledger and the reports of visits how complete the record is.
  ///
  /// @throws StackException if one of the engines cannot be reached or refuses
  static Completeness completeness(
      LoadedConfig loaded, Clock clock, Set<String> sourceIds, LocalDate from, LocalDate to) {
    return ledger(
        loaded,
        clock,
        (ledger, connection) ->
            Completeness.of(ledger, new ElasticsearchCrawls(connection), sourceIds, from, to));
  }

  private interface StoredQuestion<T> {
    T ask(Ledger ledger, ElasticsearchConnection connection) throws IOException;
  }

  private static <T> T ledger(LoadedConfig loaded, Clock clock, StoredQuestion<T> question) {
    HeraldConfig config = loaded.herald();
    HeraldConfig.Elasticsearch settings = EngineAddresses.elasticsearch(config);
    try (ElasticsearchConnection connection = new ElasticsearchConnection(settings)) {
      return question.ask(
          new StoredLedger(
              new ElasticsearchVisitLog(connection),
              new ElasticsearchRevisionCounts(connection),
              new OutboxDeliveryCounts(postgresql(config)),
              loaded::sources,
              config.crawler().canaryEvery(),
              clock),
          connection);
    } catch (IOException | ElasticsearchException e) {
      throw new StackException(
          "the ledger cannot be read, elasticsearch at %s or postgresql does not answer: %s; %s"
              .formatted(settings.url().orElse(""), e.getMessage(), ADVICE),
          e);
    }
  }

  /// PostgreSQL, which is not asked yet.
  ///
  /// @throws StackException if the folder of the embedded one holds no database
  static DataSource postgresql(HeraldConfig config) throws IOException {
    try {
      HeraldConfig.Postgresql settings = EngineAddresses.postgresql(config);
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setConnectTimeout(POSTGRESQL_LIMIT_SECONDS);
      database.setURL(settings.url().orElseThrow());
      settings.user().ifPresent(database::setUser);
      settings.password().map(Secret::value).ifPresent(database::setPassword);
      return database;
    } catch (NoSuchFileException e) {
      throw new StackException(
          "postgresql has no data under %s; %s".formatted(config.data(), ADVICE), e);
    }
  }

  /// The servers of Kafka, which answer.
  ///
  /// @throws StackException if they do not
  static String kafka(HeraldConfig config) {
    KafkaLog.onlyErrors();
    String servers = String.join(",", EngineAddresses.kafka(config).bootstrapServers());
    Admin admin =
        Admin.create(
            Map.of("bootstrap.servers", servers, "request.timeout.ms", KAFKA_LIMIT_MILLIS));
    try (admin) {
      List<?> nodes =
          List.copyOf(
              admin
                  .describeCluster(new DescribeClusterOptions().timeoutMs(KAFKA_LIMIT_MILLIS))
                  .nodes()
                  .get(2 * KAFKA_LIMIT_MILLIS, TimeUnit.MILLISECONDS));
      if (nodes.isEmpty()) throw new StackException("kafka at %s has no broker".formatted(servers));
      return servers;
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("kafka at %s does not answer; %s".formatted(servers, ADVICE), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while kafka was asked", e);
    }
  }
}
