package dev.herald.app.stack;

import dev.herald.config.DataSize;
import dev.herald.config.HeraldConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The embedded engines for integration tests: started once in a run, on free ports, in a folder
/// under `target` that starts empty.
public final class TestStack {
  private static @Nullable Stack stack;

  private TestStack() {}

  /// The running engines; never close them.
  public static synchronized Stack shared() {
    Stack running = stack;
    if (running == null) {
      running = start();
      stack = running;
    }
    return running;
  }

  /// Settings with free ports for an own stack in an own folder.
  public static HeraldConfig settings(Path data) {
    HeraldConfig defaults = HeraldConfig.defaults();
    return new HeraldConfig(
        data,
        new HeraldConfig.Kafka(List.of(), freePort(), freePort(), 3, 1),
        new HeraldConfig.Elasticsearch(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            freePort(),
            DataSize.parse("384MiB"),
            Duration.ofSeconds(30),
            1,
            0),
        new HeraldConfig.Postgresql(
            Optional.empty(), Optional.empty(), Optional.empty(), freePort(), 10),
        defaults.fetch(),
        defaults.browser(),
        defaults.crawler(),
        defaults.evidence(),
        defaults.indexer(),
        defaults.dashboard(),
        Map.of());
  }

  /// A port on loopback that was free a moment ago.
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Elasticsearch was writing its keystore, and PostgreSQL making its database.
  private static void leaveAsAfterAKilledStart(Path data) throws IOException {
    Path config = Files.createDirectories(data.resolve("elasticsearch/config"));
    Files.write(config.resolve("elasticsearch.keystore.tmp"), new byte[] {1});
    Path database = Files.createDirectories(data.resolve("postgresql/database.new7/base/4"));
    Files.write(database.resolve("1247"), new byte[] {1});
  }

  private static Stack start() {
    try {
      Path data =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/stacks")), "run");
      leaveAsAfterAKilledStart(data);
      DataFolder folder = DataFolder.hold(data);
      Stack stack = Stack.start(settings(folder.path()), folder, line -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
      return stack;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
