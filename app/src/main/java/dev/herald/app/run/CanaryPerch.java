package dev.herald.app.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.HeraldConfig;
import dev.herald.config.HeraldConfig.RevisionStep;
import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.config.source.Source.Discovery;
import dev.herald.config.source.Source.Schedule;
import dev.herald.config.source.Source.Selectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A press room on loopback whose list names a new canary whenever one is due and the list is read:
/// what a canary then takes is the chain's own time, not the wait for the next visit.
///
/// A canary's page follows from its address, so that every process of a cluster shows them all.
final class CanaryPerch implements AutoCloseable {
  /// A name that no publisher can have (RFC 2606, section 2).
  private static final String HOST = "canary.herald.invalid";

  private static final String ITEMS = "/items/";
  private static final int LISTED = 3;
  private static final int WORDS = 40;

  private final HttpServer server;
  private final Duration every;
  private final Clock clock;
  private final Deque<Instant> canaries = new ArrayDeque<>();

  private CanaryPerch(HttpServer server, Duration every, Clock clock) {
    this.server = server;
    this.every = every;
    this.clock = clock;
  }

  /// Listens on a free port of loopback.
  static CanaryPerch open(Duration every, Clock clock) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      CanaryPerch perch = new CanaryPerch(server, every, clock);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/feed.xml", exchange -> answer(exchange, perch.feed()));
      server.createContext(ITEMS, CanaryPerch::page);
      server.start();
      return perch;
    } catch (IOException e) {
      throw new UncheckedIOException("the canary finds no free port on loopback", e);
    }
  }

  /// The ways to fetch, with the canary's host among them.
  HeraldConfig.Fetch known(HeraldConfig.Fetch fetch) {
    return fetch.resolving(HOST, "127.0.0.1:" + server.getAddress().getPort());
  }

  /// The source that watches it; its statements never change, and are never fetched again.
  Source source() {
    return new Source(
        Canary.SOURCE,
        "Herald",
        "INT",
        "agency",
        Canary.CHANNEL,
        List.of("en"),
        ZoneOffset.UTC,
        Optional.empty(),
        List.of(
            new Discovery(
                Discovery.Kind.FEED,
                "http://" + HOST + "/feed.xml",
                Optional.empty(),
                Optional.empty(),
                1,
                List.of(),
                List.of())),
        new Selectors(
            List.of("h1"), List.of("time"), List.of(), List.of("article"), List.of(), List.of()),
        new Schedule(
            every,
            Optional.empty(),
            0,
            List.of(new RevisionStep(Duration.ofMillis(1), every)),
            Optional.of(every),
            Optional.of(every)),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized String feed() {
    Instant now = Instant.ofEpochMilli(clock.millis());
    if (canaries.isEmpty() || !canaries.getFirst().plus(every.dividedBy(2)).isAfter(now))
      canaries.addFirst(now);
    while (canaries.size() > LISTED) canaries.removeLast();
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom"><title>Canary</title><updated>%s</updated>%s</feed>
    """
        .formatted(
            canaries.getFirst(),
            canaries.stream().map(CanaryPerch::entry).collect(Collectors.joining()));
  }

  private static String entry(Instant listedAt) {
    return """
    <entry><title>%s</title><link href="http://%s%s%d"/><updated>%s</updated></entry>
    """
        .formatted(title(listedAt), HOST, ITEMS, listedAt.toEpochMilli(), listedAt);
  }

  private static String title(Instant listedAt) {
    return "Canary of " + listedAt;
  }

  private static void page(HttpExchange exchange) throws IOException {
    String number = exchange.getRequestURI().getPath().substring(ITEMS.length());
    if (!number.matches("[0-9]{1,15}")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    Instant listedAt = Instant.ofEpochMilli(Long.parseLong(number));
    answer(
        exchange,
        """
        <!DOCTYPE html><html lang="en"><head><title>%s</title></head><body><article>
        <h1>%s</h1><time datetime="%s">%s</time>
        <p>%s</p></article></body></html>
        """
            .formatted(title(listedAt), title(listedAt), listedAt, listedAt, words(listedAt)));
  }

  /// A text that no other canary has: what all pages of a source repeat is taken for its footer.
  private static String words(Instant listedAt) {
    Random random = new Random(listedAt.toEpochMilli());
    return Stream.generate(() -> syllable(random) + syllable(random) + syllable(random))
        .limit(WORDS)
        .collect(Collectors.joining(" ", "Herald listed this itself to see it arrive: ", "."));
  }

  private static String syllable(Random random) {
    return "" + "bdfgklmnprst".charAt(random.nextInt(12)) + "aeiou".charAt(random.nextInt(5));
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String type = text.startsWith("<?xml") ? "application/atom+xml" : "text/html";
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
