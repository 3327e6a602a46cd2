package dev.herald.app.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server as a child process that never outlives Herald, even when Herald is killed.
///
/// A shell between the two holds a pipe from Herald: when the pipe closes, for whatever reason, the
/// shell ends the server. Servers that refuse to run as root are started in a user namespace then.
final class ChildProcess implements AutoCloseable {
  private static final String KEEPER =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      server=$!
      ( cat <&3 >/dev/null; kill -"$STOP_SIGNAL" "$server" ) 2>/dev/null &
      watcher=$!
      exec 3<&-
      wait "$server"
      code=$?
      kill "$watcher" 2>/dev/null
      exit "$code"
      """;
  private static final int LOG_TAIL_BYTES = 4000;

  private static final Duration RESTART_WAIT = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  private final String name;
  private final ProcessBuilder builder;
  private final Path log;
  private final Duration grace;
  private Process process;
  private boolean closed;

  private ChildProcess(String name, ProcessBuilder builder, Path log, Duration grace)
      throws IOException {
    this.name = name;
    this.builder = builder;
    this.log = log;
    this.grace = grace;
    this.process = builder.start();
  }

  /// Starts a server; its output goes to `log`.
  ///
  /// @param stopSignal what asks it to stop, such as `TERM`
  /// @param grace how long it may take to stop before it is killed
  static ChildProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      String stopSignal,
      Duration grace,
      Path log) {
    try {
      Files.createDirectories(log.getParent());
      // In a session of its own: Ctrl-C in the terminal is for Herald, which stops the servers in
      // order.
      List<String> kept = new ArrayList<>(List.of("setsid", "sh", "-c", KEEPER, name));
      kept.addAll(unprivileged(command));
      ProcessBuilder builder =
          new ProcessBuilder(kept)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      builder.environment().put("STOP_SIGNAL", stopSignal);
      return new ChildProcess(name, builder, log, grace);
    } catch (IOException e) {
      throw new StackException("%s: cannot be started: %s".formatted(name, e), e);
    }
  }

  /// Runs a command to its end, as a user who is not root.
  ///
  /// @throws StackException with the end of its output, if it fails
  static void run(String name, List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(unprivileged(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
      builder.environment().putAll(environment);
      int code = builder.start().waitFor();
      if (code != 0)
        throw new StackException("%s ended with %d:%n%s".formatted(name, code, tail(log)));
    } catch (IOException e) {
      throw new StackException("%s: cannot be run: %s".formatted(name, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(name + ": interrupted", e);
    }
  }

  /// Whether it still runs.
  synchronized boolean isAlive() {
    return process.isAlive();
  }

  /// From now on starts it again whenever it ends by itself.
  void superviseUntilClosed() {
    Thread.ofVirtual().name("supervise-" + name).start(this::supervise);
  }

  private void supervise() {
    try {
      while (true) {
        Process watched = current();
        int code = watched.waitFor();
        synchronized (this) {
          if (closed) return;
          LOG.warn("{} ended with {}; starting it again", name, code);
        }
        Thread.sleep(RESTART_WAIT);
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("{} cannot be started again", name, e);
    }
  }

  private synchronized Process current() {
    return process;
  }

  private synchronized void startAgain() throws IOException {
    if (!closed) process = builder.start();
  }

  /// The end of its output, for error messages.
  String logTail() {
    return tail(log);
  }

  /// Asks it to stop, waits, and kills it only if it does not.
  @Override
  public synchronized void close() {
    closed = true;
    try {
      process.getOutputStream().close();
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new StackException("%s: cannot be stopped: %s".formatted(name, e.getMessage()), e);
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> unprivileged(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) return command;
    List<String> inNamespace =
        new ArrayList<>(List.of("unshare", "--user", "--map-user=1000", "--map-group=1000"));
    inNamespace.addAll(command);
    return inNamespace;
  }

  private static String tail(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - LOG_TAIL_BYTES));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "(its log %s cannot be read: %s)".formatted(log, e.getMessage());
    }
  }
}
