package dev.herald.indexer.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.ConfigLoader;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport.Outcome;
import dev.herald.config.message.MessageCodec;
import dev.herald.config.source.Source;
import dev.herald.indexer.ledger.Reports;
import dev.herald.indexer.ledger.RevisionCounts;
import dev.herald.indexer.ledger.RevisionSums;
import dev.herald.indexer.ledger.Shelf;
import dev.herald.indexer.ledger.SourceDay;
import dev.herald.indexer.ledger.StoredLedger;
import dev.herald.indexer.notify.Alert.Step;
import dev.herald.indexer.notify.IncidentAlerts;
import dev.herald.indexer.notify.Notifier;
import dev.herald.indexer.notify.Outbox;
import dev.herald.indexer.notify.OutboxMatches;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Incident.Kind;
import dev.herald.indexer.read.Passage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports on a shelf, a real PostgreSQL, and a real receiver that is told.
class IncidentWatchTest {
  private static final String TURNED_AWAY = "https://press.example/rss: HTTP 403";

  @TempDir Path folder;
  private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
  private final Shelf shelf = new Shelf();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EmbeddedPostgres postgres;
  private HttpServer receiver;
  private Notifier notifier;
  private HeraldConfig config;

  @BeforeEach
  void open() throws IOException {
    postgres = EmbeddedPostgres.start();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
    Files.writeString(
        folder.resolve("herald.yaml"),
        """
        channels: {desk: {webhook: {url: 'http://127.0.0.1:%d/'}}}
        indexer: {incidents: {channels: [desk], remind-every: 12h}}
        """
            .formatted(receiver.getAddress().getPort()));
    Files.createDirectories(folder.resolve("sources"));
    Files.writeString(
        folder.resolve("sources/bank.yaml"),
        """
        id: bank
        institution: Central Bank
        country: INT
        languages: [en]
        zone: UTC
        homepage: https://press.example/
        """);
    config = ConfigLoader.load(folder).herald();
    notifier =
        new Notifier(
            config, Outbox.open(postgres.getPostgresDatabase()), Clock.systemUTC(), meters);
    notifier.start();
  }

  @AfterEach
  void close() throws IOException {
    notifier.close();
    receiver.stop(0);
    postgres.close();
  }

  @Test
  void anIncidentIsToldWhenItOpensWhileItLastsAndWhenItCloses() throws Exception {
    shelf.with(
        Reports.healthy("2026-11-24T09:00:00Z"),
        Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));

    lookAt("2026-11-24T10:01:00Z");
    JsonNode opened = next();
    assertThat(opened.path("title").asText()).isEqualTo("Central Bank: blocked (opened)");
    assertThat(opened.path("url").asText()).isEqualTo("https://press.example/");
    assertThat(opened.at("/incident/step").asText()).isEqualTo("opened");
    assertThat(opened.at("/incident/kind").asText()).isEqualTo("BLOCKED");
    assertThat(opened.at("/incident/since").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(opened.at("/incident/before").asText()).startsWith("at 2026-11-24T09:00:00Z 20 add");
    assertThat(opened.at("/incident/evidence").asText()).isEqualTo("discover: " + TURNED_AWAY);
    assertThat(openInMetrics()).isEqualTo(1);

    lookAt("2026-11-24T22:00:00Z");
    lookAt("2026-11-24T22:01:00Z");
    lookAt("2026-11-24T22:02:00Z");
    JsonNode lasts = next();
    assertThat(lasts.at("/incident/step").asText()).isEqualTo("lasts");
    assertThat(lasts.path("deliveryId")).isNotEqualTo(opened.path("deliveryId"));

    shelf.with(Reports.healthy("2026-11-24T22:15:00Z"));
    lookAt("2026-11-24T23:15:00Z");
    lookAt("2026-11-24T23:16:00Z");
    JsonNode closed = next();
    assertThat(closed.at("/incident/step").asText()).isEqualTo("closed");
    assertThat(closed.at("/incident/closedAt").asText()).isEqualTo("2026-11-24T22:15:00Z");
    assertThat(openInMetrics()).isZero();

    shelf.with(Reports.failed("2026-11-25T08:00:00Z", Outcome.FAILED, TURNED_AWAY));
    lookAt("2026-11-25T08:01:00Z");
    assertThat(next().at("/incident/step").asText()).isEqualTo("opened");
    assertThat(told).as("each step was told once").isEmpty();
  }

