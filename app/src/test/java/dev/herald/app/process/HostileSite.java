package dev.herald.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// A press room whose list names one honest page among those that would break a careless reader,
/// and another whose feed is garbage.
final class HostileSite implements AutoCloseable {
  /// The host of both press rooms.
  static final String HOST = "hostile.localhost";

  /// Pages that must fail, each with words of the reason that must be told.
  static final Map<String, String> BROKEN =
      Map.of(
          "/garbage", "binary data",
          "/huge", "body of 2147483648 bytes is over the limit",
          "/unsized", "body is over the limit",
          "/loop", "redirects in a loop",
          "/bomb", "body grows more than",
          "/endless", "no complete answer within");

  /// Words of the reason that must be told of the feed.
  static final String BROKEN_FEED = "is not a feed";

  /// The title of the honest page, and of the one whose charset nobody knows.
  static final String TITLE = "Harbour dues stay as they are";

  /// Words that both have.
  static final String WORDS = "Fishing boats go on paying by length";

  private static final long TWO_GIGABYTES = 2L << 30;
  private static final byte[] CHUNK = "<p>and so on</p>\n".repeat(4096).getBytes(UTF_8);

  private final HttpServer server;

  private HostileSite(HttpServer server) {
    this.server = server;
  }

  static HostileSite start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    HostileSite site = new HostileSite(server);
    server.createContext("/", site::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return site;
  }

  /// Where the host is to be resolved to.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// The address of a page.
  static String url(String path) {
    return "http://" + HOST + path;
  }

  /// Writes the two sources.
  static void writeSources(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("hostile-pages.yaml"),
        """
        id: hostile-pages
        institution: Harbour Board of Nowhere
        country: INT
        languages: [en]
        zone: UTC
        discovery: [{kind: listing, url: "http://hostile.localhost/list", links: "a.item"}]
        schedule: {every: 5s}
        """);
    Files.writeString(
        folder.resolve("hostile-feed.yaml"),
        """
        id: hostile-feed
        institution: Feed Office of Nowhere
        country: INT
        languages: [en]
        zone: UTC
        discovery: [{kind: feed, url: "http://hostile.localhost/feed"}]
        schedule: {every: 5s}
        """);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/list" -> html(exchange, list());
        case "/honest" -> html(exchange, honest("utf-8").getBytes(UTF_8));
        case "/charset" -> html(exchange, honest("x-no-such-charset").getBytes(UTF_8));
        case "/feed" -> send(exchange, "application/rss+xml", noise());
        case "/garbage" -> send(exchange, "text/html", noise());
        case "/huge" -> pour(exchange, TWO_GIGABYTES);
        case "/unsized" -> pour(exchange, 0);
        case "/loop" -> {
          exchange.getResponseHeaders().add("Location", url("/loop"));
          exchange.sendResponseHeaders(302, -1);
        }
        case "/bomb" -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          html(exchange, bomb());
        }
        case "/endless" -> drip(exchange);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] list() {
    StringBuilder items = new StringBuilder();
    for (String path : BROKEN.keySet())
      items.append("<li><a class=item href=%s>x</a>".formatted(path));
    items.append("<li><a class=item href=/charset>x</a><li><a class=item href=/honest>x</a>");
    return ("<!doctype html><title>News</title><ul>" + items + "</ul>").getBytes(UTF_8);
  }

  private static String honest(String charset) {
    return """
    <!doctype html><html lang=en><head><meta charset="%s"><title>%s</title>
    <meta property="article:published_time" content="%s"></head><body><main><article>
    <h1>%s</h1><p>%s</p><p>%s</p></article></main></body></html>
    """
        .formatted(
            charset,
            TITLE,
            java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MINUTES),
            TITLE,
            "The board has looked at the dues of all its harbours and keeps them. ".repeat(3),
            (WORDS + ", and ferries by the number of calls. ").repeat(3));
  }

  private static byte[] noise() {
    byte[] noise = new byte[60_000];
    new Random(7).nextBytes(noise);
    return noise;
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 2048; i++) gzip.write(CHUNK);
    }
    return bytes.toByteArray();
  }

  private static void pour(HttpExchange exchange, long length) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, length);
    OutputStream out = exchange.getResponseBody();
    for (long sent = 0; sent < TWO_GIGABYTES; sent += CHUNK.length) out.write(CHUNK);
  }

  private static void drip(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < 600; i++) {
      out.write("<p>wait</p>".getBytes(UTF_8));
      out.flush();
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static void html(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, "text/html", body);
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
