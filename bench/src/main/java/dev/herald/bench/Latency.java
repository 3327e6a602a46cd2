package dev.herald.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.herald.app.office.Institution;
import dev.herald.config.message.MessageCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "From the last byte of a page to its webhook, at a steady rate of statements.")
final class Latency implements Callable<Integer> {
  private static final int LISTED = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  @Option(
      names = "--rate",
      description = "Statements published a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private int rate;

  @Option(
      names = "--seconds",
      description = "For how long, after warming up (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int seconds;

  private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();

  private record Delivery(Instant fetchedAt, Instant matchedAt, Instant receivedAt) {
    double seconds() {
      return between(fetchedAt, receivedAt);
    }

    double toMatch() {
      return between(fetchedAt, matchedAt);
    }

    private static double between(Instant from, Instant to) {
      return Duration.between(from, to).toNanos() / 1e9;
    }
  }

  @Override
  public Integer call() throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            JsonNode alert =
                MessageCodec.mapper().readTree(exchange.getRequestBody().readAllBytes());
            deliveries.putIfAbsent(
                alert.path("deliveryId").asText(),
                new Delivery(
                    Instant.parse(alert.path("fetchedAt").asText()),
                    Instant.parse(alert.path("matchedAt").asText()),
                    Instant.now()));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
    try (WatchedOffice office = new WatchedOffice(LISTED)) {
      office.deliverTo("http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort()));
      office.watch();
      publish(office, WARM_UP);
      deliveries.clear();
      Instant start = Instant.now();
      int published = publish(office, Duration.ofSeconds(seconds));
      TimeUnit.MILLISECONDS.sleep(DRAIN.toMillis());
      print(start, published);
      return 0;
    } finally {
      receiver.stop(0);
    }
  }

  /// Publishes at the rate, one institution after another.
  ///
  /// @return how many addresses that made
  private int publish(WatchedOffice office, Duration span) throws Exception {
    List<Institution> institutions = office.office().institutions();
    long start = System.nanoTime();
    int urls = 0;
    int next = 0;
    while (System.nanoTime() - start < span.toNanos()) {
      if (urls < (System.nanoTime() - start) / 1e9 * rate)
        urls += office.office().publish(institutions.get(next++ % institutions.size()).id()).size();
      else TimeUnit.MILLISECONDS.sleep(2);
    }
    return urls;
  }

  private void print(Instant start, int published) {
    List<Delivery> measured =
        deliveries.values().stream().filter(d -> d.fetchedAt().isAfter(start)).toList();
    List<Double> latencies = measured.stream().map(Delivery::seconds).sorted().toList();
    List<Double> toMatch = measured.stream().map(Delivery::toMatch).sorted().toList();
    Table table = new Table();
    table.add("published", published, "statements");
    table.add("a second", (double) published / seconds, "statements/s", "at least 30");
    table.add("delivered", latencies.size(), "webhooks");
    for (int percent : List.of(50, 90, 99))
      table.add(
          "last byte to webhook, p" + percent,
          at(latencies, percent / 100.0),
          "s",
          percent == 99 ? "under 2" : "");
    for (int percent : List.of(50, 99))
      table.add("of that, until the rules see it, p" + percent, at(toMatch, percent / 100.0), "s");
    table.add("the slowest", at(latencies, 1), "s");
    table.print();
  }

  private static double at(List<Double> sorted, double share) {
    if (sorted.isEmpty()) return Double.NaN;
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
