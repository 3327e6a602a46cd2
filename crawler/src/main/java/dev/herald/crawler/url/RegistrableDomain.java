package dev.herald.crawler.url;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/// The name that a publisher registered and has all its hosts under, by the Public Suffix List.
///
/// Example: `www.meclis.example` and `media.meclis.example` both have `meclis.example`.
public final class RegistrableDomain {
  private static final int MOST_KNOWN = 100_000;

  /// By host: the list is long, and the same hosts are asked for over and over.
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private RegistrableDomain() {}

  /// Of a URL's host; the host itself where it has none, as an address or `localhost`.
  public static String of(HttpUrl url) {
    if (KNOWN.size() >= MOST_KNOWN) KNOWN.clear();
    return KNOWN.computeIfAbsent(
        url.host(), host -> Optional.ofNullable(url.topPrivateDomain()).orElse(host));
  }
}
