package dev.herald.app.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The `herald` program as its own process, for tests that kill it.
public final class HeraldProgram implements AutoCloseable {
  private final Process process;
  private final Path log;

  private HeraldProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /// Starts `herald` with the classes under test; its output is appended to `log`.
  public static HeraldProgram start(Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A group of its own that heeds Ctrl-C, as in a terminal, wherever the tests run.
                "setsid",
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                // As the launcher does: the tests' own class path holds the server's classes too.
                Path.of("target", "classes") + ":" + Path.of("target", "lib") + "/*",
                "dev.herald.app.Main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new HeraldProgram(process, log);
  }

  /// Ends it as a power cut would.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Asks it to stop, as the system does before it shuts down, and waits.
  ///
  /// @return its exit code
  public int stop(Duration limit) throws InterruptedException {
    process.destroy();
    return await(limit);
  }

  /// Does what Ctrl-C does in its terminal, and waits.
  ///
  /// @return its exit code
  public int pressCtrlC(Duration limit) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).inheritIO().start().waitFor();
    return await(limit);
  }

  private int await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
      throw new AssertionError("still runs %s after it was asked to stop".formatted(limit));
    return process.exitValue();
  }

  /// Waits until an address answers 200.
  public void awaitOk(String url, Duration limit) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (Instant.now().isBefore(end)) {
      if (!process.isAlive())
        throw new AssertionError("ended with " + process.exitValue() + ":\n" + output());
      if (answers(url)) return;
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(
        url + " does not answer within " + limit + ":\n" + output() + "\nIt is at:\n" + threads());
  }

  /// Waits until it has said something.
  public void awaitSaid(String words, Duration limit) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(limit);
    while (!output().contains(words)) {
      if (!process.isAlive() || Instant.now().isAfter(end))
        throw new AssertionError("never said '" + words + "':\n" + output());
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /// Whether an address answers 200 now.
  public static boolean answers(String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// The processes that it started, and those that these started.
  public List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /// Where its threads are, virtual ones too, as far as they are in Herald's code.
  private String threads() throws IOException, InterruptedException {
    Path dump = log.resolveSibling("threads-" + process.pid());
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(process.pid()),
            "Thread.dump_to_file",
            dump.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(30, TimeUnit.SECONDS);
    if (!Files.exists(dump)) return "nowhere that jcmd can tell";
    return Stream.of(Files.readString(dump).split("\n\n"))
        .filter(thread -> thread.contains("dev.herald"))
        .collect(Collectors.joining("\n\n"));
  }

  /// Everything it said.
  public String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) kill();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
