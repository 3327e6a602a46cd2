package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.HeraldConfig;
import dev.herald.config.HeraldConfig.Publisher;
import dev.herald.crawler.TestClock;
import dev.herald.crawler.robots.RobotsMemory;
import dev.herald.crawler.state.CrawlState;
import dev.herald.crawler.state.StoredRequests;
import dev.herald.crawler.state.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real server and a real database: what a publisher gets in a day.
class DailyRequestsTest {
  private static final String PUBLISHER = "press.example";
  private static final LocalDate TODAY = LocalDate.parse("2026-02-26");
  private static final HttpUrl PAGE = HttpUrl.get("https://www.press.example/7");

  private final TestClock clock = new TestClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RawServer server =
      new RawServer(
          (request, socket) ->
              RawServer.send(
                  socket,
                  switch (request.path()) {
                    case "/robots.txt" -> RawServer.answer("200 OK", "", "User-agent: *\n");
                    case "/moved" -> RawServer.answer("301 Moved", "Location: /7\r\n", "");
                    default -> RawServer.answer("200 OK", "", "<p>statement");
                  }),
          true);
  private final List<HttpFetcher> fetchers = new ArrayList<>();
  private final DataSource database = TestDatabase.create();

  @BeforeEach
  void migrated() {
    CrawlState.open(database);
  }

  @AfterEach
  void closed() {
    fetchers.forEach(HttpFetcher::close);
    server.close();
  }

  @Test
  void allHostsRobotsAndRedirectsCountAndNothingGoesOutBeyond() {
    HttpFetcher fetcher = process(5);

    FetchResult moved = fetcher.fetch(Fetchers.page("http://press.example/moved"));
    FetchResult other = fetcher.fetch(Fetchers.page("http://www.press.example/8"));
    FetchResult beyond = fetcher.fetch(Fetchers.page("http://press.example/9"));

    assertThat(List.of(moved, other)).hasOnlyElementsOfType(FetchResult.Fetched.class);
    assertThat(beyond)
        .isEqualTo(
            new FetchResult.Failed(
                HttpUrl.get("http://press.example/9"),
                0,
                "http://press.example/9: press.example has had its 5 requests of 2026-02-26"
                    + " (fetch.requests-per-day)",
                true,
                Optional.of(Duration.ofMinutes(8 * 60 + 50))));
    assertThat(server.requests)
        .extracting(RawServer.Request::path)
        .containsExactly("/robots.txt", "/moved", "/7", "/robots.txt", "/8");
    assertThat(meters.get("herald.requests.today").tag("publisher", PUBLISHER).gauge().value())
        .isEqualTo(5);
    assertThat(meters.get("herald.requests.held").tag("kind", "new").counter().count())
        .isEqualTo(1);
  }

  @Test
  void robotsTxtIsNotAskedForWithTheLastRequestGone() {
    HttpFetcher fetcher = process(1);
    fetcher.fetch(Fetchers.page("http://press.example/7"));

    FetchResult other = fetcher.fetch(Fetchers.page("http://www.press.example/8"));

    assertThat(server.requests).extracting(RawServer.Request::path).containsExactly("/robots.txt");
    assertThat(other).isInstanceOf(FetchResult.Failed.class);
  }

  @Test
  void atMidnightUtcANewDayBegins() {
    HttpFetcher fetcher = process(2);
    fetcher.fetch(Fetchers.page("http://press.example/7"));
    clock.advance(Duration.ofMinutes(8 * 60 + 50).minusSeconds(1));
    FetchResult before = fetcher.fetch(Fetchers.page("http://press.example/8"));
    clock.advance(Duration.ofSeconds(1));

    FetchResult after = fetcher.fetch(Fetchers.page("http://press.example/8"));

    assertThat(before)
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> assertThat(failed.retryAfter()).contains(Duration.ofSeconds(1)));
    assertThat(after).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void aRestartForgetsNoRequest() {
    try (HttpFetcher before = process(4)) {
      before.fetch(Fetchers.page("http://press.example/7"));
    }
    HttpFetcher after = process(4);

    FetchResult last = after.fetch(Fetchers.page("http://press.example/8"));
    FetchResult beyond = after.fetch(Fetchers.page("http://press.example/9"));

    assertThat(last).isInstanceOf(FetchResult.Fetched.class);
    assertThat(beyond).isInstanceOf(FetchResult.Failed.class);
    assertThat(server.requests).hasSize(4);
  }

