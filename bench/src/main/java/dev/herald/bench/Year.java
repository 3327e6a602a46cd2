package dev.herald.bench;

import dev.herald.crawler.world.Score;
import dev.herald.crawler.world.Score.What;
import dev.herald.crawler.world.SimulatedWorld;
import dev.herald.crawler.world.SimulatedWorld.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "year",
    mixinStandardHelpOptions = true,
    description = {
      "A simulated year of press offices under the crawler's real decisions: bursts, edits,",
      "withdrawals, validators that lie, outages, nights in which clocks change."
    })
final class Year implements Callable<Integer> {
  /// Offices of one world, which runs from beginning to end before the next: bounds the memory.
  private static final int AT_ONCE = 10;

  @Option(
      names = "--sources",
      description = "How many press offices (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int sources;

  @Option(
      names = "--first",
      description =
          "Number of the first press office, in tens: what befalls one depends on those before it"
              + " in its ten (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private int first;

  @Option(
      names = "--days",
      description = "How long they are watched (default: ${DEFAULT-VALUE}).",
      defaultValue = "365")
  private int days;

  @Option(
      names = "--busiest",
      description =
          "The most statements that an office publishes on an ordinary working day, at least 0.2"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "8")
  private double busiest;

  @Option(
      names = "--every",
      description =
          "Time between two visits of a source, as PT15M or PT4H (default: ${DEFAULT-VALUE}).")
  private Duration every = Duration.ofMinutes(15);

  @Option(
      names = "--seed",
      description = "Of everything that happens (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Override
  public Integer call() throws Exception {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Instant end = start.plus(Duration.ofDays(days));
    long begun = System.nanoTime();
    Score score = new Score();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Score>> worlds = new ArrayList<>();
      for (int done = 0; done < sources; done += AT_ONCE) {
        int from = first + done;
        int count = Math.min(AT_ONCE, sources - done);
        Extent extent = new Extent(seed, from, count, busiest, start, end);
        worlds.add(threads.submit(() -> new SimulatedWorld(extent, every).run()));
      }
      for (Future<Score> world : worlds) {
        world.get().examples().forEach(System.out::println);
        score.add(world.get());
      }
    }
    table(score, (System.nanoTime() - begun) / 1e9).print();
    return score.examples().isEmpty() ? 0 : 1;
  }

  private Table table(Score score, double seconds) {
    Table table = new Table();
    table.add("press offices", sources, "");
    table.add("days", days, "");
    table.add("visited every", (double) every.toMinutes(), "min");
    table.add("statements on a working day, at most", busiest, "");
    table.add("visits", (double) score.count(What.VISITS), "");
    table.add("statements listed", (double) score.count(What.LISTED), "");
    table.add("statements found", (double) score.count(What.FOUND), "");
    table.add(
        "missed though two polls listed them and their pages could be read",
        (double) score.count(What.MISSED),
        "",
        "= 0");
    table.add("published to fetched, p50", minutes(score.latency(0.5)), "min");
    table.add("published to fetched, p99", minutes(score.latency(0.99)), "min");
    table.add("edits found", (double) score.count(What.EDITS), "");
    table.add("edited to fetched, p50", minutes(score.editLatency(0.5)), "min");
    table.add("false edits", (double) score.count(What.FALSE_EDITS), "", "= 0");
    table.add("withdrawals found", (double) score.count(What.WITHDRAWALS), "");
    table.add("false withdrawals", (double) score.count(What.FALSE_WITHDRAWALS), "", "= 0");
    table.add("returns found", (double) score.count(What.RETURNS), "");
    table.add("gone for good at the end", (double) score.count(What.GONE), "");
    table.add("of these known to be gone", (double) score.count(What.GONE_KNOWN), "");
    table.add("wrong revisions of any kind", (double) score.count(What.WRONG), "", "= 0");
    table.add("impolite requests", (double) score.count(What.IMPOLITE), "", "= 0");
    table.add("requests", (double) score.count(What.REQUESTS), "");
    table.add(
        "requests per statement found",
        (double) score.count(What.REQUESTS) / Math.max(1, score.count(What.FOUND)),
        "");
    table.add("took", seconds, "s");
    return table;
  }

  private static double minutes(Duration time) {
    return time.toSeconds() / 60.0;
  }
}
