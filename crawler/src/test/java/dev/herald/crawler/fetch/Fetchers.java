package dev.herald.crawler.fetch;

import dev.herald.config.DataSize;
import dev.herald.config.HeraldConfig;
import dev.herald.crawler.url.CanonicalUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// Builds fetchers with short deadlines for tests.
final class Fetchers {
  private Fetchers() {}

  /// Deadlines of 1.5 s, no delay, bodies to 64 KiB, loopback at `hosts` only.
  static HeraldConfig.Fetch config(Map<String, Integer> hosts) {
    return config(hosts, Duration.ZERO, List.of());
  }

  static HeraldConfig.Fetch config(
      Map<String, Integer> hosts, Duration delay, List<String> allowAddresses) {
    return config(hosts, delay, allowAddresses, 0);
  }

  /// No delay, and a bound to the requests of a day.
  static HeraldConfig.Fetch config(Map<String, Integer> hosts, int requestsPerDay) {
    return config(hosts, Duration.ZERO, List.of(), requestsPerDay);
  }

  private static HeraldConfig.Fetch config(
      Map<String, Integer> hosts, Duration delay, List<String> allowAddresses, int requestsPerDay) {
    Map<String, String> resolve = new HashMap<>();
    hosts.forEach((host, port) -> resolve.put(host, "127.0.0.1:" + port));
    return new HeraldConfig.Fetch(
        "Herald/0.1",
        "https://herald.example/contact",
        Duration.ofMillis(1_500),
        Duration.ofMillis(500),
        Duration.ofMillis(800),
        new DataSize(64 << 10),
        new DataSize(256 << 10),
        5,
        delay,
        Duration.ofSeconds(30),
        allowAddresses,
        resolve,
        Duration.ofHours(24),
        requestsPerDay,
        Map.of());
  }

  static HttpFetcher of(HeraldConfig.Fetch config, Clock clock, Dns dns) {
    return of(config, clock, dns, UnaryOperator.identity());
  }

  static HttpFetcher of(
      HeraldConfig.Fetch config, Clock clock, Dns dns, UnaryOperator<OkHttpClient.Builder> adjust) {
    return new HttpFetcher(
        config, clock, new LocalHostGate(), new SimpleMeterRegistry(), Witness.NONE, dns, adjust);
  }

  static FetchRequest page(String url) {
    return FetchRequest.of(url(url), FetchRequest.Kind.PAGE);
  }

  static HttpUrl url(String url) {
    return CanonicalUrl.parse(url).orElseThrow();
  }
}
