package dev.herald.dashboard.page;

import dev.herald.config.message.Hashes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/// Style, script and icon, read from the class path once and served with validators.
public final class Assets {
  private static final String OWN = "/dashboard/assets/";
  private static final String HTMX = "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private final Map<String, Asset> assets =
      Map.of(
          "herald.css", asset(OWN + "herald.css", "text/css; charset=utf-8"),
          "herald.js", asset(OWN + "herald.js", "text/javascript; charset=utf-8"),
          "icon.svg", asset(OWN + "icon.svg", "image/svg+xml"),
          "htmx.js", asset(htmx(), "text/javascript; charset=utf-8"));

  private record Asset(String content, String contentType, String tag) {}

  /// Serves them under `/assets/`.
  public void register(RoutesConfig routes) {
    assets.forEach((name, asset) -> routes.get("/assets/" + name, ctx -> serve(asset, ctx)));
  }

  private static void serve(Asset asset, Context ctx) {
    ctx.header("ETag", asset.tag()).header("Cache-Control", "public, max-age=300");
    if (asset.tag().equals(ctx.header("If-None-Match"))) ctx.status(304);
    else ctx.contentType(asset.contentType()).result(asset.content());
  }

  private static Asset asset(String path, String contentType) {
    byte[] content = read(path);
    String tag = "\"" + Hashes.sha256(content).substring(0, 16) + "\"";
    return new Asset(new String(content, StandardCharsets.UTF_8), contentType, tag);
  }

  /// The one version of htmx on the class path.
  private static String htmx() {
    var properties = new Properties();
    try (InputStream in = open(HTMX)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/META-INF/resources/webjars/htmx.org/%s/dist/htmx.min.js"
        .formatted(properties.getProperty("version"));
  }

  private static byte[] read(String path) {
    try (InputStream in = open(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    InputStream in = Assets.class.getResourceAsStream(path);
    if (in == null)
      throw new IllegalStateException(path + " is missing from the class path; build Herald anew");
    return in;
  }
}
