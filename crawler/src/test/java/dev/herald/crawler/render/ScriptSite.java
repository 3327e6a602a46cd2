package dev.herald.crawler.render;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A site on loopback, of several names, whose pages are made by scripts.
final class ScriptSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  ScriptSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// A page whose body is empty but for a script.
  void page(String path, String script) {
    put(
        path,
        "text/html; charset=utf-8",
        """
        <!DOCTYPE html><html lang="en"><head><title>Press</title></head>
        <body><noscript>Please switch scripts on.</noscript><div id="app"></div>
        <script>%s</script></body></html>
        """
            .formatted(script));
  }

  void put(String path, String type, String body) {
    put(path, exchange -> send(exchange, 200, type, body));
  }

  void put(String path, HttpHandler answer) {
    answers.put(path, answer);
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  long asked(String path) {
    return requests.stream().filter(path::equals).count();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    HttpHandler answer = answers.get(path);
    if (answer == null) send(exchange, 404, "text/plain", "not found");
    else answer.handle(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
