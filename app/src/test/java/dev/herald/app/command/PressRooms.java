package dev.herald.app.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Press rooms on loopback, each under a host name of its own and with one trouble of its own.
final class PressRooms implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String BUDGET =
      "The ministry has agreed the budget for the coming year with all the states. ".repeat(6);

  private static final String APP =
      """
      <!doctype html><html lang="en"><head><title>Ministry of Examples</title></head>
      <body><noscript>You need to enable JavaScript to run this app.</noscript>
      <div id="root"></div><script>window.state = "%s"</script></body></html>
      """
          .formatted(BUDGET);
  private static final String CHALLENGE =
      """
      <!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head>
      <body><noscript>Enable JavaScript and cookies to continue</noscript>
      <h1>item.example</h1><p>Verifying you are human. This may take a few seconds.</p>
      <p>item.example needs to review the security of your connection before proceeding.</p>
      </body></html>
      """;

  private static final String SERVICES =
      """
      <ul class="menu"><li><a href="/">Home</a></li>
      <li><a href="/service/1">Fanaovana pasipaoro sy kara-panondro</a></li>
      <li><a href="/b">Ny lahatsoratra rehetra momba ny minisitera</a></li>
      <li><a href="/service/2">Fahazoan-dalana hanorina trano vaovao</a></li>
      <li><a href="/service/3">Fandoavana hetra ho an'ny orinasa</a></li></ul>
      """;
  private static final String BULGARIAN =
      """
      <ul class="menu"><li><a href="/">Начало</a></li>
      <li><a href="/service/1">Издаване на паспорти и лични карти</a></li>
      <li><a href="/service/2">Разрешения за строеж на нови сгради</a></li>
      <li><a href="/service/3">Данъци и такси за предприятията</a></li>
      <li><a href="/c/7">Новини</a></li></ul>
      """;
  private static final String STATEMENTS =
      """
      <ul><li><a href="/s/1">The first budget has been agreed by all</a> 3 March 2026</li>
      <li><a href="/s/2">The second budget has been agreed by all</a> 2 March 2026</li>
      <li><a href="/s/3">The third budget has been agreed by all</a> 1 March 2026</li></ul>
      """;

  private final HttpServer plain;
  private final HttpsServer secure;
  private final LocalDate recentDay = LocalDate.now(ZoneOffset.UTC).minusDays(2);
  private final Map<String, Reply> replies = new LinkedHashMap<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
  private final AtomicInteger mostAtOnce = new AtomicInteger();

  private record Reply(int status, String type, String body) {}

  private PressRooms(HttpServer plain, HttpsServer secure) {
    this.plain = plain;
    this.secure = secure;
    furnish();
    for (HttpServer server : new HttpServer[] {plain, secure}) {
      server.createContext("/", this::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
    }
  }

  /// @param keys where the key of the host with the bad certificate is made
  static PressRooms open(Path keys) throws IOException, GeneralSecurityException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer secure = HttpsServer.create(anyPort, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(keys)));
    return new PressRooms(HttpServer.create(anyPort, 0), secure);
  }

  private void furnish() {
    feed("fine-feed", "fine", "/rss", recentDay);
    page("fine/new", 200, "text/html", statement("Budget agreed", recentDay));
    source("asleep", feedAt("http://fine.example/rss") + "enabled: false\n");
    listing("fine-listing", "listed", recentDay);
    page("home/", 200, "text/html", "<html><body><a href=/rss>RSS of our press</a></body></html>");
    page("home/rss", 200, "application/rss+xml", rss("fine", recentDay, "/new", "/old", "/older"));
    source("fine-home", "homepage: http://home.example/\n", "DE");
    broken("refusing", 403, "text/html", "<html><body>no</body></html>");
    broken("guarded", 200, "application/rss+xml", CHALLENGE);
    broken("page-for-feed", 200, "text/html", "<html><body><p>Subscribe!</p></body></html>");
    broken("gone", 404, "text/html", "");
    broken("empty", 200, "application/rss+xml", "<rss version='2.0'><channel></channel></rss>");
    broken("broken-items", 200, "application/rss+xml", rss("broken-items", recentDay, "/missing"));
    broken("no-statement", 200, "application/rss+xml", rss("no-statement", recentDay, "/blank"));
    page("no-statement/blank", 200, "text/html", "<html><body></body></html>");
    broken("item-guarded", 200, "application/rss+xml", rss("item-guarded", recentDay, "/new"));
    page("item-guarded/new", 200, "text/html", CHALLENGE);
    page("listing-guarded/news", 200, "text/html", CHALLENGE);
    source("listing-guarded", listingAt("http://listing-guarded.example/news"));
    broken("item-app", 200, "application/rss+xml", rss("item-app", recentDay, "/new"));
    page("item-app/new", 200, "text/html", APP);
    page("app/news", 200, "text/html", APP);
    source("app", listingAt("http://app.example/news"));
    feed("old", "old", "/rss", LocalDate.of(2019, 5, 2));
    page("old/new", 200, "text/html", statement("Budget agreed", LocalDate.of(2019, 5, 2)));
    listing("old-listing", "old-listing", LocalDate.of(2019, 5, 2));
    redirect("moved", 301);
    redirect("elsewhere-today", 302);
    source("expired", feedAt("https://expired.example/rss"));
    page("closed/robots.txt", 200, "text/plain", "User-agent: *\nDisallow: /\n");
    source("closed", feedAt("http://closed.example/rss"));
    source("absent", feedAt("http://absent.example/rss"));
    source(
        "half",
        feedAt("http://fine.example/rss")
            + "  - {kind: feed, url: \"http://refusing.example/feed\"}\n");
    page("refusing/feed", 403, "text/html", "");
    page(
        "film-first/rss",
        200,
        "application/rss+xml",
        rss("film-first", recentDay, "/film", "/new"));
    page("film-first/film", 200, "text/html", "<html><body><video src=1></video></body></html>");
    page("film-first/new", 200, "text/html", statement("Budget agreed", recentDay));
    source("film-first", feedAt("http://film-first.example/rss"));
    furnishIndex();
    furnishHomePages();
  }

  /// An index of sitemaps, the first of which names no statement.
  private void furnishIndex() {
    page(
        "indexed/map.xml",
        200,
        "application/xml",
        "<sitemapindex><sitemap><loc>/pages.xml</loc></sitemap><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>");
    page(
        "indexed/pages.xml",
        200,
        "application/xml",
        "<urlset><url><loc>/about</loc></url></urlset>");
    page("indexed/news.xml", 200, "application/xml", "<urlset><url><loc>/s/1</loc></url></urlset>");
    statements("indexed");
    source(
        "indexed",
        "discovery:\n  - {kind: sitemap, url: http://indexed.example/map.xml, include: [/s/]}\n");
  }

  /// Home pages that no source is made of yet.
  private void furnishHomePages() {
    statements("bulgarian");
    page("bulgarian/c/7", 200, "text/html", html("", "<main>" + STATEMENTS + "</main>"));
    page("bulgarian/", 200, "text/html", html("Начало | Министерство на примерите", BULGARIAN));
    statements("wordless");
    page("wordless/b", 200, "text/html", html("", "<main>" + STATEMENTS + "</main>"));
    page("wordless/", 200, "text/html", html("Minisiteran ny Ohatra", SERVICES));
    for (int n = 1; n < 4; n++)
      for (String host : new String[] {"bulgarian", "wordless"})
        page(host + "/service/" + n, 200, "text/html", html("Service", "<p>" + BUDGET + "</p>"));
    statements("mapped");
    page("mapped/", 200, "text/html", html("Ministry", "<p>Welcome to the ministry.</p>"));
    page("mapped/robots.txt", 200, "text/plain", "Sitemap: http://mapped.example/maps/7.xml\n");
    page(
        "mapped/maps/7.xml",
        200,
        "application/xml",
        "<urlset><url><loc>/s/1</loc></url><url><loc>/s/2</loc></url><url><loc>/s/3</loc></url></urlset>");
    page("short/", 200, "text/html", html("Ministry", "<p>Welcome to the ministry.</p>"));
    furnishWinding();
  }

  /// Sites whose statements are listed one step further than where people are led first.
  private void furnishWinding() {
    for (String host : new String[] {"hub", "portal", "teasers", "api"}) statements(host);
    page("hub/", 200, "text/html", html("Ministry", "<a href=/newsroom>Newsroom</a>"));
    String sections = "<a href=/photos>Photos</a> <a href=/releases>Press releases</a>";
    page("hub/newsroom", 200, "text/html", html("Newsroom", sections));
    page("hub/releases", 200, "text/html", html("Releases", STATEMENTS));
    page("portal/", 302, "text/html", "http://portal.example/web/home");
    String feed = "<link rel=alternate type=application/rss+xml href=/feed>";
    page("portal/web/home", 200, "text/html", html("Ministry", feed + SERVICES));
    page(
        "portal/feed",
        200,
        "application/rss+xml",
        rss("portal", recentDay, "/s/1", "/s/2", "/s/3"));
    for (int n = 1; n < 4; n++)
      page("portal/service/" + n, 200, "text/html", html("Service", "<p>" + BUDGET + "</p>"));
    var teasers = new StringBuilder();
    for (int n = 1; n < 6; n++) {
      String link =
          "<h2><a href=/press/s/%d>Budget %d has been agreed by all</a></h2>".formatted(n, n);
      teasers.append("<div>").append(link).append("<p>").append(BUDGET).append("</p></div>");
      page("teasers/press/s/" + n, 200, "text/html", statement("Budget " + n, recentDay));
    }
    page("teasers/press", 200, "text/html", html("Press", teasers.toString()));
    page("teasers/", 200, "text/html", html("Ministry", "<p>Welcome.</p>"));
    page(
        "api/v1/news",
        200,
        "application/json",
        """
        {"total": 3, "data": [
          {"id": 1, "headline": "The first budget is agreed", "url": "/s/1", "publishedAt": 1772020800000},
          {"id": 2, "headline": "The second budget is agreed", "url": "/s/2", "publishedAt": 1771934400000},
          {"id": 3, "headline": "The third budget is agreed", "url": "/s/3", "publishedAt": 1771848000000}]}
        """);
  }

  private void statements(String host) {
    for (int n = 1; n < 4; n++)
      page(host + "/s/" + n, 200, "text/html", statement("Budget " + n, recentDay.minusDays(n)));
  }

  private static String html(String title, String body) {
    return "<!doctype html><html><head><title>%s</title></head><body>%s</body></html>"
        .formatted(title, body);
  }

  private void feed(String id, String host, String path, LocalDate day) {
    page(host + path, 200, "application/rss+xml", rss(host, day, "/new", "/old"));
    source(id, feedAt("http://" + host + ".example" + path));
  }

  private void broken(String id, int status, String type, String body) {
    page(id + "/rss", status, type, body);
    source(id, feedAt("http://" + id + ".example/rss"));
  }

  private void redirect(String id, int status) {
    page(id + "/rss", status, "text/html", "http://fine.example/rss");
    source(id, feedAt("http://" + id + ".example/rss"));
  }

  private void listing(String id, String host, LocalDate day) {
    String links =
        "<li><a href=/new>The budget has been agreed with all states</a></li>"
            + "<li><a href=/old>The budget is being debated in parliament</a></li>";
    page(host + "/news", 200, "text/html", "<html><body><ul>" + links + "</ul></body></html>");
    page(host + "/new", 200, "text/html", statement("Budget agreed", day));
    source(id, listingAt("http://" + host + ".example/news"));
  }

  private void page(String address, int status, String type, String body) {
    replies.put(address, new Reply(status, type, body));
  }

  private void source(String id, String discovery) {
    source(id, discovery, "INT");
  }

  private void source(String id, String discovery, String country) {
    sources.put(
        id,
        "id: %s\ninstitution: Office\ncountry: %s\nzone: UTC\nlanguages: [en]\n%s"
            .formatted(id, country, discovery));
  }

  private static String feedAt(String url) {
    return "discovery:\n  - {kind: feed, url: \"%s\"}\n".formatted(url);
  }

  private static String listingAt(String url) {
    return "discovery:\n  - kind: listing\n    url: %s\n".formatted(url);
  }

  private static String rss(String host, LocalDate newest, String... paths) {
    var items = new StringBuilder();
    LocalDate day = newest;
    for (String path : paths) {
      items.append(
          "<item><title>Of %s</title><link>http://%s.example%s</link><pubDate>%s</pubDate></item>"
              .formatted(
                  path,
                  host,
                  path,
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(
                      day.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC))));
      day = day.minusDays(30);
    }
    return "<?xml version='1.0'?><rss version='2.0'><channel><title>Press</title>%s</channel></rss>"
        .formatted(items);
  }

  private static String statement(String title, LocalDate day) {
    return """
        <!doctype html><html lang="en"><head><title>%s</title>
        <meta property="article:published_time" content="%sT10:30:00Z"></head>
        <body><main><article><h1>%s</h1><p>%s</p></article></main></body></html>
        """
        .formatted(title, day, title, BUDGET);
  }

  /// `herald.yaml` that leads every host here.
  String settings() throws IOException {
    var hosts = new TreeSet<String>();
    replies.keySet().forEach(address -> hosts.add(address.substring(0, address.indexOf('/'))));
    String resolve =
        hosts.stream()
            .map(h -> "%s.example: 127.0.0.1:%d".formatted(h, plain.getAddress().getPort()))
            .collect(Collectors.joining(", "));
    return "fetch: {delay: 1ms, resolve: {%s, expired.example: 127.0.0.1:%d, absent.example: 127.0.0.1:%d}}\n"
        .formatted(resolve, secure.getAddress().getPort(), freePort());
  }

  /// Source files by id.
  Map<String, String> sources() {
    return sources;
  }

  LocalDate recentDay() {
    return recentDay;
  }

  /// Most requests that one host had open at once.
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    AtomicInteger here = open.computeIfAbsent(host, _ -> new AtomicInteger());
    mostAtOnce.accumulateAndGet(here.incrementAndGet(), Math::max);
    try (exchange) {
      String address = host.replace(".example", "") + exchange.getRequestURI().getPath();
      Reply reply = replies.getOrDefault(address, new Reply(404, "text/plain", ""));
      exchange.getResponseHeaders().add("Content-Type", reply.type());
      if (reply.status() / 100 == 3) exchange.getResponseHeaders().add("Location", reply.body());
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      here.decrementAndGet();
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static SSLContext selfSigned(Path file) throws IOException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=expired.example",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.exists(file)) throw new IOException("keytool: " + said);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    plain.stop(0);
    secure.stop(0);
  }
}
