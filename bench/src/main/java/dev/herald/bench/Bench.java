package dev.herald.bench;

import dev.herald.app.run.Carriers;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program that runs benchmarks.
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = "Measures Herald; each benchmark prints one table.",
    subcommands = {
      Throughput.class,
      Latency.class,
      Footprint.class,
      BatchSpeed.class,
      ExtractionQuality.class,
      Year.class,
      ScheduleLag.class
    })
final class Bench {
  private Bench() {}

  /// Runs one benchmark.
  public static void main(String[] arguments) {
    Carriers.allow();
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }
}
