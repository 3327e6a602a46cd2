package dev.herald.app.command;

import dev.herald.config.LoadedConfig;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.Crawls;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "overlap",
    description = {
      "Shows how many statements each discovery of a source has listed alone, and how many others"
          + " listed, too.",
      "Of sources with several discoveries, from their last visit by a Herald that runs."
    },
    footer = {
      "",
      "Examples:",
      "  herald sources overlap",
      "  herald sources overlap int-nato --json"
    })
final class SourcesOverlapCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Id of a source.")
  private @Nullable String source;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /// One discovery.
  ///
  /// @param alone statements that no other discovery of the source listed
  /// @param shared statements that others listed, too
  /// @param redundant whether it listed statements, and all of them are listed by others
  record Line(String source, String discovery, int alone, int shared, boolean redundant) {
    static Stream<Line> of(CrawlReport report) {
      return report.discoveries().orElse(List.of()).stream()
          .flatMap(
              one ->
                  one.overlap().stream()
                      .map(
                          overlap ->
                              new Line(
                                  report.sourceId(),
                                  one.url(),
                                  overlap.alone(),
                                  overlap.shared(),
                                  overlap.isRedundant())));
    }

    List<String> cells() {
      return List.of(
          source,
          Integer.toString(alone),
          Integer.toString(shared),
          redundant ? "redundant" : alone > 0 ? "needed" : "nothing yet",
          discovery);
    }
  }

  @Override
  public Integer call() {
    CommandLine command = Commands.spec(spec).commandLine();
    LoadedConfig config = options.load();
    List<String> ids =
        config.sources().stream()
            .map(Source::id)
            .filter(id -> source == null || id.equals(source))
            .toList();
    if (source != null && ids.isEmpty()) {
      command.getErr().println(SourcesCommand.missing(source));
      return ExitCode.NOT_FOUND;
    }
    Map<String, CrawlReport> reports = RunningEngines.crawls(config.herald(), Crawls::latest);
    List<Line> lines =
        ids.stream()
            .map(id -> Optional.ofNullable(reports.get(id)))
            .flatMap(Optional::stream)
            .flatMap(Line::of)
            .toList();
    PrintWriter out = command.getOut();
    if (json) Output.json(out, lines);
    else
      Output.table(
          out,
          List.of("SOURCE", "ALONE", "SHARED", "SO IT IS", "DISCOVERY"),
          lines.stream().map(Line::cells).toList());
    return ExitCode.OK;
  }
}
