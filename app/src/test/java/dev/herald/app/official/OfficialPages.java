package dev.herald.app.official;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Real pages, listings and feeds of official institutions, served from loopback under the
/// hostnames they were published on. Read from the corpora, never copied.
final class OfficialPages implements AutoCloseable {
  /// Holds what a feed reader's own test expects, not a feed.
  private static final String NO_FEED = "pages/br-tjrs/feed-1.xml.gz";

  private static final int MAX_PAGE_BYTES = 20 << 20;
  private static final Pattern NAMED_HOST =
      Pattern.compile("//((?:[A-Za-z0-9_-]{1,63}\\.){1,6}[A-Za-z]{2,20})(?![A-Za-z0-9._-])");

  private final HttpServer server;
  private final List<Item> items;
  private final Map<String, Item> byAddress;

  /// One stored file.
  ///
  /// @param kind `article`, `listing` or `feed`
  /// @param url where the test serves it: its own host and path, over http
  record Item(
      String kind,
      String folder,
      String institution,
      String country,
      String language,
      String url,
      Path file) {
    String host() {
      return url.substring("http://".length()).split("/", 2)[0];
    }

    String contentType() {
      return "feed".equals(kind) ? "application/xml" : "text/html";
    }

    private String path() {
      return "/" + url.substring("http://".length()).split("/", 2)[1];
    }
  }

  private OfficialPages(HttpServer server, List<Item> items) {
    this.server = server;
    this.items = items;
    this.byAddress = new LinkedHashMap<>();
    items.forEach(item -> byAddress.put(item.host() + item.path(), item));
  }

  /// Where the corpora are, if they are here.
  static Optional<Path> findCorpora() {
    Path folder = Path.of(System.getProperty("herald.corpora", "../shared/corpora"), "official");
    return Files.isReadable(folder.resolve("index.jsonl")) ? Optional.of(folder) : Optional.empty();
  }

  /// Reads the index and starts serving.
  static OfficialPages start(Path corpora) throws IOException {
    List<Item> items = new ArrayList<>();
    try (Stream<String> lines = Files.lines(corpora.resolve("index.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = MessageCodec.mapper().readTree(line);
        if (!row.path("file").asText().equals(NO_FEED)) items.add(item(row, corpora, items.size()));
      }
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OfficialPages pages = new OfficialPages(server, List.copyOf(items));
    server.createContext("/", pages::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return pages;
  }

  List<Item> items() {
    return items;
  }

  /// For the setting `fetch.resolve`: every host, and every host that a stored file names, mapped
  /// to this server, so that no request leaves the machine.
  Map<String, String> resolve() throws IOException {
    String here = "127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> resolve = new LinkedHashMap<>();
    for (Item item : items) {
      resolve.put(item.host(), here);
      Matcher named = NAMED_HOST.matcher(new String(bytes(item), StandardCharsets.ISO_8859_1));
      while (named.find()) resolve.put(named.group(1).toLowerCase(Locale.ROOT), here);
    }
    return resolve;
  }

  /// Sitemaps, one on each host, that name an institution's articles: no stored listing links to
  /// them.
  List<String> sitemaps(String folder) {
    return articles(folder)
        .map(Item::host)
        .distinct()
        .map(host -> "http://%s/herald-sitemap-%s.xml".formatted(host, folder))
        .toList();
  }

  private Stream<Item> articles(String folder) {
    return items.stream()
        .filter(item -> item.folder().equals(folder) && item.kind().equals("article"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// A stored file has its own address where that is known and free, else one made from its name.
  private static Item item(JsonNode row, Path corpora, int number) {
    String file = row.get("file").asText();
    String folder = Path.of(file).getName(1).toString();
    String stored = row.path("url").asText("").replaceFirst("^https://", "http://");
    boolean bare = stored.isEmpty() || stored.chars().filter(c -> c == '/').count() < 4;
    String host =
        stored.isEmpty()
            ? "www." + folder + ".example"
            : stored.substring("http://".length()).split("[/?#]", 2)[0].replaceFirst(":80$", "");
    String url =
        bare
            ? "http://%s/%s-%d.html".formatted(host, row.get("kind").asText(), number)
            // As canonical URLs do: a session's number is not part of an address.
            : stored
                .replaceFirst("^http://[^/]*", "http://" + host)
                .replaceFirst(";jsessionid=[^?]*", "");
    return new Item(
        row.get("kind").asText(),
        folder,
        row.get("institution").asText(),
        row.get("country").asText(),
        row.get("language").asText(),
        url,
        corpora.resolve(file));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      String address =
          host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "")
              + exchange.getRequestURI().toString();
      Item item = byAddress.get(address);
      if (item != null) {
        send(exchange, bytes(item), item.contentType());
      } else if (address.contains("/herald-sitemap-")) {
        String folder = address.replaceFirst(".*/herald-sitemap-(.*)\\.xml$", "$1");
        send(exchange, sitemapOf(folder, address), "application/xml");
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private byte[] sitemapOf(String folder, String address) {
    StringBuilder urls = new StringBuilder();
    articles(folder)
        .filter(item -> address.startsWith(item.host() + "/"))
        .forEach(
            item ->
                urls.append("<url><loc>")
                    .append(item.url().replace("&", "&amp;"))
                    .append("</loc></url>"));
    return ("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + urls
            + "</urlset>")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A stored file, unpacked.
  static byte[] bytes(Item item) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(item.file()))) {
      return in.readNBytes(MAX_PAGE_BYTES);
    }
  }

  private static void send(HttpExchange exchange, byte[] body, String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
