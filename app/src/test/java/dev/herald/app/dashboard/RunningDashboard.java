package dev.herald.app.dashboard;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.herald.app.stack.TestStack;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.Block;
import dev.herald.config.message.Cause;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.Evidence;
import dev.herald.config.message.Hashes;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Topics;
import dev.herald.config.message.Zone;
import dev.herald.config.source.Source;
import dev.herald.dashboard.DashboardServer;
import dev.herald.dashboard.Reads;
import dev.herald.indexer.Indexer;
import dev.herald.indexer.consume.TopicSetup;
import dev.herald.indexer.feedback.StoredJudgements;
import dev.herald.indexer.ledger.StoredLedger;
import dev.herald.indexer.notify.OutboxDeliveryCounts;
import dev.herald.indexer.notify.OutboxMatches;
import dev.herald.indexer.read.Readiness;
import dev.herald.indexer.rule.KafkaRuleBook;
import dev.herald.indexer.search.ElasticsearchCrawls;
import dev.herald.indexer.search.ElasticsearchEvents;
import dev.herald.indexer.search.ElasticsearchRecent;
import dev.herald.indexer.search.ElasticsearchRevisionCounts;
import dev.herald.indexer.search.ElasticsearchSearch;
import dev.herald.indexer.search.ElasticsearchStatements;
import dev.herald.indexer.search.ElasticsearchVisitLog;
import dev.herald.indexer.store.ElasticsearchConnection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Indexer and dashboard over the shared engines; revisions come in through Kafka, as the crawler
/// sends them.
final class RunningDashboard implements AutoCloseable {
  private static final String SOURCE = "press-example";
  private static final String INSTITUTION = "House of Example";
  private static final ZoneId ZONE = ZoneId.of("Asia/Baku");

  private final ElasticsearchConnection elasticsearch;
  private final HikariDataSource database;
  private final KafkaRuleBook rules;
  private final Indexer indexer;
  private final DashboardServer dashboard;
  private final KafkaProducer<String, byte[]> producer;
  private final String url;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  RunningDashboard() {
    HeraldConfig config = TestStack.shared().config();
    String servers = String.join(",", config.kafka().bootstrapServers());
    TopicSetup.run(config.kafka());
    Clock clock = Clock.systemUTC();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    elasticsearch = new ElasticsearchConnection(config.elasticsearch());
    database = database(config.postgresql());
    rules = new KafkaRuleBook(servers, List::of);
    indexer = new Indexer(config, "", elasticsearch, database, rules, clock, meters);
    indexer.start();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    var reads =
        new Reads(
            new ElasticsearchSearch(elasticsearch),
            new ElasticsearchStatements(elasticsearch),
            new ElasticsearchCrawls(elasticsearch),
            new OutboxMatches(database),
            rules,
            new StoredJudgements(database),
            new ElasticsearchRecent(elasticsearch),
            new ElasticsearchEvents(elasticsearch),
            new StoredLedger(
                new ElasticsearchVisitLog(elasticsearch),
                new ElasticsearchRevisionCounts(elasticsearch),
                new OutboxDeliveryCounts(database),
                () -> List.of(source()),
                Duration.ZERO,
                clock));
    var facts =
        new DashboardServer.Facts(
            () -> List.of(source()),
            Set.of("log"),
            () -> List.of(new Readiness("kafka", true, "answers", Instant.now())),
            Optional.of(id -> {}),
            Optional.of(new EveryLook()));
    var settings = new HeraldConfig.Dashboard("127.0.0.1", 0, Optional.empty(), Optional.empty());
    dashboard = new DashboardServer(settings, reads, facts, meters, clock);
    url = "http://127.0.0.1:" + dashboard.start();
  }

  /// Where the dashboard is.
  String url() {
    return url;
  }

  /// Publishes one revision of the statement that stands at `path`, and gives the statement's id.
  String publish(
      String path, int number, Cause cause, String title, String language, String... paragraphs)
      throws Exception {
    return publish(SOURCE, INSTITUTION, path, number, cause, title, language, paragraphs);
  }

  /// The same for a source of another institution.
  String publish(
      String sourceId,
      String institution,
      String path,
      int number,
      Cause cause,
      String title,
      String language,
      String... paragraphs)
      throws Exception {
    Statement statement = statement(sourceId, institution, path, title, language, paragraphs);
    Instant now = Instant.now();
    String fingerprint =
        Hashes.sha256((title + String.join("\n", paragraphs)).getBytes(StandardCharsets.UTF_8));
    Revision revision =
        Revision.of(statement, number, cause, now.toEpochMilli(), fingerprint, now, now);
    producer
        .send(new ProducerRecord<>(Topics.STATEMENTS, statement.id(), MessageCodec.write(revision)))
        .get(30, TimeUnit.SECONDS);
    return statement.id();
  }

  /// Publishes the report of a visit that found the source failing, and ended at an instant.
  void reportFailure(Instant now) throws Exception {
    CrawlReport report =
        MessageCodec.read(
            """
            {"schemaVersion": 1, "visitId": "%s", "sourceId": "press-example",
             "startedAt": "%s", "finishedAt": "%s", "outcome": "failed", "counts": {},
             "failures": [{"stage": "discover", "url": "https://press.example/feed.xml",
                           "reason": "status 500"}]}
            """
                .formatted(UUID.randomUUID(), now.minusSeconds(4), now)
                .getBytes(StandardCharsets.UTF_8),
            CrawlReport.class);
    producer
        .send(new ProducerRecord<>(Topics.CRAWLS, "press-example", MessageCodec.write(report)))
        .get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    dashboard.close();
    indexer.close();
    rules.close();
    producer.close(Duration.ofSeconds(5));
    database.close();
    elasticsearch.close();
  }

  private Statement statement(
      String sourceId,
      String institution,
      String path,
      String title,
      String language,
      String... paragraphs) {
    String url = "https://press.example/" + path;
    Instant now = Instant.now();
    Instant firstSeen = seen.computeIfAbsent(url, _ -> now);
    var published =
        PublicationTime.ofMinute(
            "printed today",
            now.atZone(ZONE).toLocalDate(),
            now.atZone(ZONE).toLocalTime().withNano(0).withSecond(0),
            ZONE,
            PublicationTime.Provenance.SELECTOR);
    return new Statement(
        Hashes.statementId(url),
        url,
        sourceId,
        institution,
        "parliament",
        "AZ",
        "press-release",
        language,
        title,
        published,
        firstSeen,
        Optional.empty(),
        Arrays.stream(paragraphs).map(text -> Block.of(Zone.PARAGRAPH, text)).toList(),
        List.of(),
        List.of(),
        List.of(),
        new Evidence(
            url,
            Optional.of("press-example.warc.gz"),
            0,
            "0".repeat(64),
            200,
            Map.of("content-type", "text/html"),
            now,
            "allowed"),
        new Statement.Extraction("1", 1, Map.of()));
  }

  private static Source source() {
    return new Source(
        SOURCE,
        INSTITUTION,
        "AZ",
        "parliament",
        "press-release",
        List.of("en", "fa"),
        ZONE,
        Optional.of("https://press.example/"),
        List.of(),
        Source.Selectors.NONE,
        new Source.Schedule(Duration.ofMinutes(15), Optional.empty(), 0.1, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static HikariDataSource database(HeraldConfig.Postgresql settings) {
    var pool = new HikariConfig();
    pool.setJdbcUrl(settings.url().orElseThrow());
    pool.setUsername(settings.user().orElseThrow());
    pool.setPassword(settings.password().orElseThrow().value());
    return new HikariDataSource(pool);
  }
}
