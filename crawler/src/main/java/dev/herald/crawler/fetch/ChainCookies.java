package dev.herald.crawler.fetch;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/// Cookies of one redirect chain, as some consent pages need; forgotten with it. For one thread.
final class ChainCookies implements CookieJar {
  private static final int MAX_COOKIES = 50;
  private static final int MAX_VALUE = 4 << 10;

  private final List<Cookie> cookies = new ArrayList<>();
  private int changes;

  @Override
  public void saveFromResponse(HttpUrl url, List<Cookie> received) {
    for (Cookie cookie : received) {
      if (cookie.value().length() > MAX_VALUE || cookies.contains(cookie)) continue;
      cookies.removeIf(
          known ->
              known.name().equals(cookie.name())
                  && known.domain().equals(cookie.domain())
                  && known.path().equals(cookie.path()));
      if (cookies.size() >= MAX_COOKIES) return;
      cookies.add(cookie);
      changes++;
    }
  }

  @Override
  public List<Cookie> loadForRequest(HttpUrl url) {
    return cookies.stream().filter(cookie -> cookie.matches(url)).toList();
  }

  /// Grows whenever a cookie is set or changed.
  int changes() {
    return changes;
  }
}
