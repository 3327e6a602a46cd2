package dev.herald.crawler.fetch;

import dev.herald.config.HeraldConfig;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.RegistrableDomain;
import java.util.HashMap;
import java.util.Map;

/// How many requests each publisher may get in a day. Immutable.
public final class DailyBounds {
  private final int usual;
  private final Map<String, Integer> byPublisher;

  private DailyBounds(int usual, Map<String, Integer> byPublisher) {
    this.usual = usual;
    this.byPublisher = Map.copyOf(byPublisher);
  }

  /// As the settings say.
  ///
  /// @throws IllegalArgumentException naming the setting that is wrong
  public static DailyBounds of(HeraldConfig.Fetch config) {
    Map<String, Integer> byPublisher = new HashMap<>();
    config
        .publishers()
        .forEach((domain, own) -> byPublisher.put(publisher(domain), own.requestsPerDay()));
    return new DailyBounds(config.requestsPerDay(), byPublisher);
  }

  private static String publisher(String domain) {
    return CanonicalUrl.parse("https://" + domain)
        .map(RegistrableDomain::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "fetch.publishers: '%s' is no domain".formatted(domain)));
  }

  /// Most requests of a day.
  ///
  /// @param publisher as [RegistrableDomain#of] says
  /// @return 0 where there is no bound
  public int most(String publisher) {
    return byPublisher.getOrDefault(publisher, usual);
  }
}
