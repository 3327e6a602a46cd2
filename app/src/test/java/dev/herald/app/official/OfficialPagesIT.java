package dev.herald.app.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.herald.app.official.OfficialPages.Item;
import dev.herald.app.stack.TestStack;
import dev.herald.config.HeraldConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Failure;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import dev.herald.crawler.Crawler;
import dev.herald.crawler.discover.Answer;
import dev.herald.crawler.discover.DiscoveryReader;
import dev.herald.crawler.discover.Listed;
import dev.herald.crawler.extract.Boilerplate;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.indexer.Indexer;
import dev.herald.indexer.consume.TopicSetup;
import dev.herald.indexer.read.Crawls.Stored;
import dev.herald.indexer.rule.KafkaRuleBook;
import dev.herald.indexer.search.ElasticsearchCrawls;
import dev.herald.indexer.store.ElasticsearchConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The main job, end to end, on real pages, listings and feeds of official institutions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialPagesIT {
  private static final ZoneId ZONE = ZoneId.of("UTC");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private OfficialPages pages;

  @BeforeAll
  void serve() throws IOException {
    Optional<Path> corpora = OfficialPages.findCorpora();
    assumeTrue(corpora.isPresent(), "the corpora are not here");
    pages = OfficialPages.start(corpora.get());
  }

  @AfterAll
  void stopServing() {
    if (pages != null) pages.close();
  }

  @Test
  void everyFeedAndListingYieldsItems() throws Exception {
    List<String> silent = new ArrayList<>();
    for (Item item : pages.items()) {
      if (item.kind().equals("article")) continue;
      Listed listed = DiscoveryReader.read(answer(item), discovery(item));
      System.out.printf(
          "%-8s %-20s %4d items  %s%n",
          item.kind(), item.folder(), listed.items().size(), listed.problems());
      if (listed.items().isEmpty()) silent.add(item.file().getFileName() + " of " + item.folder());
    }

    assertThat(silent).isEmpty();
  }

  @Test
  void everyArticleIsFoundByTheMainJob() throws Exception {
    ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
    try {
      run();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }

    assertThat(uncaught).isEmpty();
  }

  private void run() throws Exception {
    Map<String, List<Item>> institutions = new LinkedHashMap<>();
    for (Item item : pages.items())
      institutions.computeIfAbsent("official-" + item.folder(), _ -> new ArrayList<>()).add(item);
    List<Source> sources =
        institutions.entrySet().stream().map(e -> source(e.getKey(), e.getValue())).toList();
    Map<String, Long> expected = new TreeMap<>();
    institutions.forEach((id, items) -> expected.put(id, statements(items)));
    HeraldConfig config = config();
    TopicSetup.run(config.kafka());
    var meters = new SimpleMeterRegistry();
    var clock = Clock.systemUTC();
    String kafka = String.join(",", config.kafka().bootstrapServers());
    try (var database = database(config.postgresql());
        var elasticsearch = new ElasticsearchConnection(config.elasticsearch());
        var rules = new KafkaRuleBook(kafka, List::of);
        var indexer = new Indexer(config, "", elasticsearch, database, rules, clock, meters);
        var crawler = new Crawler(config, database, clock, meters)) {
      indexer.start();
      crawler.start(sources);
      var crawls = new ElasticsearchCrawls(elasticsearch);
      Map<String, CrawlReport> reports =
          await(crawls::latest, found -> found.keySet().containsAll(institutions.keySet()));
      Map<String, Long> stored =
          await(
              () -> counts(crawls.statements()),
              found ->
                  expected.entrySet().stream()
                      .allMatch(e -> found.getOrDefault(e.getKey(), 0L) >= e.getValue()));
      print(institutions, reports, stored);

      assertThat(reports).containsKeys(institutions.keySet().toArray(String[]::new));
      expected.forEach(
          (id, least) ->
              assertThat(stored.getOrDefault(id, 0L))
                  .as("statements of %s", id)
                  .isGreaterThanOrEqualTo(least));
      institutions.keySet().forEach(id -> assertHealthy(Objects.requireNonNull(reports.get(id))));
    }
  }

  private static void assertHealthy(CrawlReport report) {
    assertThat(report.counts().listed()).as("listed by %s", report.sourceId()).isPositive();
    assertThat(report.failures())
        .as("failures of %s", report.sourceId())
        .noneMatch(failure -> List.of("discover", "archive", "publish").contains(failure.stage()));
  }

  private HeraldConfig config() throws IOException {
    HeraldConfig stack = TestStack.shared().config();
    HeraldConfig.Fetch fetch = stack.fetch();
    return new HeraldConfig(
        Files.createTempDirectory(Files.createDirectories(Path.of("target/official")), "run"),
        stack.kafka(),
        stack.elasticsearch(),
        stack.postgresql(),
        new HeraldConfig.Fetch(
            fetch.userAgent(),
            fetch.contact(),
            fetch.callTimeout(),
            fetch.connectTimeout(),
            fetch.readTimeout(),
            fetch.maxBody(),
            fetch.maxDiscoveryBody(),
            fetch.maxRedirects(),
            Duration.ZERO,
            fetch.maxCrawlDelay(),
            List.of("127.0.0.0/8"),
            pages.resolve(),
            fetch.robotsMaxAge(),
            fetch.requestsPerDay(),
            fetch.publishers()),
        stack.browser(),
        stack.crawler(),
        stack.evidence(),
        stack.indexer(),
        stack.dashboard(),
        stack.channels());
  }

  private Source source(String id, List<Item> items) {
    List<Discovery> discoveries =
        items.stream()
            .filter(item -> !item.kind().equals("article"))
            .map(OfficialPagesIT::discovery)
            .collect(Collectors.toCollection(ArrayList::new));
    for (String sitemap : pages.sitemaps(items.getFirst().folder()))
      discoveries.add(discovery(Discovery.Kind.SITEMAP, sitemap));
    return new Source(
        id,
        items.getFirst().institution(),
        items.getFirst().country(),
        "government",
        "press-release",
        languages(items),
        ZONE,
        Optional.empty(),
        discoveries,
        Selectors.NONE,
        new Schedule(Duration.ofHours(1), Optional.empty(), 0, List.of()),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> languages(List<Item> items) {
    return items.stream().map(Item::language).distinct().toList();
  }

  private static Discovery discovery(Item item) {
    boolean feed = item.kind().equals("feed");
    return discovery(feed ? Discovery.Kind.FEED : Discovery.Kind.LISTING, item.url());
  }

  private static Discovery discovery(Discovery.Kind kind, String url) {
    return new Discovery(
        kind, url, Optional.empty(), Optional.empty(), 1, List.of(), List.of(), Optional.empty());
  }

  private static Answer answer(Item item) throws IOException {
    return new Answer(
        HttpUrl.get(item.url()),
        ByteString.of(OfficialPages.bytes(item)),
        Optional.of(item.contentType()),
        List.of(item.language()),
        ZONE,
        Instant.now());
  }

  /// How many of an institution's articles the extractor takes for statements.
  private static long statements(List<Item> items) {
    Hints hints =
        new Hints(
            languages(items),
            Optional.of(ZONE),
            Selectors.NONE,
            Boilerplate.NONE,
            Optional.empty(),
            PublicationTime.UNKNOWN);
    return items.stream()
        .filter(item -> item.kind().equals("article"))
        .filter(
            item ->
                switch (new GeneralExtractor().extract(content(item), hints)) {
                  case ExtractResult.Extracted _ -> true;
                  case ExtractResult.NoStatement(String reason) -> {
                    System.out.printf("no statement: %s: %s%n", item.url(), reason);
                    yield false;
                  }
                })
        .count();
  }

  private static PageContent content(Item item) {
    try {
      return new PageContent(
          ByteString.of(OfficialPages.bytes(item)),
          Optional.of(item.url()),
          Optional.of(item.contentType()),
          Instant.now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HikariDataSource database(HeraldConfig.Postgresql settings) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(settings.url().orElseThrow());
    settings.user().ifPresent(pool::setUsername);
    settings.password().ifPresent(secret -> pool.setPassword(secret.value()));
    return new HikariDataSource(pool);
  }

  private static Map<String, Long> counts(Map<String, Stored> stored) {
    return stored.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().statements()));
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  /// Asks until the answer will do; at the limit, gives the last answer as it is.
  private static <T> T await(Question<T> question, Function<T, Boolean> enough) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    T answer = question.ask();
    while (!enough.apply(answer) && Instant.now().isBefore(end)) {
      TimeUnit.MILLISECONDS.sleep(200);
      answer = question.ask();
    }
    return answer;
  }

  private static void print(
      Map<String, List<Item>> institutions,
      Map<String, CrawlReport> reports,
      Map<String, Long> stored) {
    System.out.printf(
        "%-34s %8s %6s %7s %9s %7s%n",
        "source", "articles", "listed", "fetched", "extracted", "indexed");
    institutions.forEach(
        (id, items) -> {
          CrawlReport report = reports.get(id);
          if (report == null) {
            System.out.printf("%-34s no report%n", id);
            return;
          }
          System.out.printf(
              "%-34s %8d %6d %7d %9d %7d%n",
              id,
              items.stream().filter(item -> item.kind().equals("article")).count(),
              report.counts().listed(),
              report.counts().fetched(),
              report.counts().extracted(),
              stored.getOrDefault(id, 0L));
          reasons(report)
              .forEach((reason, times) -> System.out.printf("    %4d × %s%n", times, reason));
        });
  }

  /// Failures by reason, without the addresses that set equal ones apart.
  private static Map<String, Long> reasons(CrawlReport report) {
    return report.failures().stream()
        .collect(
            Collectors.groupingBy(
                (Failure failure) ->
                    failure.stage()
                        + ": "
                        + failure
                            .reason()
                            .replaceAll("https?://\\S+", "…")
                            .replaceAll("\\d{4,}", "#"),
                TreeMap::new,
                Collectors.counting()));
  }
}
