package dev.herald.bench;

import dev.herald.app.office.Institution;
import dev.herald.app.office.Oracle;
import dev.herald.app.office.PressOffice;
import dev.herald.app.office.PressOfficeConfig;
import dev.herald.app.office.PressOfficeOptions;
import dev.herald.app.run.HeraldProcess;
import dev.herald.app.run.Role;
import dev.herald.config.LiveConfig;
import dev.herald.config.message.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A press office, and all of Herald in this process watching it with politeness off.
final class WatchedOffice implements AutoCloseable {
  private final Path folder;
  private final PressOffice office;
  private final Map<String, String> webhooks = new LinkedHashMap<>();
  private final List<AutoCloseable> running = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private int dashboardPort;

  /// Starts the office alone.
  WatchedOffice(int listed) throws IOException {
    folder = Files.createTempDirectory("herald-bench");
    office =
        PressOffice.start(PressOfficeOptions.quiet(folder.resolve("office")).withListed(listed));
  }

  PressOffice office() {
    return office;
  }

  /// Delivers every match to a webhook too.
  void deliverTo(String url) {
    webhooks.put("bench", url);
  }

  /// Publishes `count` statements, spread over all institutions.
  ///
  /// @return how many addresses that makes: some publish in several languages
  int publish(int count) throws IOException {
    List<Institution> institutions = office.institutions();
    int urls = 0;
    for (int i = 0; i < institutions.size(); i++) {
      int share = count / institutions.size() + (i < count % institutions.size() ? 1 : 0);
      if (share > 0) urls += office.publish(institutions.get(i).id(), share).size();
    }
    return urls;
  }

  /// Starts Herald; returns when the dashboard answers.
  void watch() throws IOException {
    Path config = folder.resolve("config");
    PressOfficeConfig.write(config, office, webhooks);
    Files.writeString(
        config.resolve("rules/bench.yaml"),
        """
        - {id: everything, name: Everything, query: "*", channels: [%s]}
        """
            .formatted(webhooks.isEmpty() ? "log" : "bench"));
    LiveConfig live = LiveConfig.start(config, overrides());
    running.add(live);
    HeraldProcess herald =
        HeraldProcess.start(
            live, EnumSet.allOf(Role.class), line -> System.err.println("  " + line));
    running.add(herald);
    dashboardPort = herald.dashboardPort().orElseThrow();
  }

  /// How many statements can be searched now.
  long searchable() throws IOException {
    return count(http, dashboardPort);
  }

  /// The same of any Herald on this machine.
  static long count(HttpClient http, int dashboardPort) throws IOException {
    URI address =
        URI.create("http://127.0.0.1:%d/api/v1/search?q=*&size=1".formatted(dashboardPort));
    try {
      String body =
          http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return MessageCodec.mapper().readTree(body).path("total").asLong();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Every address that the office has published.
  List<String> urls() {
    return office.oracle().statements().stream().map(Oracle.Entry::url).toList();
  }

  @Override
  public void close() throws IOException {
    for (AutoCloseable part : running.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        System.err.println("does not stop cleanly: " + e);
      }
    }
    office.close();
    http.close();
    delete(folder);
  }

  /// A port on loopback that was free a moment ago.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes a folder with all that is in it.
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>();
    overrides.put("data", folder.resolve("data").toString());
    overrides.put("fetch.delay", "0ms");
    overrides.put("fetch.max-crawl-delay", "0ms");
    overrides.put("fetch.call-timeout", "60s");
    overrides.put("crawler.max-statements-per-visit", "100000");
    // What is measured is the way in; looking again is another matter.
    overrides.put("crawler.revisions", "[{younger-than: 365d, every: 1d}]");
    for (String port :
        List.of(
            "kafka.port",
            "kafka.controller-port",
            "elasticsearch.port",
            "postgresql.port",
            "dashboard.port")) overrides.put(port, Integer.toString(freePort()));
    return overrides;
  }
}
