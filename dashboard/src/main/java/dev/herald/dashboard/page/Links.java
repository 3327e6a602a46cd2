package dev.herald.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Addresses that pages link to.
public final class Links {
  private Links() {}

  /// An address outside the dashboard, only where it is http or https: anything else could run.
  public static Optional<String> web(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    boolean web = lower.startsWith("https://") || lower.startsWith("http://");
    return web ? Optional.of(url) : Optional.empty();
  }

  /// A path inside the dashboard, each part encoded.
  public static String path(String... parts) {
    var path = new StringBuilder();
    for (String part : parts)
      path.append('/').append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    return path.toString();
  }
}
