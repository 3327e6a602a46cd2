package dev.herald.dashboard.page;

import dev.herald.config.HeraldConfig;
import dev.herald.config.Secret;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands before every request: the host asked for, the password, the page a change comes
/// from.
///
/// - On a loopback address only loopback names (and that of `dashboard.public-url`) are answered,
///   so that no foreign page can reach the dashboard through a name of its own (DNS rebinding).
/// - With `dashboard.password` everything but the probes asks for it (Basic, RFC 7617).
/// - Requests that change something are refused when a browser says another site sent them
///   (`Sec-Fetch-Site`, else `Origin`); programs send neither header.
public final class Guard {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> PROBES = Set.of("/healthz", "/readyz");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Optional<Secret> password;
  private final Optional<String> publicHost;
  private final boolean loopback;

  /// The guard of these settings.
  public Guard(HeraldConfig.Dashboard settings) {
    this.password = settings.password();
    this.publicHost =
        settings.publicUrl().map(url -> URI.create(url).getHost()).map(host -> name(host));
    this.loopback = isLoopback(name(settings.host()));
  }

  /// Puts the guard before every route.
  public void register(RoutesConfig routes) {
    routes.before(
        ctx -> {
          addHeaders(ctx);
          checkHost(ctx);
          checkPassword(ctx);
          checkOrigin(ctx);
        });
  }

  private static void addHeaders(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        // Not no-referrer: under it browsers send forms with `Origin: null`.
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .header("Cache-Control", "no-cache, private");
  }

  private void checkHost(Context ctx) {
    String host = name(Optional.ofNullable(ctx.header("Host")).orElse(""));
    if (!loopback || isLoopback(host) || publicHost.filter(host::equals).isPresent()) return;
    throw new ForbiddenResponse(
        "this dashboard answers on loopback only; set dashboard.public-url to the name you use");
  }

  private void checkPassword(Context ctx) {
    if (password.isEmpty() || PROBES.contains(ctx.path())) return;
    if (given(ctx).map(text -> same(text, password.get().value())).orElse(false)) return;
    ctx.header("WWW-Authenticate", "Basic realm=\"Herald\", charset=\"UTF-8\"");
    throw new UnauthorizedResponse("the password of dashboard.password is needed");
  }

  private static void checkOrigin(Context ctx) {
    if (SAFE.contains(ctx.method().toString())) return;
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null) {
      if (!site.equals("same-origin") && !site.equals("none")) refuseOrigin();
      return;
    }
    String origin = ctx.header("Origin");
    if (origin == null) return;
    int scheme = origin.indexOf("://");
    boolean own = scheme > 0 && origin.substring(scheme + 3).equals(ctx.header("Host"));
    if (!own) refuseOrigin();
  }

  private static void refuseOrigin() {
    throw new ForbiddenResponse("another site sent this request; open the dashboard and try there");
  }

  /// The password of an `Authorization: Basic` header, whatever the user's name.
  private static Optional<String> given(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) return Optional.empty();
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(bytes, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean same(String given, String wanted) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  /// The host without its port, in lower case.
  private static String name(@Nullable String host) {
    String text = (host == null ? "" : host).toLowerCase(Locale.ROOT);
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end < 0 ? text : text.substring(1, end);
    }
    int colon = text.indexOf(':');
    return colon < 0 || colon != text.lastIndexOf(':') ? text : text.substring(0, colon);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
