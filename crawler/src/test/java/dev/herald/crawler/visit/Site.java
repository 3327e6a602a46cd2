package dev.herald.crawler.visit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/// A press site on loopback whose pages a test sets, changes and takes away.
final class Site implements AutoCloseable {
  static final String HOST = "press.example";
  static final String FOOTER =
      "The Assembly of Testland is the legislature of the Republic and has sat since 1911.";

  private record Page(int status, String type, ByteString body, Map<String, String> headers) {
    /// Its own where it has one, which may lie.
    String etag() {
      return headers.getOrDefault("ETag", "\"" + body.sha256().hex().substring(0, 16) + "\"");
    }
  }

  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private volatile Optional<Supplier<String>> anywhere = Optional.empty();
  private volatile boolean unchangedForEver;
  private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  Site() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  static String url(String path) {
    return "http://" + HOST + path;
  }

  void html(String path, String body) {
    put(path, 200, "text/html; charset=utf-8", ByteString.encodeUtf8(body), Map.of());
  }

  void xml(String path, String body) {
    put(path, 200, "application/xml; charset=utf-8", ByteString.encodeUtf8(body), Map.of());
  }

  void bytes(String path, String type, ByteString body) {
    put(path, 200, type, body, Map.of());
  }

  /// Lets a page that is set already answer with one more header.
  void header(String path, String name, String value) {
    pages.computeIfPresent(
        path, (_, page) -> new Page(page.status(), page.type(), page.body(), Map.of(name, value)));
  }

  /// What is shown, with status 200, at every address at which nothing else stands.
  void anywhere(String body) {
    anywhere(() -> body);
  }

  /// The same, made anew for each request.
  void anywhere(Supplier<String> body) {
    anywhere = Optional.of(body);
  }

  /// Takes a page away, so that there stands what is shown anywhere.
  void remove(String path) {
    pages.remove(path);
  }

  /// Does something once, while the page is asked for.
  void meanwhile(String path, Runnable step) {
    meanwhile.put(path, step);
  }

  /// Lets every conditional request be told that nothing was modified.
  void unchangedForEver(boolean unchanged) {
    unchangedForEver = unchanged;
  }

  void status(String path, int status) {
    put(path, status, "text/html", ByteString.encodeUtf8("<p>" + status + "</p>"), Map.of());
  }

  void redirect(String path, String to) {
    put(path, 301, "text/html", ByteString.EMPTY, Map.of("Location", url(to)));
  }

  /// A statement page with a paragraph for each text, the site's footer, and words around them.
  void statement(String path, String title, String... paragraphs) {
    html(path, page("", title, paragraphs));
  }

  static String page(String head, String title, String... paragraphs) {
    String body =
        List.of(paragraphs).stream()
            .map(text -> "<p>" + text + "</p>")
            .collect(Collectors.joining("\n"));
    return """
    <!DOCTYPE html><html lang="en"><head><title>%s - Assembly of Testland</title>%s</head><body>
    <nav><a href="/">Home</a> <a href="/about">About</a></nav>
    <main><article><h1>%s</h1>
    <time datetime="2026-02-26T12:00:00Z">26 February 2026 | 12:00</time>
    %s
    <p class="about">%s</p>
    </article></main></body></html>
    """
        .formatted(title, head, title, body, FOOTER);
  }

  private static final List<String> SUBJECTS =
      List.of("harbour", "railway", "forest", "library", "hospital", "lighthouse", "budget");
  private static final List<String> PLACES =
      List.of("Northport", "Elmside", "Greyhill", "Marrow", "Teasel", "Oxbow", "Quarrington");

  /// Paragraphs of ordinary length that differ in words from number to number.
  static String[] paragraphs(int number) {
    String subject = SUBJECTS.get(number % SUBJECTS.size());
    String place = PLACES.get(number % PLACES.size());
    return new String[] {
      "The committee adopted the report on the %s of %s, which names what has to be repaired."
          .formatted(subject, place),
      "Speaker Ada Testwright said the members from %s had weighed every amendment on the %s."
          .formatted(place, subject),
      "The %s report goes to the government, which has until spring to answer %s in writing."
          .formatted(subject, place)
    };
  }