  @Test
  void anIncidentOfASourceThatIsWatchedNoMoreCloses() throws Exception {
    shelf.with(Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));
    lookAt("2026-11-24T10:01:00Z");
    next();

    look(List.of(), "2026-11-24T11:00:00Z");

    JsonNode closed = next();
    assertThat(closed.at("/incident/step").asText()).isEqualTo("closed");
    assertThat(closed.at("/incident/closedAt").asText()).isEqualTo("2026-11-24T11:00:00Z");
    assertThat(closed.path("title").asText())
        .isEqualTo("bank: blocked (closed, the source is no longer watched)");

    lookAt("2026-11-24T11:01:00Z");
    JsonNode again = next();
    assertThat(again.path("title").asText()).isEqualTo("Central Bank: blocked (opened)");
    assertThat(again.path("deliveryId")).isNotEqualTo(closed.path("deliveryId"));
    lookAt("2026-11-24T11:02:00Z");
    assertThat(told).isEmpty();
  }

  @Test
  void thatTheChainStandsStillIsToldThoughElasticsearchIsAway() throws Exception {
    Instant delivered = Instant.parse("2026-11-24T10:00:02Z");
    shelf.passage(
        new Passage(delivered, delivered, delivered, Optional.of(delivered.plusSeconds(1))));
    shelf.with(Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));
    List<Source> sources = ConfigLoader.load(folder).sources();
    Clock clock = Clock.fixed(Instant.parse("2026-11-24T10:30:00Z"), ZoneOffset.UTC);
    var ledger =
        new StoredLedger(shelf, away(), shelf, () -> sources, Duration.ofMinutes(5), clock);

    assertThatThrownBy(() -> look(ledger, sources, clock)).isInstanceOf(IOException.class);

    assertThat(next().at("/incident/kind").asText()).isEqualTo("CHAIN");
    assertThat(told).isEmpty();
  }

  private static RevisionCounts away() {
    return new RevisionCounts() {
      @Override
      public Map<SourceDay, RevisionSums> sums(Set<String> ids, Instant from, Instant before)
          throws IOException {
        throw new IOException("elasticsearch is away");
      }

      @Override
      public Map<String, NavigableSet<LocalDate>> publishingDays(
          Set<String> ids, LocalDate from, LocalDate to) throws IOException {
        throw new IOException("elasticsearch is away");
      }

      @Override
      public Map<String, Duration> latencies(Set<String> ids) throws IOException {
        throw new IOException("elasticsearch is away");
      }
    };
  }

  /// Two indexers that both look every minute, each with what it found itself.
  @Test
  void oneThatLookedBeforeAnotherWroteClosesNothing() throws Exception {
    Incident seenByOne =
        new Incident(
            "bank",
            Kind.BLOCKED,
            Instant.parse("2026-11-24T10:00:00Z"),
            Optional.empty(),
            "HTTP 403");
    IncidentBook book = new IncidentBook(postgres.getPostgresDatabase(), Duration.ZERO);
    Instant now = Instant.parse("2026-11-24T10:01:00Z");
    List<Step> steps = new CopyOnWriteArrayList<>();
    try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
      book.update(
          _ -> true,
          () -> {
            Future<?> other =
                others.submit(
                    () -> {
                      book.update(
                          _ -> true, () -> List.of(seenByOne), now, news -> noted(news, steps));
                      return null;
                    });
            awaitDoneOrWaiting(other);
            return List.of();
          },
          now,
          news -> noted(news, steps));
    }

    assertThat(steps).containsExactly(Step.OPENED);
  }

  @Test
  void anIncidentOfAKindThatOnlyALaterVersionKnowsIsLeftToIt() throws Exception {
    database()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO indexer.incident (source_id, kind, since, told_at, evidence)
                    VALUES ('bank', 'FLOODED', now(), now(), 'water')
                    """));
    shelf.with(Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));

    lookAt("2026-11-24T10:01:00Z");

    assertThat(next().at("/incident/kind").asText()).isEqualTo("BLOCKED");
    assertThat(told).isEmpty();
    int left =
        database()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT count(*) FROM indexer.incident
                            WHERE kind = 'FLOODED' AND closed_at IS NULL
                            """)
                        .mapTo(Integer.class)
                        .one());
    assertThat(left).isEqualTo(1);
  }

  /// The clock jumps a day ahead while an incident is open, reminds of it, and is set back.
  @Test
  void aClockThatIsSetBackPutsNoReminderOff() throws Exception {
    shelf.with(Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));
    lookAt("2026-11-24T10:01:00Z");
    next();
    lookAt("2026-11-25T10:02:00Z");
    assertThat(next().at("/incident/step").asText()).isEqualTo("lasts");

    lookAt("2026-11-24T10:03:00Z");
    assertThat(next().at("/incident/step").asText()).isEqualTo("lasts");
    lookAt("2026-11-24T10:04:00Z");
    lookAt("2026-11-24T22:04:00Z");
    JsonNode inTime = next();

    assertThat(inTime.path("matchedAt").asText()).isEqualTo("2026-11-24T22:04:00Z");
    assertThat(told).isEmpty();
  }

  /// A host that turns every third visit away, for three hours.
  @Test
  void aTroubleThatComesAndGoesIsOneIncident() throws Exception {
    Instant start = Instant.parse("2026-11-24T10:00:00Z");
    for (int visit = 0; visit <= 12; visit++) {
      String at = start.plus(Duration.ofMinutes(15).multipliedBy(visit)).toString();
      shelf.with(
          visit % 3 == 0 ? Reports.failed(at, Outcome.PARTIAL, TURNED_AWAY) : Reports.healthy(at));
      lookAt(at);
    }
    shelf.with(Reports.healthy("2026-11-24T13:15:00Z"));
    lookAt("2026-11-24T14:14:59Z");
    assertThat(next().at("/incident/step").asText()).isEqualTo("opened");
    assertThat(told).isEmpty();

    lookAt("2026-11-24T14:15:00Z");

    JsonNode closed = next();
    assertThat(closed.at("/incident/step").asText()).isEqualTo("closed");
    assertThat(closed.at("/incident/since").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(closed.at("/incident/closedAt").asText()).isEqualTo("2026-11-24T13:15:00Z");
  }

  @Test
  void whatTellsOfAnIncidentIsNoMatch() throws Exception {
    shelf.with(Reports.failed("2026-11-24T10:00:00Z", Outcome.FAILED, TURNED_AWAY));
    lookAt("2026-11-24T10:01:00Z");
    next();

    assertThat(new OutboxMatches(postgres.getPostgresDatabase()).deliveries(10)).isEmpty();
  }

  private void lookAt(String now) throws IOException {
    look(ConfigLoader.load(folder).sources(), now);
  }

  private void look(List<Source> sources, String now) throws IOException {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    look(
        new StoredLedger(shelf, shelf.revisions(), shelf, () -> sources, Duration.ZERO, clock),
        sources,
        clock);
  }

  private void look(StoredLedger ledger, List<Source> sources, Clock clock) throws IOException {
    IncidentBook book =
        new IncidentBook(
            postgres.getPostgresDatabase(), config.indexer().incidents().remindEvery());
    meters.clear();
    new IncidentWatch(ledger, () -> sources, book, new IncidentAlerts(config), clock, meters)
        .look();
  }

  private static List<Outbox.Due> noted(IncidentBook.News news, List<Step> steps) {
    steps.add(news.step());
    return List.of();
  }

  private void awaitDoneOrWaiting(Future<?> other) {
    boolean waits = false;
    while (!other.isDone() && !waits)
      waits =
          database()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")
                          .mapTo(Boolean.class)
                          .one());
  }

  private Jdbi database() {
    return Jdbi.create(postgres.getPostgresDatabase());
  }

  private double openInMetrics() {
    return meters.get("herald.incidents.open").tag("kind", "blocked").gauge().value();
  }

  private JsonNode next() throws InterruptedException {
    JsonNode next = told.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("a delivery").isNotNull();
    return next;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      told.add(MessageCodec.mapper().readTree(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