  @Test
  void twoProcessesShareTheBound() {
    List<HttpFetcher> processes = List.of(process(12), process(12));

    for (int i = 0; i < 20; i++)
      processes.get(i % 2).fetch(Fetchers.page("http://press.example/" + i));

    assertThat(server.requests).hasSize(12);
  }

  @Test
  void theLastFifthIsForWhatIsNew() {
    HttpFetcher fetcher = process(10);
    for (int i = 0; i < 12; i++)
      fetcher.fetch(Fetchers.page("http://press.example/old/" + i).givingWay());
    FetchResult held = fetcher.fetch(Fetchers.page("http://press.example/old/1").givingWay());
    int routine = server.requests.size();

    FetchResult fresh = fetcher.fetch(Fetchers.page("http://press.example/new"));

    assertThat(routine).isEqualTo(8);
    assertThat(held)
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed ->
                assertThat(failed.reason())
                    .endsWith(
                        "press.example has had 8 of its 10 requests of 2026-02-26,"
                            + " the others are for what is new (fetch.requests-per-day)"));
    assertThat(fresh).isInstanceOf(FetchResult.Fetched.class);
  }

  @Test
  void requestsAreLeasedManyAtATimeAndThoseNotMadeGivenBack() {
    StoredRequests memory = new StoredRequests(database);
    DailyRequests requests = requests(20_000);

    for (int i = 0; i < 150; i++) assertThat(requests.take(PAGE, false)).isEmpty();
    long leased = memory.used(PUBLISHER, TODAY);
    requests.close();

    assertThat(leased).isEqualTo(200);
    assertThat(memory.used(PUBLISHER, TODAY)).isEqualTo(150);
  }

  @Test
  void manyThreadsOfManyProcessesMakeExactlyAsManyAsAllowed()
      throws InterruptedException, ExecutionException {
    List<DailyRequests> processes = IntStream.range(0, 4).mapToObj(_ -> requests(999)).toList();
    List<Future<Integer>> made = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        DailyRequests process = processes.get(i % 4);
        made.add(
            threads.submit(
                () -> {
                  int mine = 0;
                  for (int n = 0; n < 400; n++) if (process.take(PAGE, false).isEmpty()) mine++;
                  return mine;
                }));
      }
    }

    int all = 0;
    for (Future<Integer> one : made) all += one.get();
    assertThat(all).isEqualTo(999);
  }

  @Test
  void aPublisherMayHaveABoundOfItsOwnOrNone() {
    HeraldConfig.Fetch usual = Fetchers.config(Map.of(), 1);
    DailyBounds bounds =
        DailyBounds.of(
            with(
                usual,
                Map.of("www.press.example", new Publisher(2), "open.example", new Publisher(0))));

    assertThat(bounds.most(PUBLISHER)).isEqualTo(2);
    assertThat(bounds.most("open.example")).isZero();
    assertThat(bounds.most("other.example")).isEqualTo(1);
  }

  private DailyRequests requests(int most) {
    return new DailyRequests(
        DailyBounds.of(Fetchers.config(Map.of(), most)),
        clock,
        new StoredRequests(database),
        meters);
  }

  private HttpFetcher process(int requestsPerDay) {
    HttpFetcher fetcher =
        new HttpFetcher(
            Fetchers.config(
                Map.of("press.example", server.port(), "www.press.example", server.port()),
                requestsPerDay),
            clock,
            new LocalHostGate(),
            meters,
            Witness.NONE,
            TroubleMemory.NONE,
            RobotsMemory.NONE,
            new StoredRequests(database));
    fetchers.add(fetcher);
    return fetcher;
  }

  private static HeraldConfig.Fetch with(HeraldConfig.Fetch f, Map<String, Publisher> own) {
    return new HeraldConfig.Fetch(
        f.userAgent(),
        f.contact(),
        f.callTimeout(),
        f.connectTimeout(),
        f.readTimeout(),
        f.maxBody(),
        f.maxDiscoveryBody(),
        f.maxRedirects(),
        f.delay(),
        f.maxCrawlDelay(),
        f.allowAddresses(),
        f.resolve(),
        f.robotsMaxAge(),
        f.requestsPerDay(),
        own);
  }
}
