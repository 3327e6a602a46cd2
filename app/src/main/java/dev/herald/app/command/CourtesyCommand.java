package dev.herald.app.command;

import dev.herald.app.stack.StackException;
import dev.herald.config.Durations;
import dev.herald.config.HeraldConfig;
import dev.herald.config.LoadedConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.evidence.Courtesy;
import dev.herald.crawler.evidence.Courtesy.Day;
import dev.herald.crawler.fetch.DailyBounds;
import dev.herald.crawler.state.StoredRequests;
import dev.herald.crawler.url.CanonicalUrl;
import dev.herald.crawler.url.RegistrableDomain;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "courtesy",
    description = {
      "Shows what was asked of a publisher, day by day, from the archive; starts no engine.",
      "For the hosts that the source's settings name, and those below them.",
      "TAGGED are pages with an X-Robots-Tag or a robots meta element that asks for something.",
      "How much of today's requests is spent is known while PostgreSQL runs."
    },
    footer = {
      "",
      "Examples:",
      "  herald courtesy int-nato",
      "  herald courtesy int-nato --host media.example --json"
    })
final class CourtesyCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "SOURCE", description = "The source's id.")
  private String id = "";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Another host of the publisher; may be repeated.")
  private List<String> more = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /// What is printed as JSON.
  record Report(String source, NavigableSet<String> hosts, List<Day> days, List<Budget> budgets) {}

  /// A publisher's requests of a UTC day.
  ///
  /// @param used empty where PostgreSQL does not answer
  /// @param most 0 where there is no bound
  record Budget(String publisher, LocalDate day, Optional<Long> used, int most) {}

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    LoadedConfig config = options.load();
    Optional<Source> source = SourcesCommand.find(config.sources(), id);
    if (source.isEmpty()) {
      command.getErr().println(SourcesCommand.missing(id));
      return ExitCode.NOT_FOUND;
    }
    NavigableSet<String> hosts = hosts(source.get());
    for (String host : more) hosts.add(host(command, host));
    List<Day> days = Courtesy.of(EvidenceFolders.archive(config.herald()), hosts).days();
    List<Budget> budgets = budgets(config.herald(), hosts);
    if (json) Output.json(command.getOut(), new Report(id, hosts, days, budgets));
    else {
      Output.table(
          command.getOut(),
          List.of(
              "DATE",
              "REQUESTS",
              "BYTES",
              "304",
              "ERRORS",
              "429/503",
              "NO ANSWER",
              "TAGGED",
              "REFUSED",
              "LEAST GAP",
              "MEDIAN",
              "HOST"),
          days.stream().map(CourtesyCommand::cells).toList());
      budgets.forEach(budget -> print(command.getOut(), budget));
    }
    return ExitCode.OK;
  }

  /// A host as URLs have it, of a name in any spelling, or of an address of one of its pages.
  private static String host(CommandLine command, String text) {
    return CanonicalUrl.parse(text.contains("://") ? text : "https://" + text)
        .map(HttpUrl::host)
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    command, "--host: '%s' is no host; write media.example".formatted(text)));
  }

  /// Hosts that a source's settings name.
  private static NavigableSet<String> hosts(Source source) {
    NavigableSet<String> hosts = new TreeSet<>();
    Stream.concat(
            source.homepage().stream(), source.discovery().stream().map(Source.Discovery::url))
        .map(CanonicalUrl::parse)
        .flatMap(Optional::stream)
        .map(HttpUrl::host)
        .forEach(hosts::add);
    return hosts;
  }

  private static List<Budget> budgets(HeraldConfig config, NavigableSet<String> hosts)
      throws IOException {
    DailyBounds bounds = DailyBounds.of(config.fetch());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<Budget> budgets = new ArrayList<>();
    for (String publisher : publishers(hosts))
      budgets.add(
          new Budget(publisher, today, used(config, publisher, today), bounds.most(publisher)));
    return budgets;
  }

  private static NavigableSet<String> publishers(NavigableSet<String> hosts) {
    return hosts.stream()
        .map(host -> CanonicalUrl.parse("https://" + host))
        .flatMap(Optional::stream)
        .map(RegistrableDomain::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<Long> used(HeraldConfig config, String publisher, LocalDate day)
      throws IOException {
    try {
      return Optional.of(
          new StoredRequests(RunningEngines.postgresql(config)).used(publisher, day));
    } catch (StackException | JdbiException e) {
      // What the archive says is shown without it.
      return Optional.empty();
    }
  }

  private static void print(PrintWriter out, Budget budget) {
    String used = budget.used().map(count -> "%d spent".formatted(count)).orElse("spent unknown");
    String most = budget.most() == 0 ? "no bound" : "bound %d".formatted(budget.most());
    Output.field(
        out,
        "requests",
        "%s, %s UTC: %s, %s".formatted(budget.publisher(), budget.day(), used, most));
    out.flush();
  }

  private static List<String> cells(Day day) {
    return List.of(
        day.date().toString(),
        Long.toString(day.requests()),
        Long.toString(day.bytes()),
        Long.toString(day.notModified()),
        Long.toString(day.errors()),
        Long.toString(day.throttled()),
        Long.toString(day.unanswered()),
        Long.toString(day.tagged()),
        Long.toString(day.refused()),
        day.shortestGap().map(Durations::format).orElse(""),
        day.medianGap().map(Durations::format).orElse(""),
        day.host());
  }
}
