package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.TestClock;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way a URL may lead inside the own network, through the whole fetcher: whatever address it
/// means to connect to is noted, and a loopback server stands in for the public ones.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class SsrfConformanceTest {
  private static final AddressGuard GUARD = new AddressGuard(List.of());

  /// Answers by the row's script, one list per look-up, and else with a public address.
  private static Dns dns(JsonNode row) {
    Map<String, Integer> lookups = new HashMap<>();
    return host -> {
      JsonNode script = row.path("dns").path(host);
      int lookup = lookups.merge(host, 1, Integer::sum) - 1;
      List<InetAddress> answer = new ArrayList<>();
      if (!script.isArray()) answer.add(address("93.184.216.34"));
      else
        for (JsonNode text : script.get(Math.min(lookup, script.size() - 1)))
          answer.add(address(text.asText()));
      return answer;
    };
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  private static RawServer server(JsonNode row) {
    List<JsonNode> redirects = new ArrayList<>();
    if (row.path("redirect").isArray()) row.path("redirect").forEach(redirects::add);
    else if (row.has("redirect")) redirects.add(row.path("redirect"));
    List<JsonNode> left = new CopyOnWriteArrayList<>(redirects);
    return new RawServer(
        (_, socket) -> {
          JsonNode next = left.isEmpty() ? row : left.removeFirst();
          if (row.path("category").asText().equals("redirect-loop")) next = row.path("redirect");
          RawServer.send(
              socket,
              next.has("location")
                  ? RawServer.answer(
                      next.path("status").asText() + " X",
                      "Location: " + next.path("location").asText() + "\r\n",
                      "")
                  : RawServer.answer("200 OK", "", "<p>public"));
        });
  }

  /// Notes where a connection is meant to go, then connects to the stand-in.
  private static SocketFactory noting(List<InetAddress> asked, int port) {
    return new SocketFactory() {
      @Override
      public Socket createSocket() {
        return new Socket() {
          @Override
          public void connect(SocketAddress endpoint, int timeout) throws IOException {
            asked.add(((InetSocketAddress) endpoint).getAddress());
            super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
          }
        };
      }

      @Override
      public Socket createSocket(String host, int at) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int at, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int at) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int at, InetAddress local, int localPort) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private record Seen(List<InetAddress> asked, List<String> results, boolean fetched) {
    boolean onlyPublic() {
      return asked.stream().allMatch(address -> GUARD.refusal(address).isEmpty());
    }
  }

  private static Seen run(JsonNode row, FetchRequest.Kind kind) {
    List<InetAddress> asked = new CopyOnWriteArrayList<>();
    List<String> results = new ArrayList<>();
    boolean fetched = false;
    Optional<HttpUrl> url = CanonicalUrl.parse(row.path("url").asText());
    if (url.isEmpty()) return new Seen(asked, List.of("no web address"), false);
    TestClock clock = new TestClock();
    boolean rebinding = row.path("verdict").asText().equals("block-bad-answer");
    try (RawServer server = server(row);
        HttpFetcher fetcher =
            Fetchers.of(
                Fetchers.config(Map.of()),
                clock,
                dns(row),
                client -> client.socketFactory(noting(asked, server.port())))) {
      for (int i = 0; i < (rebinding ? 6 : 1); i++) {
        FetchResult result = fetcher.fetch(FetchRequest.of(url.get(), kind));
        fetched = result instanceof FetchResult.Fetched;
        results.add(fetched ? "fetched" : result.toString());
        clock.advance(Duration.ofMinutes(2));
      }
    }
    return new Seen(asked, results, fetched);
  }

  private static boolean holds(JsonNode row, Seen seen) {
    if (!seen.onlyPublic()) return false;
    return switch (row.path("verdict").asText()) {
      case "allow" -> !seen.asked().isEmpty();
      case "block" ->
          // A page that asks the reader to go elsewhere is a page; Herald stays where it is.
          !seen.fetched() || row.has("refresh");
      case "block-by-default" -> seen.asked().isEmpty();
      case "block-bad-answer" ->
          seen.results().contains("fetched") && seen.results().getLast().contains("loopback");
      case "allow-or-reject", "block-or-connect-only-public" -> true;
      default -> throw new AssertionError(row);
    };
  }

  @ParameterizedTest
  @EnumSource
  void nothingInsideTheNetworkIsAsked(FetchRequest.Kind kind) {
    Score score = new Score("ssrf, " + kind);
    for (JsonNode row : Conformance.rows("ssrf.jsonl")) {
      Seen seen = run(row, kind);
      score.count(holds(row, seen), row + " gave " + seen);
    }

    System.out.println(score);
    assertThat(score.misses()).isEmpty();
  }

  /// robots.txt of a public site leads to the address of every row.
  @Test
  void norDoesARobotsTxtLeadThere() {
    Score score = new Score("ssrf, robots.txt");
    for (JsonNode row : Conformance.rows("ssrf.jsonl")) {
      List<InetAddress> asked = new CopyOnWriteArrayList<>();
      RawServer.Answerer answerer =
          (request, socket) ->
              RawServer.send(
                  socket,
                  request.path().equals("/robots.txt")
                      ? RawServer.answer(
                          "302 Found", "Location: " + row.path("url").asText() + "\r\n", "")
                      : RawServer.answer("200 OK", "", "<p>public"));
      try (RawServer server = new RawServer(answerer, true);
          HttpFetcher fetcher =
              Fetchers.of(
                  Fetchers.config(Map.of()),
                  new TestClock(),
                  dns(row),
                  client -> client.socketFactory(noting(asked, server.port())))) {
        FetchResult result = fetcher.fetch(Fetchers.page("http://press.example/7"));
        boolean onlyPublic = asked.stream().allMatch(address -> GUARD.refusal(address).isEmpty());
        boolean followed = server.requests.getFirst().path().equals("/robots.txt");
        score.count(onlyPublic && followed, row + " gave " + result + ", asked " + asked);
      }
    }

    System.out.println(score);
    assertThat(score.misses()).isEmpty();
  }
}
