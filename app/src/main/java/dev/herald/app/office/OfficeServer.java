package dev.herald.app.office;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.herald.app.office.PressOfficeOptions.Faults;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP on loopback: virtual hosts, conditional requests, compression and faults.
final class OfficeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OfficeServer.class);

  static {
    // Headers and body go out in two writes; with Nagle's algorithm the second waits 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Chance chance;
  private final Faults faults;
  private final Clock clock;
  private final RequestLog requests = new RequestLog();
  private volatile Map<String, Router> routers = Map.of();
  private volatile Function<String, Optional<Reply>> office = _ -> Optional.empty();

  private OfficeServer(HttpServer server, Chance chance, Faults faults, Clock clock) {
    this.server = server;
    this.chance = chance;
    this.faults = faults;
    this.clock = clock;
  }

  /// Takes the port; answers nothing before [#serve].
  ///
  /// @throws IOException if the port is in use
  static OfficeServer bind(int port, Chance chance, Faults faults, Clock clock) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    try {
      return new OfficeServer(HttpServer.create(address, 0), chance, faults, clock);
    } catch (BindException e) {
      throw new IOException(
          "press office: port %d is in use; stop what holds it, or give another port"
              .formatted(port),
          e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  RequestLog requests() {
    return requests;
  }

  /// Begins to answer.
  ///
  /// @param byHost without port
  /// @param ownPages of the host `office.localhost`, by path
  void serve(Map<String, Router> byHost, Function<String, Optional<Reply>> ownPages) {
    routers = Map.copyOf(byHost);
    office = ownPages;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (RuntimeException e) {
      LOG.error("press office: no answer for {}", exchange.getRequestURI(), e);
      throw e;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    long nanos = System.nanoTime();
    String host = host(exchange);
    String path = exchange.getRequestURI().getPath();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    if (host.equals("office.localhost")) {
      send(exchange, office.apply(path).orElseGet(OfficeServer::nothing), Optional.empty());
      return;
    }
    Router router = routers.get(host);
    if (router == null) {
      send(exchange, nothing(), Optional.empty());
      return;
    }
    String asked = query.isEmpty() ? path : path + "?" + query;
    int nth = requests.arrived(host, asked, isConditional(exchange), nanos);
    Reply reply = router.answer(path, query);
    Optional<Fault> fault = Fault.choose(chance, faults.share(), host, asked, nth, reply);
    if (fault.isPresent()) {
      requests.fault(host, asked);
      fail(exchange, fault.get(), reply);
      return;
    }
    Site.Validators validators = router.room().site().validators();
    if (reply.status() == 200 && isUnchanged(exchange, reply, validators)) {
      requests.notModified(host, asked);
      validate(exchange, reply, validators);
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    send(exchange, reply, Optional.of(validators));
  }

  private void fail(HttpExchange exchange, Fault fault, Reply reply) throws IOException {
    switch (fault) {
      case ERROR -> send(exchange, page(500, "Internal Server Error"), Optional.empty());
      case UNAVAILABLE -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, page(503, "Service Unavailable"), Optional.empty());
      }
      case SILENCE -> waitFor(faults.silence());
      case TRUNCATED -> {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), reply.body().size() + 1L);
        exchange.getResponseBody().write(half(reply.body()).toByteArray());
        exchange.getResponseBody().flush();
      }
      case MALFORMED ->
          send(
              exchange,
              Reply.of(reply.status(), reply.contentType(), half(reply.body())),
              Optional.empty());
    }
  }

  private void waitFor(Duration silence) {
    try {
      if (closed.await(silence.toMillis(), TimeUnit.MILLISECONDS))
        LOG.debug("press office: closed during a fault of silence");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, Reply reply, Optional<Site.Validators> validators)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", reply.contentType());
    reply.location().ifPresent(location -> headers.set("Location", location));
    if (reply.status() == 200) validators.ifPresent(kind -> validate(exchange, reply, kind));
    ByteString body = reply.body();
    if (acceptsGzip(exchange) && reply.contentType().startsWith("text/")) {
      headers.set("Content-Encoding", "gzip");
      headers.set("Vary", "Accept-Encoding");
      body = Sitemaps.gzip(body);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), head || body.size() == 0 ? -1 : body.size());
    if (!head && body.size() > 0) exchange.getResponseBody().write(body.toByteArray());
  }

  private void validate(HttpExchange exchange, Reply reply, Site.Validators kind) {
    Headers headers = exchange.getResponseHeaders();
    if (kind == Site.Validators.BOTH || kind == Site.Validators.ETAG)
      headers.set("ETag", reply.etag());
    if (kind == Site.Validators.BOTH || kind == Site.Validators.LAST_MODIFIED)
      lastModified(reply)
          .ifPresent(
              at ->
                  headers.set(
                      "Last-Modified",
                      DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))));
  }

  private boolean isUnchanged(HttpExchange exchange, Reply reply, Site.Validators kind) {
    Headers headers = exchange.getRequestHeaders();
    String etag = headers.getFirst("If-None-Match");
    if (etag != null)
      return kind != Site.Validators.NONE
          && kind != Site.Validators.LAST_MODIFIED
          && etag.contains(reply.etag());
    String since = headers.getFirst("If-Modified-Since");
    if (since == null || kind == Site.Validators.NONE || kind == Site.Validators.ETAG) return false;
    try {
      Instant known = ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return lastModified(reply).filter(at -> !at.isAfter(known)).isPresent();
    } catch (DateTimeParseException e) {
      LOG.debug("press office: If-Modified-Since is no date: {}", since, e);
      return false;
    }
  }

  // A second is too coarse to tell two changes within it apart, so the header names the second
  // after the change, and only once it has passed.
  private Optional<Instant> lastModified(Reply reply) {
    return reply
        .changedAt()
        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1))
        .filter(at -> at.isBefore(clock.instant()));
  }

  private static boolean isConditional(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    return headers.containsKey("If-None-Match") || headers.containsKey("If-Modified-Since");
  }

  private static boolean acceptsGzip(HttpExchange exchange) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains("gzip");
  }

  private static String host(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null) return "";
    int colon = host.lastIndexOf(':');
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }

  private static ByteString half(ByteString body) {
    return body.substring(0, body.size() / 2);
  }

  private static Reply nothing() {
    return page(404, "Not Found");
  }

  private static Reply page(int status, String text) {
    return Reply.of(
        status,
        "text/html; charset=utf-8",
        ByteString.encodeUtf8("<!doctype html><title>%1$s</title><h1>%1$s</h1>".formatted(text)));
  }
}
