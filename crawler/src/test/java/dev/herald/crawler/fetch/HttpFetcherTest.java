package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import dev.herald.crawler.fetch.FetchRequest.Validators;
import dev.herald.crawler.robots.RobotsDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a well-behaved or merely careless host does, and what comes out.
class HttpFetcherTest {
  private final TestClock clock = new TestClock();

  private HttpFetcher fetcher(RawServer server) {
    return Fetchers.of(
        Fetchers.config(Map.of("press.example", server.port(), "other.example", server.port())),
        clock,
        Dns.SYSTEM);
  }

  private FetchResult fetch(RawServer.Answerer answerer, FetchRequest request) {
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher = fetcher(server)) {
      return fetcher.fetch(request);
    }
  }

  private FetchResult fetch(String answer) {
    return fetch(
        (_, socket) -> RawServer.send(socket, answer), Fetchers.page("http://press.example/7"));
  }

  @Test
  void aPageComesWithItsEvidence() {
    FetchResult result =
        fetch(RawServer.answer("200 OK", "ETag: \"a\"\r\nContent-Type: text/html\r\n", "<p>Hello"));

    assertThat(result)
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            fetched -> {
              FetchedPage page = fetched.page();
              assertThat(page.body().utf8()).isEqualTo("<p>Hello");
              assertThat(page.status()).isEqualTo(200);
              assertThat(page.wireBytes()).isEqualTo(8);
              assertThat(page.contentType()).contains("text/html");
              assertThat(page.validators().etag()).contains("\"a\"");
              assertThat(page.robots()).isEqualTo("allowed (no robots.txt: HTTP 404)");
              assertThat(page.requestHeaders())
                  .contains(
                      "User-Agent: Herald/0.1 (+https://herald.example/contact)",
                      "Accept-Encoding: gzip, deflate",
                      "Host: press.example");
              assertThat(page.startedAt()).isEqualTo(clock.instant());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zlib", "raw"})
  void compressedPagesAreRead(String form) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (form) {
          case "gzip" -> new GZIPOutputStream(body);
          case "zlib" -> new DeflaterOutputStream(body);
          default -> new DeflaterOutputStream(body, new Deflater(6, true));
        }) {
      out.write("<p>Hello ".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    String encoding = form.equals("gzip") ? "gzip" : "deflate";

    FetchResult result =
        fetch(
            RawServer.answer(
                "200 OK",
                "Content-Encoding: " + encoding + "\r\n",
                body.toString(StandardCharsets.ISO_8859_1)));

    assertThat(result)
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            fetched -> {
              assertThat(fetched.page().body().utf8()).isEqualTo("<p>Hello ".repeat(100));
              assertThat(fetched.page().wireBytes()).isEqualTo(body.size());
            });
  }

  @Test
  void anUnchangedPageIsAskedForConditionally() {
    FetchRequest request =
        new FetchRequest(
            Fetchers.url("http://press.example/7"),
            FetchRequest.Kind.PAGE,
            Optional.of(new Validators(Optional.of("\"a\""), Optional.empty())),
            Optional.empty());

    FetchResult result =
        fetch(
            (asked, socket) ->
                RawServer.send(
                    socket,
                    asked.hasHeader("If-None-Match: \"a\"")
                        ? "HTTP/1.1 304 Not Modified\r\n\r\n"
                        : RawServer.answer("200 OK", "", "x")),
            request);

    assertThat(result).isInstanceOf(FetchResult.NotModified.class);
  }

  @Test
  void notModifiedWithoutAConditionIsAFailure() {
    assertThat(fetch("HTTP/1.1 304 Not Modified\r\n\r\n"))
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> {
              assertThat(failed.status()).isEqualTo(304);
              assertThat(failed.transientFailure()).isTrue();
            });
  }

  @Test
  void redirectsAreFollowedWithTheirCookies() {
    RawServer.Answerer answerer =
        (asked, socket) -> {
          boolean consented = asked.hasHeader("Cookie: consent=1");
          RawServer.send(
              socket,
              consented
                  ? RawServer.answer("200 OK", "", "statement")
                  : RawServer.answer("302 Found", "Set-Cookie: consent=1\r\nLocation: /7\r\n", ""));
        };

    assertThat(fetch(answerer, Fetchers.page("http://press.example/7")))
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            fetched -> assertThat(fetched.page().body().utf8()).isEqualTo("statement"));
  }

  @Test
  void theNextFetchKnowsNoCookieOfTheLast() {
    RawServer.Answerer answerer =
        (_, socket) ->
            RawServer.send(socket, RawServer.answer("200 OK", "Set-Cookie: visitor=7\r\n", "x"));

    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher = fetcher(server)) {
      fetcher.fetch(Fetchers.page("http://press.example/1"));
      fetcher.fetch(Fetchers.page("http://press.example/2"));

      assertThat(server.requests).hasSize(2).noneMatch(asked -> asked.hasHeader("Cookie:"));
    }
  }

  @Test
  void aRedirectToAnotherHostAsksThatHostsRobots() {
    RawServer.Answerer answerer =
        (asked, socket) -> {
          boolean other = asked.hasHeader("Host: other.example");
          if (asked.path().equals("/robots.txt"))
            RawServer.send(
                socket,
                RawServer.answer("200 OK", "", other ? "User-agent: *\nDisallow: /private\n" : ""));
          else
            RawServer.send(
                socket,
                RawServer.answer("301 Moved", "Location: http://other.example/private/7\r\n", ""));
        };

    try (RawServer server = new RawServer(answerer, true);
        HttpFetcher fetcher = fetcher(server)) {
      FetchResult result = fetcher.fetch(Fetchers.page("http://press.example/7"));

      assertThat(result)
          .isEqualTo(
              new FetchResult.Refused(
                  Fetchers.url("http://other.example/private/7"),
                  "http://other.example/private/7: robots.txt of other.example: disallowed"
                      + " (Disallow: /private)"));
      assertThat(server.requests).noneMatch(r -> r.path().startsWith("/private"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "407, false",
    "404, false",
    "410, false",
    "403, false",
    "408, true",
    "425, true",
    "429, true",
    "500, true",
    "503, true",
    "206, false",
    "204, false",
    "300, false"
  })
  void otherStatusesAreFailures(int status, boolean transientFailure) {
    assertThat(fetch("HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n".formatted(status)))
        .isInstanceOfSatisfying(
            FetchResult.Failed.class,
            failed -> {
              assertThat(failed.status()).isEqualTo(status);
              assertThat(failed.transientFailure()).isEqualTo(transientFailure);
            });
  }

  @Test
  void aThrottledHostIsLeftAloneUntilRetryAfter() {
    RawServer.Answerer answerer =
        (_, socket) ->
            RawServer.send(
                socket, RawServer.answer("429 Too Many Requests", "Retry-After: 150\r\n", ""));
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher = fetcher(server)) {
      FetchResult first = fetcher.fetch(Fetchers.page("http://press.example/7"));
      FetchResult second = fetcher.fetch(Fetchers.page("http://press.example/8"));
      clock.advance(Duration.ofSeconds(151));
      fetcher.fetch(Fetchers.page("http://press.example/9"));

      assertThat(first)
          .isInstanceOfSatisfying(
              FetchResult.Failed.class,
              failed -> assertThat(failed.retryAfter()).contains(Duration.ofSeconds(150)));
      assertThat(second)
          .isInstanceOfSatisfying(
              FetchResult.Failed.class,
              failed ->
                  assertThat(failed.reason())
                      .endsWith("http://press.example is left alone for 151 s more"));
      assertThat(server.requests).extracting(RawServer.Request::path).containsExactly("/7", "/9");
    }
  }

  @ParameterizedTest
  @CsvSource({"503, 0", "503, 00", "408, 0", "408, ''"})
  void anInstantRetryIsNotTakenPastTheGate(int status, String retryAfter) {
    RawServer.Answerer answerer =
        (_, socket) ->
            RawServer.send(
                socket,
                RawServer.answer(status + " Busy", "Retry-After: " + retryAfter + "\r\n", ""));
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher = fetcher(server)) {
      fetcher.fetch(Fetchers.page("http://press.example/7"));

      assertThat(server.requests).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"99999999999, PT24H", "'Mon, 26 Feb 2026 15:20:00 GMT', PT10M"})
  void aBusyHostIsLeftAloneAsLongAsItAsks(String retryAfter, Duration pause) {
    RawServer.Answerer answerer =
        (_, socket) ->
            RawServer.send(
                socket, RawServer.answer("503 Busy", "Retry-After: " + retryAfter + "\r\n", ""));
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher = fetcher(server)) {
      assertThat(fetcher.fetch(Fetchers.page("http://press.example/7")))
          .isInstanceOfSatisfying(
              FetchResult.Failed.class,
              failed -> {
                assertThat(failed.status()).isEqualTo(503);
                assertThat(failed.retryAfter()).contains(pause);
              });
    }
  }

  @Test
  void aHostThatBreaksOffIsNotAskedAtItsNextAddressAtOnce() throws Exception {
    RawServer.Answerer answerer =
        (_, socket) -> {
          socket.setSoLinger(true, 0);
          socket.close();
        };
    InetAddress address = loopback(1);
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of(), Duration.ZERO, List.of("127.0.0.0/8")),
                clock,
                _ -> List.of(address, address))) {
      fetcher.fetch(Fetchers.page("http://press.example:%d/7".formatted(server.port())));

      assertThat(server.requests).hasSize(1);
    }
  }

  private static InetAddress loopback(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  @Test
  void aHostIsReachedAtItsNextAddress() throws Exception {
    List<InetAddress> addresses = List.of(loopback(99), loopback(1));
    try (RawServer server =
            new RawServer(
                (_, socket) -> RawServer.send(socket, RawServer.answer("200 OK", "", "x")));
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of(), Duration.ZERO, List.of("127.0.0.0/8")),
                clock,
                _ -> addresses)) {
      assertThat(fetcher.fetch(Fetchers.page("http://press.example:%d/7".formatted(server.port()))))
          .isInstanceOf(FetchResult.Fetched.class);
    }
  }

  @Test
  void userAndPasswordAreNeverSent() {
    RawServer.Answerer answerer =
        (asked, socket) ->
            RawServer.send(
                socket,
                RawServer.answer(asked.hasHeader("Authorization") ? "400 Bad" : "200 OK", "", "x"));

    assertThat(fetch(answerer, Fetchers.page("http://user:secret@press.example/7")))
        .isInstanceOfSatisfying(
            FetchResult.Fetched.class,
            fetched -> assertThat(fetched.page().url()).hasToString("http://press.example/7"));
  }

  @ParameterizedTest
  @CsvSource({
    "999999, PT30S",
    "0.0001, PT1S",
    "0.5, PT1S",
    "2.5, PT2.5S",
    "5, PT5S",
    "-1, PT1S",
    "x, PT1S"
  })
  void aCrawlDelayIsHonouredWithinBounds(String crawlDelay, Duration spacing) {
    RawServer.Answerer robots =
        (_, socket) ->
            RawServer.send(
                socket,
                RawServer.answer("200 OK", "", "User-agent: *\nCrawl-delay: " + crawlDelay + "\n"));
    FetchRequest request = Fetchers.page("http://press.example/7");
    try (RawServer server = new RawServer(robots, true);
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(
                    Map.of("press.example", server.port()), Duration.ofSeconds(1), List.of()),
                clock,
                Dns.SYSTEM)) {
      RobotsDecision decision = fetcher.robots().decide(request.url());

      assertThat(decision.verdict()).isEqualTo(RobotsDecision.Verdict.ALLOWED);
      assertThat(fetcher.spacing(request, decision.crawlDelay())).isEqualTo(spacing);
    }
  }

  @Test
  void rulesThatChangeWhileUrlsWaitHoldAtTheFetch() {
    AtomicReference<String> rules = new AtomicReference<>("User-agent: *\nDisallow:\n");
    RawServer.Answerer answerer =
        (_, socket) -> RawServer.send(socket, RawServer.answer("200 OK", "", rules.get()));
    try (RawServer server = new RawServer(answerer, true);
        HttpFetcher fetcher = fetcher(server)) {
      FetchResult before = fetcher.fetch(Fetchers.page("http://press.example/7"));
      rules.set("User-agent: *\nDisallow: /\n");
      clock.advance(Duration.ofHours(25));
      FetchResult after = fetcher.fetch(Fetchers.page("http://press.example/8"));

      assertThat(before).isInstanceOf(FetchResult.Fetched.class);
      assertThat(after)
          .isInstanceOfSatisfying(
              FetchResult.Refused.class,
              refused -> assertThat(refused.reason()).endsWith("disallowed (Disallow: /)"));
    }
  }

  @Test
  void requestsKeepTheirDistanceAlsoAcrossRobotsAndRedirects() {
    List<Long> asked = new CopyOnWriteArrayList<>();
    RawServer.Answerer answerer =
        (request, socket) -> {
          asked.add(System.nanoTime());
          RawServer.send(
              socket,
              request.path().equals("/7")
                  ? RawServer.answer("301 Moved", "Location: /8\r\n", "")
                  : RawServer.answer("200 OK", "", ""));
        };
    Duration delay = Duration.ofMillis(150);
    try (RawServer server = new RawServer(answerer, true);
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of("press.example", server.port()), delay, List.of()),
                clock,
                Dns.SYSTEM)) {
      fetcher.fetch(Fetchers.page("http://press.example/7"));

      assertThat(asked).hasSize(3);
      for (int i = 1; i < 3; i++)
        assertThat(Duration.ofNanos(asked.get(i) - asked.get(i - 1))).isGreaterThanOrEqualTo(delay);
    }
  }
}
