package dev.herald.crawler.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.crawler.TestClock;
import dev.herald.crawler.robots.RobotsDecision;
import dev.herald.crawler.robots.RobotsDecision.Verdict;
import dev.herald.crawler.url.Conformance;
import dev.herald.crawler.url.Conformance.Score;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The requirements of RFC 9309 on fetching robots.txt, over a real loopback server.
@EnabledIf("dev.herald.crawler.url.Conformance#isPresent")
class RobotsHttpConformanceTest {
  private static final String HOST = "h.test";

  private static final class Script implements RawServer.Answerer {
    private final Deque<JsonNode> steps = new ArrayDeque<>();

    @Override
    public void answer(RawServer.Request request, Socket socket)
        throws IOException, InterruptedException {
      JsonNode step = steps.size() > 1 ? steps.removeFirst() : steps.getFirst();
      if (step.path("fault").asText().equals("reset")) socket.setSoLinger(true, 0);
      else if (step.path("fault").asText().equals("slow_loris")) drip(socket);
      else write(step, socket);
    }

    private static void drip(Socket socket) throws IOException, InterruptedException {
      CountDownLatch never = new CountDownLatch(1);
      RawServer.send(socket, "HTTP/1.1 200 OK\r\n\r\n");
      while (!never.await(100, TimeUnit.MILLISECONDS)) RawServer.send(socket, "a");
    }

    private static void write(JsonNode step, Socket socket) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + step.path("status").asInt() + " X\r\n");
      for (var header : step.path("headers").properties())
        head.append(header.getKey() + ": " + header.getValue().asText() + "\r\n");
      if (step.has("location")) head.append("Location: " + step.path("location").asText() + "\r\n");
      OutputStream out = socket.getOutputStream();
      if (step.path("body_kib").asInt() < 0) {
        RawServer.send(socket, head + "Transfer-Encoding: chunked\r\n\r\n");
        chunk(out, step.path("rule").asText());
        while (true) chunk(out, "# endless\n".repeat(500));
      }
      byte[] body = body(step);
      RawServer.send(socket, head + "Content-Length: " + body.length + "\r\n\r\n");
      out.write(body);
    }

    private static void chunk(OutputStream out, String text) throws IOException {
      out.write(
          (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] body(JsonNode step) {
      if (step.has("body_b64")) return Base64.getDecoder().decode(step.path("body_b64").asText());
      String text = step.path("body").asText("");
      if (step.has("body_kib")) {
        String filler = "# filler\n".repeat(step.path("body_kib").asInt() * 1_024 / 9 + 1);
        String rule = step.path("rule").asText();
        text = step.path("rule_at").asText().equals("start") ? rule + filler : filler + rule;
      }
      if (step.has("body_repeat"))
        text =
            step.path("prefix").asText()
                + (step.path("body_repeat").path("line").asText() + "\n")
                    .repeat(step.path("body_repeat").path("times").asInt());
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static RobotsDecision decide(HttpFetcher fetcher, String url) {
    return fetcher.robots().decide(Fetchers.url(url));
  }

  private static boolean allows(HttpFetcher fetcher, String path) {
    return decide(fetcher, "http://" + HOST + path).verdict() == Verdict.ALLOWED;
  }

  private static Dns dns(JsonNode row) {
    boolean slow = row.path("steps").get(0).path("fault").asText().equals("dns_timeout");
    return host -> {
      try {
        if (slow) new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new UnknownHostException(host);
    };
  }

  private static Map<String, Integer> hosts(String fault, int port) {
    Map<String, Integer> hosts = new HashMap<>();
    if (fault.startsWith("dns") || fault.equals("nxdomain")) return hosts;
    for (String host : List.of(HOST, "www." + HOST, "other.test"))
      hosts.put(host, fault.equals("refuse") ? 1 : port);
    return hosts;
  }

  /// Runs the steps, asking once in each stretch between two moves of the clock.
  private static boolean holds(JsonNode row) {
    String fault = row.path("steps").get(0).path("fault").asText();
    List<List<JsonNode>> stretches = new ArrayList<>(List.of(new ArrayList<>()));
    List<Integer> hours = new ArrayList<>();
    for (JsonNode step : row.path("steps"))
      if (step.has("advance_hours")) {
        hours.add(step.path("advance_hours").asInt());
        stretches.add(new ArrayList<>());
      } else stretches.getLast().add(step);
    Script script = new Script();
    TestClock clock = new TestClock();
    boolean tls = fault.startsWith("tls");
    try (RawServer server =
            tls
                ? new RawServer(script, true, Tls.server("self-signed"))
                : new RawServer(script, true);
        HttpFetcher fetcher =
            Fetchers.of(Fetchers.config(hosts(fault, server.port())), clock, dns(row))) {
      if (tls) return decide(fetcher, "https://" + HOST + "/").verdict() == Verdict.DEFERRED;
      for (int i = 0; i < stretches.size(); i++) {
        if (i > 0) clock.advance(Duration.ofHours(hours.get(i - 1)));
        script.steps.clear();
        script.steps.addAll(stretches.get(i));
        allows(fetcher, "/");
      }
      return expected(row, fetcher, server);
    }
  }

  private static boolean expected(JsonNode row, HttpFetcher fetcher, RawServer server) {
    boolean home = allows(fetcher, "/");
    boolean hidden = allows(fetcher, "/private/7");
    return switch (row.path("expect").asText()) {
      case "allow-all" -> home && hidden;
      case "allow-all-or-defer", "rule-may-be-ignored", "refetch-or-not" -> true;
      case "disallow-all", "refetch" -> !home && !hidden;
      case "use-cached", "rules-apply", "rule-applies", "rules-apply-initial-authority" ->
          home && !hidden;
      case "allow-all-or-use-cached" -> home;
      case "allowed" -> allows(fetcher, "/robots.txt");
      case "bounded-time" -> home;
      case "separate-robots-fetched" -> {
        int before = server.requests.size();
        decide(fetcher, "http://www." + HOST + "/");
        yield server.requests.size() == before + 1
            && decide(fetcher, "https://" + HOST + "/").verdict() == Verdict.DEFERRED;
      }
      default -> throw new AssertionError(row.toString());
    };
  }

  @Test
  void robotsTxtIsFetchedAsTheStandardSays() {
    Score score = new Score("robots-http");
    for (JsonNode row : Conformance.rows("robots-http.jsonl")) {
      Instant startedAt = Instant.now();
      boolean held = holds(row);
      Duration took = Duration.between(startedAt, Instant.now());
      score.count(
          held && took.compareTo(Duration.ofSeconds(10)) < 0,
          row.path("id").asText() + " " + row.path("expect").asText() + " took " + took);
    }

    System.out.println(score);
    assertThat(score.misses()).isEmpty();
  }
}
