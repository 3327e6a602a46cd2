package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.crawler.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a broken or hostile host does: each ends within the deadline, as a failure, never a page.
class HostileHostTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final Duration SOON = Duration.ofSeconds(5);

  private static FetchResult.Failed failure(RawServer.Answerer answerer) {
    try (RawServer server = new RawServer(answerer);
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of("press.example", server.port())),
                new TestClock(),
                Dns.SYSTEM)) {
      Instant startedAt = Instant.now();
      FetchResult result = fetcher.fetch(Fetchers.page("http://press.example/7"));
      assertThat(Duration.between(startedAt, Instant.now())).isLessThan(SOON);
      assertThat(result).isInstanceOf(FetchResult.Failed.class);
      return (FetchResult.Failed) result;
    }
  }

  private static FetchResult.Failed failure(String answer) {
    return failure((_, socket) -> RawServer.send(socket, answer));
  }

  private static void endless(OutputStream out, byte[] chunk) throws IOException {
    while (true) out.write(chunk);
  }

  @Test
  void aBodyOfTwoGigabytesIsRefusedByItsLength() {
    FetchResult.Failed failed = failure(OK + "Content-Length: 2147483648\r\n\r\nx");

    assertThat(failed.transientFailure()).isFalse();
    assertThat(failed.reason()).contains("body of 2147483648 bytes is over the limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
  void aPageThatNeverEndsIsCutAtTheLimit(String headers) {
    byte[] text = "a".repeat(4_096).getBytes(StandardCharsets.US_ASCII);
    byte[] chunk = ("1000\r\n" + "a".repeat(4_096) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    FetchResult.Failed failed =
        failure(
            (_, socket) -> {
              RawServer.send(socket, OK + headers + "\r\n");
              endless(socket.getOutputStream(), headers.isEmpty() ? text : chunk);
            });

    assertThat(failed.transientFailure()).isFalse();
    assertThat(failed.reason()).contains("over the limit of 65536 bytes");
  }

  @Test
  void aCompressedBombIsStoppedAtTheLimit() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 64; i++) gzip.write(new byte[1 << 20]);
    }

    FetchResult.Failed failed =
        failure(
            (_, socket) -> {
              RawServer.send(
                  socket,
                  OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
              socket.getOutputStream().write(bomb.toByteArray());
            });

    assertThat(failed.transientFailure()).isFalse();
    assertThat(failed.reason()).contains("over the limit of 65536 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "'gzip, gzip', body is encoded more than once",
    "br, body is in an encoding that was not asked for",
    "zstd, body is in an encoding that was not asked for"
  })
  void nestedAndUnknownEncodingsAreRefused(String encoding, String reason) {
    assertThat(failure(RawServer.answer("200 OK", "Content-Encoding: " + encoding + "\r\n", "x")))
        .satisfies(failed -> assertThat(failed.reason()).endsWith(reason));
  }

  static List<String> brokenAnswers() {
    return List.of(
        OK + "Content-Length: 100\r\n\r\ntoo short",
        OK + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\nzzz\r\nabcde\r\n0\r\n\r\n",
        OK + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde",
        OK + "Content-Encoding: deflate\r\nContent-Length: 5\r\n\r\nabcde",
        "HTTP/1.1 200",
        OK + "Content-Length: -5\r\n\r\nabcde",
        "HTTP/1.1 -12 OK\r\nContent-Length: 5\r\n\r\nabcde",
        "HTTP/1.1 000 OK\r\nContent-Length: 5\r\n\r\nabcde",
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("brokenAnswers")
  void anAnswerCutOffOrMalformedIsATransientFailure(String answer) {
    FetchResult.Failed failed = failure(answer);

    assertThat(failed.transientFailure()).isTrue();
    assertThat(failed.reason()).matches("[ -~]+");
  }

  @Test
  void aCompressedPageCutInTheMiddleIsATransientFailure() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write("statement ".repeat(500).getBytes(StandardCharsets.UTF_8));
    }
    String half = body.toString(StandardCharsets.ISO_8859_1).substring(0, body.size() - 9);

    assertThat(failure(RawServer.answer("200 OK", "Content-Encoding: gzip\r\n", half)))
        .satisfies(failed -> assertThat(failed.transientFailure()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\npart of the page"})
  void aResetIsATransientFailure(String before) {
    FetchResult.Failed failed =
        failure(
            (_, socket) -> {
              RawServer.send(socket, before);
              socket.setSoLinger(true, 0);
              socket.close();
            });

    assertThat(failed.transientFailure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"})
  void aSlowLorisEndsAtTheDeadline(String before) {
    CountDownLatch never = new CountDownLatch(1);

    FetchResult.Failed failed =
        failure(
            (_, socket) -> {
              RawServer.send(socket, before);
              while (!never.await(100, TimeUnit.MILLISECONDS)) RawServer.send(socket, "a");
            });

    assertThat(failed.transientFailure()).isTrue();
    assertThat(failed.reason()).contains("no complete answer within 1 s");
  }

  @Test
  void aBlackHoleEndsAtTheReadTimeout() {
    FetchResult.Failed failed = failure((_, _) -> new CountDownLatch(1).await());

    assertThat(failed.transientFailure()).isTrue();
    assertThat(failed.reason()).contains("the host fell silent");
  }

  @Test
  void aClosedPortIsATransientFailure() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    try (HttpFetcher fetcher =
        Fetchers.of(Fetchers.config(Map.of("press.example", port)), new TestClock(), Dns.SYSTEM)) {
      assertThat(fetcher.fetch(Fetchers.page("http://press.example/7")))
          .isInstanceOfSatisfying(
              FetchResult.Failed.class,
              failed -> {
                assertThat(failed.transientFailure()).isTrue();
                assertThat(failed.reason()).contains("refused");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "slow", "empty"})
  void aNameThatDoesNotResolveIsATransientFailure(String fault) {
    Dns dns =
        host -> {
          if (fault.equals("unknown")) throw new UnknownHostException(host);
          if (fault.equals("slow")) awaitForever();
          return List.of();
        };
    try (HttpFetcher fetcher = Fetchers.of(Fetchers.config(Map.of()), new TestClock(), dns)) {
      Instant startedAt = Instant.now();

      FetchResult result = fetcher.fetch(Fetchers.page("http://press.example/7"));

      assertThat(result)
          .isInstanceOfSatisfying(
              FetchResult.Failed.class,
              failed -> {
                assertThat(failed.transientFailure()).isTrue();
                assertThat(failed.reason()).contains("the DNS");
              });
      assertThat(Duration.between(startedAt, Instant.now())).isLessThan(SOON);
    }
  }

  private static void awaitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void headersInFloodsAreRefused() {
    String cookies = "Set-Cookie: a=b\r\n".repeat(10_000);
    String long1 = "X-Long: " + "a".repeat(50_000) + "\r\n";
    String tooLong = "X-Long: " + "a".repeat(1_000_000) + "\r\n";

    assertThat(failure(RawServer.answer("200 OK", cookies, "x")).reason()).contains("headers");
    assertThat(failure(RawServer.answer("200 OK", long1, "x")).reason()).contains("headers");
    assertThat(failure(RawServer.answer("200 OK", tooLong, "x")).status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/robots.txt, http://press.example/robots.txt allowed (robots.txt itself)",
    "/7, http://press.example/7 allowed (no robots.txt: HTTP 404)"
  })
  void whatWasAskedAndNotAnsweredIsWitnessed(String silent, String witnessed) {
    List<String> unanswered = new CopyOnWriteArrayList<>();
    RawServer.Answerer answerer =
        (asked, socket) -> {
          if (!asked.path().equals(silent))
            RawServer.send(socket, RawServer.answer("404 Not Found", "", ""));
        };
    try (RawServer server = new RawServer(answerer, true);
        HttpFetcher fetcher =
            new HttpFetcher(
                Fetchers.config(Map.of("press.example", server.port())),
                new TestClock(),
                new LocalHostGate(),
                new SimpleMeterRegistry(),
                unanswered(unanswered))) {
      fetcher.fetch(Fetchers.page("http://press.example/7"));
    }

    assertThat(unanswered).containsExactly(witnessed);
  }

  private static Witness unanswered(List<String> sink) {
    return new Witness() {
      @Override
      public void answered(FetchedPage answer) {
        // Not looked at here.
      }

      @Override
      public void unanswered(HttpUrl url, String robots, String reason) {
        sink.add(url + " " + robots);
      }

      @Override
      public void refused(HttpUrl url, String robots) {
        // Not looked at here.
      }
    };
  }

  @Test
  void redirectsEndAtALoopAndAtTheLimit() {
    FetchResult.Failed loop =
        failure(RawServer.answer("302 Found", "Location: http://press.example/7\r\n", ""));
    FetchResult.Failed chain =
        failure(
            (asked, socket) ->
                RawServer.send(
                    socket,
                    RawServer.answer("302 Found", "Location: " + asked.path() + "x\r\n", "")));

    assertThat(loop.reason()).endsWith("redirects in a loop");
    assertThat(chain.reason()).endsWith("redirects more than 5 times");
    assertThat(chain.transientFailure()).isFalse();
  }

  @Test
  void aRedirectCannotForgeALogLine() {
    String forged = "Location: javascript:alert(1)//\u001b[31m\u00e9\r\n";
    try (RawServer server =
            new RawServer(
                (_, socket) -> RawServer.send(socket, RawServer.answer("302 Found", forged, "")));
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of("press.example", server.port())),
                new TestClock(),
                Dns.SYSTEM)) {
      assertThat(fetcher.fetch(Fetchers.page("http://press.example/7")))
          .isInstanceOfSatisfying(
              FetchResult.Refused.class, refused -> assertThat(refused.reason()).matches("[ -~]+"));
    }
  }

  @Test
  void whatFollowsAnAnswerIsNoAnswerToTheNextRequest() {
    String forged = RawServer.answer("200 OK", "", "forged");
    try (RawServer server =
            new RawServer(
                (_, socket) ->
                    RawServer.send(socket, RawServer.answer("200 OK", "", "true") + forged));
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of("press.example", server.port())),
                new TestClock(),
                Dns.SYSTEM)) {
      for (int i = 0; i < 3; i++)
        assertThat(fetcher.fetch(Fetchers.page("http://press.example/" + i)))
            .isInstanceOfSatisfying(
                FetchResult.Fetched.class,
                fetched -> assertThat(fetched.page().body().utf8()).isEqualTo("true"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expired, the certificate has expired",
    "other-host, the certificate is for another host",
    "self-signed, the certificate is self-signed or of an unknown authority",
    "good, ''"
  })
  void troubleWithCertificatesIsNamed(String certificate, String reason) {
    try (RawServer server =
            new RawServer(
                (_, socket) -> RawServer.send(socket, RawServer.answer("200 OK", "", "x")),
                true,
                Tls.server(certificate));
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of("press.example", server.port())),
                new TestClock(),
                Dns.SYSTEM,
                Tls::trusting)) {
      FetchResult result = fetcher.fetch(Fetchers.page("https://press.example/7"));

      if (reason.isEmpty()) assertThat(result).isInstanceOf(FetchResult.Fetched.class);
      else
        assertThat(result)
            .isInstanceOfSatisfying(
                FetchResult.Failed.class, failed -> assertThat(failed.reason()).contains(reason));
    }
  }
}
