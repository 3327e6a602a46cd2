package dev.herald.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "footprint",
    mixinStandardHelpOptions = true,
    description =
        "`herald demo`: when the first statement is searchable, and what memory it takes.")
final class Footprint implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 180;
  private static final double GIB = 1L << 20;

  @Option(
      names = "--seconds",
      description = "How long the demo runs before it is weighed (default: ${DEFAULT-VALUE}).",
      defaultValue = "90")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("herald-bench");
    int dashboard = WatchedOffice.freePort();
    long start = System.nanoTime();
    Process demo = start(data, dashboard);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (searchable(http, dashboard) == 0) {
        if (!demo.isAlive() || System.nanoTime() - start > PATIENCE_SECONDS * 1_000_000_000L)
          throw new IllegalStateException("the demo shows no statement");
        TimeUnit.MILLISECONDS.sleep(50);
      }
      double first = (System.nanoTime() - start) / 1e9;
      TimeUnit.SECONDS.sleep(seconds);
      print(first, searchable(http, dashboard), demo.toHandle());
      return 0;
    } finally {
      demo.destroy();
      demo.waitFor();
      WatchedOffice.delete(data);
    }
  }

  private static Process start(Path data, int dashboard) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getenv("HERALD_HOME"), "herald").toString(),
                "demo",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(dashboard),
                "--office-port",
                Integer.toString(WatchedOffice.freePort())));
    for (String port :
        List.of("kafka.port", "kafka.controller-port", "elasticsearch.port", "postgresql.port"))
      command.addAll(List.of("--set", port + "=" + WatchedOffice.freePort()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("HERALD_MAIN", "HERALD_CLASSES"));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static long searchable(HttpClient http, int dashboard) throws IOException {
    try {
      return WatchedOffice.count(http, dashboard);
    } catch (ConnectException e) {
      return 0;
    }
  }

  private static void print(double first, long statements, ProcessHandle demo) throws IOException {
    Map<String, Memory> byProgram = new TreeMap<>();
    List<ProcessHandle> all = Stream.concat(Stream.of(demo), demo.descendants()).toList();
    for (ProcessHandle process : all)
      byProgram.merge(program(process), Memory.of(process.pid()), Memory::plus);
    Memory sum = byProgram.values().stream().reduce(new Memory(0, 0), Memory::plus);
    Table table = new Table();
    table.add("command to first statement searchable", first, "s", "under 40");
    table.add("statements searchable", (double) statements, "");
    byProgram.forEach(
        (program, memory) -> table.add("resident: " + program, memory.residentKib() / GIB, "GiB"));
    table.add(
        "resident, all, shared pages counted once each process", sum.residentKib() / GIB, "GiB");
    table.add(
        "resident, all, shared pages counted once", sum.shareKib() / GIB, "GiB", "under 1.8 GB");
    table.print();
  }

  private static String program(ProcessHandle process) throws IOException {
    Path command = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    String line = Files.readString(command).replace('\0', ' ').toLowerCase(Locale.ROOT);
    // Herald's own class path names every engine.
    if (line.contains("dev.herald.app.main")) return "Herald with Kafka";
    if (line.contains("postgres")) return "PostgreSQL";
    return line.contains("elasticsearch") ? "Elasticsearch" : "helpers";
  }

  /// Memory in KiB.
  ///
  /// @param residentKib every page the process sees
  /// @param shareKib pages it shares with others, such as PostgreSQL's buffers, divided among them
  private record Memory(long residentKib, long shareKib) {
    private static final Pattern LINE = Pattern.compile("(?m)^(Rss|Pss):\\s+(\\d+) kB");

    static Memory of(long pid) throws IOException {
      Map<String, Long> sums = new TreeMap<>();
      Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
      Matcher line = LINE.matcher(Files.readString(rollup));
      while (line.find()) sums.put(line.group(1), Long.parseLong(line.group(2)));
      return new Memory(sums.getOrDefault("Rss", 0L), sums.getOrDefault("Pss", 0L));
    }

    Memory plus(Memory other) {
      return new Memory(residentKib + other.residentKib, shareKib + other.shareKib);
    }
  }
}
