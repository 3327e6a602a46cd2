package dev.herald.app.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A press room with as many lists as wanted, on which notices are put one by one.
final class NoticeBoard implements AutoCloseable {
  /// Its host.
  static final String HOST = "notices.example";

  private final HttpServer server;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  private record Notice(String list, String path, String title) {}

  private NoticeBoard(HttpServer server) {
    this.server = server;
  }

  static NoticeBoard start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    NoticeBoard board = new NoticeBoard(server);
    server.createContext("/", board::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return board;
  }

  /// Where the host is to be resolved to.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Puts up a notice.
  ///
  /// @param list the name of the list that names it
  /// @return its URL
  String put(String list, String title) {
    String path = "/notice-" + (notices.size() + 1);
    notices.add(new Notice(list, path, title));
    return "http://" + HOST + path;
  }

  /// A source that watches one list.
  static String source(String id, String list) {
    return """
    id: %s
    institution: Pilots of Nowhere
    country: INT
    languages: [en]
    zone: UTC
    discovery: [{kind: listing, url: "http://%s/%s", links: "a.item"}]
    schedule: {every: 1s}
    """
        .formatted(id, HOST, list);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Optional<Notice> notice = notices.stream().filter(one -> one.path().equals(path)).findFirst();
      byte[] page = notice.map(NoticeBoard::page).orElseGet(() -> list(path)).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(path.equals("/robots.txt") ? 404 : 200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private String list(String path) {
    return notices.stream()
        .filter(notice -> path.equals("/" + notice.list()))
        .map(notice -> "<li><a class=item href=%s>%s</a>".formatted(notice.path(), notice.title()))
        .collect(Collectors.joining("", "<!doctype html><title>Notices</title><ul>", "</ul>"));
  }

  private static String page(Notice notice) {
    String title = notice.title();
    return """
    <!doctype html><html lang=en><head><title>%s</title>
    <meta property="article:published_time" content="%s"></head><body><main><article>
    <h1>%s</h1><p>%s</p><p>%s</p></article></main></body></html>
    """
        .formatted(
            title,
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            title,
            "The pilots let all captains know of this change: %s. ".formatted(title).repeat(2),
            "Where %s is concerned, the office by the lighthouse answers. "
                .formatted(title)
                .repeat(2));
  }
}
