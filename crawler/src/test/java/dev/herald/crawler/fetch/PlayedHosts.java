package dev.herald.crawler.fetch;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.robots.RobotsMemory;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.Interceptor;

/// A fetcher whose requests never leave the process: somebody plays the hosts.
public final class PlayedHosts {
  private PlayedHosts() {}

  /// A fetcher with the defaults of Herald.
  ///
  /// @param hosts answers every request
  /// @param troubles which hosts are left alone, and until when
  /// @param rules what each robots.txt said last
  public static HttpFetcher fetcher(
      Collection<String> names,
      Clock clock,
      HostGate gate,
      Interceptor hosts,
      TroubleMemory troubles,
      RobotsMemory rules) {
    HeraldConfig.Fetch usual = HeraldConfig.defaults().fetch();
    HeraldConfig.Fetch config =
        new HeraldConfig.Fetch(
            usual.userAgent(),
            usual.contact(),
            usual.callTimeout(),
            usual.connectTimeout(),
            usual.readTimeout(),
            usual.maxBody(),
            usual.maxDiscoveryBody(),
            usual.maxRedirects(),
            usual.delay(),
            usual.maxCrawlDelay(),
            usual.allowAddresses(),
            names.stream().distinct().collect(Collectors.toMap(name -> name, _ -> "127.0.0.1:9")),
            usual.robotsMaxAge(),
            usual.requestsPerDay(),
            usual.publishers());
    return new HttpFetcher(
        config,
        clock,
        gate,
        new CompositeMeterRegistry(),
        Witness.NONE,
        Dns.SYSTEM,
        client -> client.addInterceptor(hosts),
        troubles,
        rules,
        RequestMemory.NONE);
  }
}
