package dev.herald.crawler.robots;

import okhttp3.HttpUrl;

/// Scheme, host and port that share one robots.txt (RFC 9309, section 2.3), and one politeness.
///
/// @param scheme `http` or `https`
/// @param host lower case, IPv6 without brackets
/// @param port never 0
public record RobotsAuthority(String scheme, String host, int port) {
  /// The authority of a URL.
  public static RobotsAuthority of(HttpUrl url) {
    return new RobotsAuthority(url.scheme(), url.host(), url.port());
  }

  /// Where its rules are.
  public HttpUrl robotsUrl() {
    return new HttpUrl.Builder()
        .scheme(scheme)
        .host(host)
        .port(port)
        .addPathSegment("robots.txt")
        .build();
  }

  /// As in a URL, such as `https://press.example` or `http://press.example:8080`.
  @Override
  public String toString() {
    String whole = robotsUrl().toString();
    return whole.substring(0, whole.length() - "/robots.txt".length());
  }
}
