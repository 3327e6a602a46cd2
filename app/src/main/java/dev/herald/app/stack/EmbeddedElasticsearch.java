package dev.herald.app.stack;

import dev.herald.config.DataSize;
import dev.herald.indexer.query.ElasticsearchQuery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// An Elasticsearch server as a child process on loopback, with Herald's analysis module.
public final class EmbeddedElasticsearch implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(2);
  private static final Duration FAREWELL = Duration.ofSeconds(20);
  private static final String LOCK = "node.lock";
  private static final String CANNOT_BIND = "HttpServerTransport.bind";

  private final ChildProcess process;
  private final int port;
  private final String node;

  private EmbeddedElasticsearch(ChildProcess process, int port, String node) {
    this.process = process;
    this.port = port;
    this.node = node;
  }

  /// Unpacks the server on first use and starts it.
  ///
  /// @param distribution the server's zip file, named `elasticsearch-VERSION.zip`
  /// @param folder where indices, settings and logs live
  /// @param binaries where the server is unpacked
  /// @throws StackException if the port is in use or the server does not start
  public static EmbeddedElasticsearch start(
      Path distribution, Path folder, Path binaries, int port, DataSize heap) {
    try {
      Path home = unpack(distribution, binaries);
      Path settings = writeSettings(home, folder, port, heap);
      Instant limit = Instant.now().plus(START_LIMIT);
      while (true) {
        Ports.awaitFree(port, "elasticsearch.port");
        awaitUnlocked(folder.resolve("indices").resolve(LOCK));
        String node = "herald-" + UUID.randomUUID();
        ChildProcess process = launch(home, settings, folder, heap, node);
        EmbeddedElasticsearch elasticsearch = new EmbeddedElasticsearch(process, port, node);
        try {
          elasticsearch.awaitReady();
          return elasticsearch;
        } catch (StackException e) {
          // The orphan of a start that was killed may have come in between, and is going, too.
          String said = String.valueOf(e.getMessage());
          boolean cameBetween = said.contains(LOCK) || said.contains(CANNOT_BIND);
          if (!cameBetween || Instant.now().isAfter(limit)) throw e;
        }
      }
    } catch (IOException e) {
      throw StackException.ofEngine("elasticsearch", folder, e);
    }
  }

  /// Address for clients.
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.close();
  }

  /// Waits a while for the server of a Herald that was killed: it lets go of its folder last, and
  /// one that was only starting never held a port.
  private static void awaitUnlocked(Path lock) throws IOException {
    if (!Files.exists(lock)) return;
    Instant limit = Instant.now().plus(FAREWELL);
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      while (Instant.now().isBefore(limit)) {
        try (FileLock free = channel.tryLock()) {
          if (free != null) return;
        }
        Pause.between(Duration.ofMillis(200));
      }
    }
  }

  private static Path unpack(Path distribution, Path binaries) throws IOException {
    String name = distribution.getFileName().toString().replace(".zip", "");
    Path home = binaries.resolve(name);
    if (!Files.exists(home)) {
      Path fresh = HalfMade.folder(binaries, "unpacking-elasticsearch");
      unzip(distribution, fresh);
      Files.move(fresh.resolve(name), home, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(fresh);
    }
    // Always: the module is made of the classes that run now.
    AnalysisModule.install(home, name.substring(name.indexOf('-') + 1));
    return home;
  }

  private static void unzip(Path zip, Path target) throws IOException {
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(bytes, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) throw new IOException("entry outside: " + entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(entries, file);
        if (entry.getName().contains("/bin/"))
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static Path writeSettings(Path home, Path folder, int port, DataSize heap)
      throws IOException {
    Path settings = Files.createDirectories(folder.resolve("config"));
    // Left where a first start was killed; Elasticsearch refuses to write over it.
    Files.deleteIfExists(settings.resolve("elasticsearch.keystore.tmp"));
    for (String file : List.of("log4j2.properties", "jvm.options")) {
      Files.copy(
          home.resolve("config").resolve(file),
          settings.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        settings.resolve("elasticsearch.yml"),
        """
        cluster.name: herald
        path.data: "%s"
        path.logs: "%s"
        network.host: 127.0.0.1
        http.port: %d
        transport.port: 0
        discovery.type: single-node
        xpack.security.enabled: false
        action.auto_create_index: false
        thread_pool.search.size: %d
        cluster.routing.allocation.disk.watermark.low: 500mb
        cluster.routing.allocation.disk.watermark.high: 300mb
        cluster.routing.allocation.disk.watermark.flood_stage: 150mb
        """
            .formatted(
                folder.resolve("indices"), folder.resolve("logs"), port, searchThreads(heap)));
    return settings;
  }

  /// Elasticsearch gives a query 64 clauses for each MiB of heap, shared by its search threads: as
  /// many threads, up to its own default, as leave Herald's longest query room.
  private static int searchThreads(DataSize heap) {
    long room = (heap.bytes() >> 20) * 64 / ElasticsearchQuery.MAX_CLAUSES;
    int usual = Runtime.getRuntime().availableProcessors() * 3 / 2 + 1;
    return Math.clamp(room, 1, usual);
  }

  private static ChildProcess launch(
      Path home, Path settings, Path folder, DataSize heap, String node) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    long heapMiB = heap.bytes() >> 20;
    return ChildProcess.start(
        "elasticsearch",
        List.of(home.resolve("bin/elasticsearch").toString(), "-Enode.name=" + node),
        Map.of(
            "ES_JAVA_HOME",
            System.getProperty("java.home"),
            "ES_PATH_CONF",
            settings.toString(),
            "ES_TMPDIR",
            temporary.toString(),
            "ES_JAVA_OPTS",
            "-Xms%dm -Xmx%dm -XX:-AlwaysPreTouch -XX:TieredStopAtLevel=1"
                .formatted(heapMiB, heapMiB),
            "CLI_JAVA_OPTS",
            "-Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
        "TERM",
        Duration.ofSeconds(30),
        folder.resolve("logs").resolve("console.log"));
  }

  private void awaitReady() throws IOException {
    Instant limit = Instant.now().plus(START_LIMIT);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client)) {
        if (!process.isAlive() || Instant.now().isAfter(limit)) {
          process.close();
          throw new StackException("elasticsearch: does not start:\n" + process.logTail());
        }
        Pause.between(Duration.ofMillis(100));
      }
    }
    process.superviseUntilClosed();
  }

  /// The orphan of a start that was killed may answer on the port for a last moment, too.
  private boolean isReady(HttpClient client) {
    return answer(client, "/_cluster/health?wait_for_status=yellow&timeout=1s").isPresent()
        && answer(client, "/_nodes/_local?filter_path=nodes.*.name")
            .filter(body -> body.contains(node))
            .isPresent();
  }

  private Optional<String> answer(HttpClient client, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(REQUEST_LIMIT).build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while elasticsearch was starting", e);
    }
  }
}
