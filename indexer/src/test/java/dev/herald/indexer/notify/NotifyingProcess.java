package dev.herald.indexer.notify;

import dev.herald.config.ConfigLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.postgresql.ds.PGSimpleDataSource;

/// An indexer process reduced to its notifier: sends what is due until it is killed.
final class NotifyingProcess {
  private NotifyingProcess() {}

  /// Sends until killed.
  ///
  /// @param arguments JDBC address, configuration folder
  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(arguments[0]);
    new Notifier(
            ConfigLoader.load(Path.of(arguments[1])).herald(),
            Outbox.open(database),
            Clock.systemUTC(),
            new SimpleMeterRegistry())
        .start();
    Thread.currentThread().join();
  }
}