  /// Sets an RSS feed that names these statement paths.
  void feed(String path, List<String> statements) {
    String items =
        statements.stream()
            .map(
                statement ->
                    "<item><title>On %s</title><link>%s</link></item>"
                        .formatted(statement, url(statement)))
            .collect(Collectors.joining());
    xml(
        path,
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Press</title>"
            + items
            + "</channel></rss>");
  }

  /// Sets `/feed.xml`, naming `/s/1` … `/s/count` by titles.
  ///
  /// @param title with `%d` for the number, or without
  void feed(int count, String title) {
    String items =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                n ->
                    "<item><title>%s</title><link>%s</link></item>"
                        .formatted(title.formatted(n), url("/s/" + n)))
            .collect(Collectors.joining());
    xml("/feed.xml", "<rss version=\"2.0\"><channel>%s</channel></rss>".formatted(items));
  }

  /// Sets an RSS feed that names these statement paths with their times, the last one first.
  void feed(String path, Map<String, Instant> statements) {
    StringBuilder items = new StringBuilder();
    statements.entrySet().stream()
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .forEach(
            one ->
                items.append(
                    "<item><title>On %s</title><link>%s</link><pubDate>%s</pubDate></item>"
                        .formatted(
                            one.getKey(),
                            url(one.getKey()),
                            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                one.getValue().atOffset(ZoneOffset.UTC)))));
    xml(path, "<rss version=\"2.0\"><channel><title>Press</title>" + items + "</channel></rss>");
  }

  /// Sets a sitemap that names these statement paths.
  void sitemap(String path, String... statements) {
    String urls =
        Arrays.stream(statements)
            .map(statement -> "<url><loc>%s</loc></url>".formatted(url(statement)))
            .collect(Collectors.joining());
    xml(
        path,
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">%s</urlset>"
            .formatted(urls));
  }

  /// Sets `/sitemap.xml`, naming `/s/1` … `/s/count`.
  void sitemap(int count) {
    sitemap(
        "/sitemap.xml",
        IntStream.rangeClosed(1, count).mapToObj(n -> "/s/" + n).toArray(String[]::new));
  }

  /// Sets `/s/1` … `/s/count` and `/feed.xml` naming them.
  void statements(int count) {
    IntStream.rangeClosed(1, count)
        .forEach(n -> statement("/s/" + n, "Report number " + n + " adopted", paragraphs(n)));
    feed("/feed.xml", IntStream.rangeClosed(1, count).mapToObj(n -> "/s/" + n).toList());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void put(
      String path, int status, String type, ByteString body, Map<String, String> headers) {
    pages.put(path, new Page(status, type, body, headers));
  }

  private @Nullable Page find(String path) {
    @Nullable Page page = pages.get(path);
    if (page != null || anywhere.isEmpty() || path.equals("/robots.txt")) return page;
    ByteString body = ByteString.encodeUtf8(anywhere.get().get());
    return new Page(200, "text/html; charset=utf-8", body, Map.of());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    @Nullable Page page = find(path);
    Optional.ofNullable(meanwhile.remove(path)).ifPresent(Runnable::run);
    String etag = page == null ? "" : page.etag();
    @Nullable String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    boolean same = etag.equals(known) || (unchangedForEver && known != null);
    int status = page == null ? 404 : page.status() == 200 && same ? 304 : page.status();
    requests.add(status + " " + path);
    byte[] body =
        page == null || status == 304
            ? "not found".getBytes(StandardCharsets.UTF_8)
            : page.body().toByteArray();
    if (page != null) {
      exchange.getResponseHeaders().set("Content-Type", page.type());
      if (status == 200 || status == 304) exchange.getResponseHeaders().set("ETag", etag);
      page.headers().forEach(exchange.getResponseHeaders()::set);
    }
    if (status == 304) exchange.sendResponseHeaders(304, -1);
    else {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
