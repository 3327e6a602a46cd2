package dev.herald.app.stack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// A PostgreSQL server as a child process on loopback, with a password only Herald knows.
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String NEW = "database.new";

  /// Its user.
  public static final String USER = "herald";

  private final ChildProcess process;
  private final int port;
  private final String password;

  private EmbeddedPostgres(ChildProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /// Unpacks the binaries, makes the database on first use and starts the server.
  ///
  /// @param folder where the database and the password file live
  /// @param binaries where the binaries are unpacked
  /// @throws StackException if the port is in use or the server does not start
  public static EmbeddedPostgres start(Path folder, Path binaries, int port) {
    Ports.awaitFree(port, "postgresql.port");
    try {
      Path home = unpack(binaries);
      Path database = folder.resolve("database");
      Path passwordFile = folder.resolve("password");
      Path logs = folder.resolve("logs");
      if (!Files.exists(database.resolve("PG_VERSION")))
        initialise(home, folder, database, passwordFile, logs);
      String password = password(folder);
      EmbeddedPostgres postgres =
          new EmbeddedPostgres(launch(home, database, port, logs), port, password);
      postgres.awaitReady();
      return postgres;
    } catch (IOException e) {
      throw StackException.ofEngine("postgresql", folder, e);
    }
  }

  /// JDBC address of the database.
  public String url() {
    return url(port);
  }

  /// JDBC address of the database of the server on this port, which may run elsewhere.
  public static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  /// The user's password of the server whose data lie in this folder.
  ///
  /// @throws IOException if no server was ever started there, or it is another user's
  public static String password(Path folder) throws IOException {
    return Files.readString(folder.resolve("password")).strip();
  }

  /// Its user.
  public String user() {
    return USER;
  }

  /// The user's password.
  public String password() {
    return password;
  }

  @Override
  public void close() {
    process.close();
  }

  private static Path unpack(Path binaries) throws IOException {
    Path home = binaries.resolve("postgresql");
    if (Files.exists(home)) return home;
    Path fresh = HalfMade.folder(binaries, "unpacking-postgresql");
    String system = System.getProperty("os.name").split(" ", 2)[0];
    try (InputStream archive =
            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, System.getProperty("os.arch"));
        TarArchiveInputStream entries =
            new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        write(entries, entry, fresh);
      }
    }
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    return home;
  }

  private static void write(TarArchiveInputStream entries, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) throw new IOException("entry outside: " + entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(entries, file);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void initialise(
      Path home, Path folder, Path database, Path passwordFile, Path logs) throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(folder);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, HexFormat.of().formatHex(random), StandardCharsets.US_ASCII);
    Path fresh = HalfMade.folder(folder, NEW);
    ChildProcess.run(
        "initdb",
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + fresh,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-instructions"),
        Map.of(),
        logs.resolve("initdb.log"));
    HalfMade.deleteTree(database);
    Files.move(fresh, database);
  }

  private static ChildProcess launch(Path home, Path database, int port, Path logs) {
    return ChildProcess.start(
        "postgresql",
        List.of(
            home.resolve("bin/postgres").toString(),
            "-D",
            database.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "max_connections=60"),
        Map.of("LC_ALL", "C"),
        "INT",
        Duration.ofSeconds(20),
        logs.resolve("postgresql.log"));
  }

  private void awaitReady() {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (true) {
      try (var connection = DriverManager.getConnection(url(), USER, password);
          var statement = connection.createStatement()) {
        statement.execute("SELECT 1");
        process.superviseUntilClosed();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || Instant.now().isAfter(limit)) {
          process.close();
          throw new StackException("postgresql: does not start:\n" + process.logTail(), e);
        }
        Pause.between(Duration.ofMillis(50));
      }
    }
  }
}
