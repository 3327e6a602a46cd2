package dev.herald.crawler.url;

import java.util.Optional;
import okhttp3.HttpUrl;

/// The name that a publisher registered and has all its hosts under, by the Public Suffix List.
///
/// Example: `www.meclis.example` and `media.meclis.example` both have `meclis.example`.
public final class RegistrableDomain {
  private RegistrableDomain() {}

  /// Of a URL's host; the host itself where it has none, as an address or `localhost`.
  public static String of(HttpUrl url) {
    return Optional.ofNullable(url.topPrivateDomain()).orElse(url.host());
  }
}
