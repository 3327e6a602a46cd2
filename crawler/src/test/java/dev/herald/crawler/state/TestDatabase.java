package dev.herald.crawler.state;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL, started once per run; every test gets an empty database of its own.
public final class TestDatabase {
  private static final EmbeddedPostgres POSTGRES = start();
  private static int databases;

  private TestDatabase() {}

  /// An empty database.
  public static DataSource create() {
    return POSTGRES.getDatabase("postgres", createNamed());
  }

  /// JDBC address of an empty database.
  public static String createUrl() {
    return POSTGRES.getJdbcUrl("postgres", createNamed());
  }

  /// Ends all connections to a database and refuses new ones, or takes them again.
  public static synchronized void away(DataSource database, boolean away) {
    String name = ((PGSimpleDataSource) database).getDatabaseName();
    try (var connection = POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(name, !away));
      if (away)
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                .formatted(name));
    } catch (SQLException e) {
      throw new IllegalStateException("the test database cannot be shut", e);
    }
  }

  private static synchronized String createNamed() {
    String name = "herald_" + ++databases;
    try (var connection = POSTGRES.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("the test database cannot be made", e);
    }
    return name;
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try {
                      postgres.close();
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException("embedded PostgreSQL does not start", e);
    }
  }
}
