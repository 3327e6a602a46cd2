package dev.herald.app.command;

import dev.herald.app.catalogue.CatalogueCheck;
import dev.herald.app.catalogue.CheckOutcome;
import dev.herald.app.catalogue.Expectation;
import dev.herald.app.catalogue.Probe;
import dev.herald.app.catalogue.SourceCheck;
import dev.herald.app.catalogue.SourceReport;
import dev.herald.config.LoadedConfig;
import dev.herald.config.source.Source;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = {
      "Looks whether sources still answer: robots.txt, each feed, sitemap or listing, the age of its"
          + " newest statement, and one statement's page. Stores nothing, starts no engine.",
      "Outcomes: ok, forbidden, html-for-feed, guarded, script-only, nothing-listed, unreadable,"
          + " stale, below-expected, moved, certificate, robots, no-answer, http-error;"
          + " docs/sources.md says what helps. Ends with 0 only if all are ok."
    },
    footer = {
      "",
      "Examples:",
      "  herald sources check",
      "  herald sources check --country DE,FR --stale 30",
      "  herald sources check int-nato eu-ecb --json"
    })
final class SourcesCheckCommand implements Callable<Integer> {
  private static final int MAX_AT_ONCE = 64;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Only these sources, enabled or not (default: all that are enabled).")
  private List<String> ids = new ArrayList<>();

  @Mixin private SourcesCommand.Countries countries = new SourcesCommand.Countries();

  @Option(
      names = "--stale",
      paramLabel = "DAYS",
      description = "Age from which the newest statement is too old (default: ${DEFAULT-VALUE}).")
  private int maxAgeDays = 60;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Most sources looked at together, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int atOnce = 8;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandLine command = Commands.spec(spec).commandLine();
    if (atOnce < 1 || atOnce > MAX_AT_ONCE)
      throw new CommandLine.ParameterException(
          command, "--at-once must be 1 to %d, was %d".formatted(MAX_AT_ONCE, atOnce));
    LoadedConfig config = options.load();
    Optional<String> unknown =
        ids.stream().filter(id -> SourcesCommand.find(config.sources(), id).isEmpty()).findFirst();
    if (unknown.isPresent()) {
      command.getErr().println(Output.clean(SourcesCommand.missing(unknown.get())));
      return ExitCode.NOT_FOUND;
    }
    List<Source> chosen = config.sources().stream().filter(this::isChosen).toList();
    if (chosen.isEmpty()) {
      command.getErr().println("no source is chosen; see herald sources list");
      return ExitCode.NOT_FOUND;
    }
    List<SourceReport> reports = look(config, chosen, command.getErr());
    if (json) Output.json(command.getOut(), reports);
    else print(command.getOut(), reports);
    return verdict(reports, command.getErr());
  }

  private boolean isChosen(Source source) {
    if (!ids.isEmpty() && !ids.contains(source.id())) return false;
    if (ids.isEmpty() && !source.enabled()) return false;
    return countries.include(source);
  }

  private List<SourceReport> look(LoadedConfig config, List<Source> chosen, PrintWriter err)
      throws InterruptedException {
    var done = new AtomicInteger();
    Consumer<SourceReport> progress =
        report ->
            err.printf(
                "[%d/%d] %s: %s%n",
                done.incrementAndGet(), chosen.size(), report.id(), report.outcome().word());
    Map<String, Expectation> expectations =
        Expectation.findAll(options.folder().resolve("sources"));
    try (var check =
        new SourceCheck(config.herald(), Clock.systemUTC(), maxAgeDays, expectations)) {
      return new CatalogueCheck(check::look, atOnce).run(chosen, progress);
    }
  }

  private static void print(PrintWriter out, List<SourceReport> reports) {
    Output.table(
        out,
        List.of("ID", "OUTCOME", "NEWEST", "ITEMS", "FOUND"),
        reports.stream()
            .flatMap(report -> report.probes().stream().map(probe -> cells(report.id(), probe)))
            .toList());
  }

  private static List<String> cells(String id, Probe probe) {
    String found =
        probe.outcome() == CheckOutcome.OK
            ? probe.statement().map(Probe.Read::title).orElse("")
            : probe.detail();
    return List.of(
        id,
        probe.outcome().word(),
        probe.newest().map(LocalDate::toString).orElse("?"),
        Integer.toString(probe.items()),
        found);
  }

  private static int verdict(List<SourceReport> reports, PrintWriter err) {
    long fine = reports.stream().filter(report -> report.outcome() == CheckOutcome.OK).count();
    err.printf("%d of %d sources are ok%n", fine, reports.size());
    err.flush();
    return fine == reports.size() ? ExitCode.OK : ExitCode.FAILED;
  }
}
