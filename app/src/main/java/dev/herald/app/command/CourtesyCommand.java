package dev.herald.app.command;

import dev.herald.config.Durations;
import dev.herald.config.LoadedConfig;
import dev.herald.config.source.Source;
import dev.herald.crawler.evidence.Courtesy;
import dev.herald.crawler.evidence.Courtesy.Day;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
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
      "For the hosts that the source's settings name, and those below them."
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
  record Report(String source, NavigableSet<String> hosts, List<Day> days) {}

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
    hosts.addAll(more);
    List<Day> days = Courtesy.of(EvidenceFolders.archive(config.herald()), hosts).days();
    if (json) Output.json(command.getOut(), new Report(id, hosts, days));
    else
      Output.table(
          command.getOut(),
          List.of(
              "DATE",
              "REQUESTS",
              "BYTES",
              "304",
              "ERRORS",
              "429/503",
              "REFUSED",
              "LEAST GAP",
              "MEDIAN",
              "HOST"),
          days.stream().map(CourtesyCommand::cells).toList());
    return ExitCode.OK;
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

  private static List<String> cells(Day day) {
    return List.of(
        day.date().toString(),
        Long.toString(day.requests()),
        Long.toString(day.bytes()),
        Long.toString(day.notModified()),
        Long.toString(day.errors()),
        Long.toString(day.throttled()),
        Long.toString(day.refused()),
        day.shortestGap().map(Durations::format).orElse(""),
        day.medianGap().map(Durations::format).orElse(""),
        day.host());
  }
}
