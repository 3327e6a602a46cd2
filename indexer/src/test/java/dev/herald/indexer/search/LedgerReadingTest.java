package dev.herald.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Counts;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.MessageCodec;
import dev.herald.indexer.ledger.RevisionSums;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.ledger.VisitLog.Signal;
import dev.herald.indexer.ledger.VisitLog.Wanted;
import dev.herald.indexer.ledger.VisitRule;
import dev.herald.indexer.ledger.VisitRule.Figures;
import dev.herald.indexer.ledger.VisitSums;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.store.Documents;
import dev.herald.indexer.store.ElasticsearchConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a loopback server that answers as Elasticsearch does.
class LedgerReadingTest {
  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-11-24T00:00:00Z");
  private static final SourceDay DAY = new SourceDay("bank", LocalDate.of(2026, 11, 23));

  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();
  private String aggregations = "{}";
  private String hits = "";
  private HttpServer server;
  private ElasticsearchConnection connection;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    connection =
        new ElasticsearchConnection(
            HeraldConfig.defaults()
                .elasticsearch()
                .at("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
  }

  @Test
  void visitsAreSummedByTheDayTheyBeganOn() throws IOException {
    aggregations =
        """
        {"sterms#sources": {"buckets": [{"key": "bank", "doc_count": 96,
          "date_histogram#days": {"buckets": [{"key": 1795392000000, "doc_count": 96,
            "filter#unread": {"doc_count": 2},
            "min#first": {"value": 1795392300000}, "max#last": {"value": 1795478100000},
            "sum#listed": {"value": 1920}, "sum#fetched": {"value": 5},
            "sum#extracted": {"value": 4}, "sum#published": {"value": 3},
            "sum#fetch": {"value": 2}, "sum#untold": {"value": 0},
            "sum#fetched_expected": {"value": 7}, "sum#fetched_found": {"value": 5}}]}}]}}
        """;

    Map<SourceDay, VisitSums> sums =
        new ElasticsearchVisitLog(connection).sums(Set.of("bank"), FROM, BEFORE);

    assertThat(sums)
        .containsExactly(
            Map.entry(
                DAY,
                new VisitSums(
                    96,
                    2,
                    Instant.parse("2026-11-23T00:05:00Z"),
                    Instant.parse("2026-11-23T23:55:00Z"),
                    1_920,
                    5,
                    4,
                    3,
                    Map.of("fetch", 2L),
                    Map.of(
                        VisitRule.LISTED,
                        new Figures(0, 0),
                        VisitRule.FETCHED,
                        new Figures(7, 5),
                        VisitRule.EXTRACTED,
                        new Figures(0, 0),
                        VisitRule.PUBLISHED,
                        new Figures(0, 0)))));
    assertThat(asked.getFirst().at("/query/bool/filter/1/range/started_at/lt").asText())
        .isEqualTo("2026-11-24T00:00:00Z");
  }

  @Test
  void revisionsOfVisitsAreCountedWithTheDeliveriesTheyCallFor() throws IOException {
    aggregations =
        """
        {"sterms#sources": {"buckets": [{"key": "bank", "doc_count": 5,
          "date_histogram#days": {"buckets": [{"key": 1795392000000, "doc_count": 5,
            "filter#new": {"doc_count": 2}, "filter#matched": {"doc_count": 1},
            "filter#replayed": {"doc_count": 2}, "filter#unmatched": {"doc_count": 4},
            "sum#alerts": {"value": 2}, "value_count#counted": {"value": 5}}]}}]}}
        """;

    assertThat(new ElasticsearchRevisionCounts(connection).sums(Set.of("bank"), FROM, BEFORE))
        .containsExactly(Map.entry(DAY, new RevisionSums(3, 2, 1, 2, 3, 4)));
  }

  @Test
  void signalsTellWhenATroubleWasLastSeenAndLastNot() throws IOException {
    aggregations =
        """
        {"sterms#sources": {"buckets": [{"key": "bank", "doc_count": 9,
          "filter#seen_BLOCKED": {"doc_count": 1, "max#last": {"value": 1795392000000}},
          "filter#over_BLOCKED": {"doc_count": 0, "max#last": {"value": null}},
          "filter#seen_ROBOTS": {"doc_count": 0, "max#last": {"value": null}},
          "filter#over_ROBOTS": {"doc_count": 9, "max#last": {"value": 1795392000000}}}]}}
        """;

    assertThat(new ElasticsearchVisitLog(connection).signals(Set.of("bank"), FROM, BEFORE))
        .containsExactly(
            Map.entry("bank", List.of(new Signal(Kind.BLOCKED, FROM, Optional.empty()))));
    assertThat(asked.getFirst().at("/query/bool/filter/1/range/started_at/lt").asText())
        .isEqualTo("2026-11-24T00:00:00Z");
  }

  /// Half an answer, while a node is away, would close incidents and find days out of balance.
  @Test
  void anAnswerOfSomeShardsIsNone() throws IOException {
    var visits = new ElasticsearchVisitLog(connection);
    var revisions = new ElasticsearchRevisionCounts(connection);

    visits.signals(Set.of("bank"), FROM, BEFORE);
    visits.sums(Set.of("bank"), FROM, BEFORE);
    revisions.sums(Set.of("bank"), FROM, BEFORE);
    revisions.publishingDays(Set.of("bank"), DAY.day(), DAY.day());

    assertThat(parameters)
        .hasSize(5)
        .allSatisfy(all -> assertThat(all).contains("allow_partial_search_results=false"));
  }

  @Test
  void aReportIsFoundByWhatItWasStoredWith() throws IOException {
    CrawlReport report =
        new CrawlReport(
            1,
            "visit",
            "bank",
            FROM,
            FROM.plusSeconds(30),
            Outcome.FAILED,
            new Counts(0, 1, 0, 0, 0, 0, 0, 2),
            List.of(new Failure("discover", "https://press.example/rss", "HTTP 403")),
            Optional.empty());
    ObjectNode stored = Documents.of(report).document();
    hits = "{\"_index\":\"herald-crawls\",\"_id\":\"visit\",\"_source\":%s}".formatted(stored);

    Optional<CrawlReport> found =
        new ElasticsearchVisitLog(connection)
            .find(new Wanted("bank", Kind.BLOCKED, true, FROM, BEFORE, true));

    assertThat(found).contains(report);
    assertThat(stored.at("/troubles/0").asText()).isEqualTo("BLOCKED");
    assertThat(stored.at("/fell_out/discover").asInt()).isEqualTo(1);
    assertThat(stored.at("/fell_out/untold").asInt()).isEqualTo(1);
    assertThat(asked.getFirst().at("/query/bool/filter/2/term/troubles/value").asText())
        .isEqualTo("BLOCKED");
    assertThat(asked.getFirst().at("/sort/0/started_at/order").asText()).isEqualTo("desc");
  }

  @Test
  void publishingDaysAreThoseOfPagesAndTheLastNewOne() throws IOException {
    aggregations =
        """
        {"sterms#sources": {"buckets": [{"key": "bank", "doc_count": 3,
          "max#last": {"value": 1795478400000},
          "date_histogram#days": {"buckets": [{"key": 1795392000000, "doc_count": 3}]}}]}}
        """;

    assertThat(
            new ElasticsearchRevisionCounts(connection)
                .publishingDays(Set.of("bank"), DAY.day().minusDays(400), DAY.day()))
        .hasEntrySatisfying(
            "bank", days -> assertThat(days).containsExactly(DAY.day(), DAY.day().plusDays(1)));
    assertThat(asked).hasSize(2);
  }

  @Test
  void theLatencyOfASourceIsTheMedianOfItsLatestRevisions() throws IOException {
    aggregations =
        """
        {"sterms#sources": {"buckets": [{"key": "bank", "doc_count": 3,
          "top_hits#latest": {"hits": {"hits": [
            {"_index": "r", "_id": "1", "_source": {"fetched_at": "2026-11-23T10:00:00Z", "indexed_at": "2026-11-23T10:00:09Z"}},
            {"_index": "r", "_id": "2", "_source": {"fetched_at": "2026-11-23T10:00:00.500Z", "indexed_at": "2026-11-23T10:00:01Z"}},
            {"_index": "r", "_id": "3", "_source": {"fetched_at": "2026-11-23T10:00:00Z", "indexed_at": "2026-11-23T10:00:02Z"}}]}}}]}}
        """;

    assertThat(new ElasticsearchRevisionCounts(connection).latencies(Set.of("bank")))
        .containsExactly(Map.entry("bank", Duration.ofSeconds(2)));
    assertThat(
            asked
                .getFirst()
                .at("/query/bool/filter/1/bool/must_not/0/term/replayed/value")
                .asBoolean())
        .isTrue();
  }

  private void answer(HttpExchange exchange) throws IOException {
    parameters.add(exchange.getRequestURI().getQuery());
    asked.add(MessageCodec.mapper().readTree(exchange.getRequestBody().readAllBytes()));
    byte[] body =
        """
        {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
         "hits": {"hits": [%s]}, "aggregations": %s}
        """
            .formatted(hits, aggregations)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
