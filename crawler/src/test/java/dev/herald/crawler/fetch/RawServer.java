package dev.herald.crawler.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A loopback server that answers with whatever bytes a test wants, one connection per request.
///
/// `/robots.txt` is answered 404 and not recorded, unless the answerer takes it.
final class RawServer implements AutoCloseable {
  /// Writes one answer; may throw, stall, or close the socket.
  interface Answerer {
    void answer(Request request, Socket socket) throws IOException, InterruptedException;
  }

  /// What was asked: the path with query, and the header lines.
  record Request(String path, List<String> headers) {
    boolean hasHeader(String start) {
      return headers.stream().anyMatch(h -> h.regionMatches(true, 0, start, 0, start.length()));
    }
  }

  private final ServerSocket server;
  private final Answerer answerer;
  private final boolean robotsToo;
  final List<Request> requests = new CopyOnWriteArrayList<>();

  RawServer(Answerer answerer) {
    this(answerer, false);
  }

  RawServer(Answerer answerer, boolean robotsToo) {
    this(answerer, robotsToo, ServerSocketFactory.getDefault());
  }

  RawServer(Answerer answerer, boolean robotsToo, ServerSocketFactory sockets) {
    this.answerer = answerer;
    this.robotsToo = robotsToo;
    try {
      this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null || !first.startsWith("GET ")) return;
      List<String> headers = new CopyOnWriteArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine())
        headers.add(line);
      Request request = new Request(first.split(" ", -1)[1], headers);
      if (request.path().equals("/robots.txt") && !robotsToo) {
        send(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      requests.add(request);
      answerer.answer(request, socket);
    } catch (IOException | InterruptedException _) {
      // The fetcher hung up, as some tests want.
    }
  }

  static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// A whole answer with a body.
  static String answer(String status, String headers, String body) {
    return "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, headers, body.length(), body);
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
