package dev.herald.app.command;

import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = "Searches the statements of a Herald that runs, the newest first.",
    footer = {
      "",
      "Examples:",
      "  herald search '\"interest rate\" AND country:TR'",
      "  herald search 'title:budget AND published:>=2024-01-15' -n 50 --json",
      "  herald search '*' --config data/demo/config --data data/demo"
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "QUERY", description = "In Herald's query language; * finds all.")
  private String query = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "Most statements shown, 1 to 100 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int limit;

  @Option(names = "--json", description = "Print JSON, with counts by field and over time.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Commands.spec(spec).commandLine();
    if (limit < 1 || limit > SearchRequest.MAX_SIZE)
      throw new CommandLine.ParameterException(
          command, "-n is 1 to 100, was %d; herald export gives all".formatted(limit));
    var request = SearchRequest.of(query, limit);
    return switch (RunningEngines.search(
        options.load().herald(), search -> search.search(request))) {
      case Search.Answer.Unreadable(var problems) -> {
        QueryPointer.print(command.getErr(), query, problems);
        yield ExitCode.BAD_INPUT;
      }
      case Search.Answer.Found(SearchResult result) -> {
        if (json) Output.json(command.getOut(), result);
        else print(command, result);
        yield ExitCode.OK;
      }
    };
  }

  private static void print(CommandLine command, SearchResult result) {
    if (!result.hits().isEmpty()) hits(command.getOut(), result);
    command
        .getErr()
        .printf(
            "%d of %d statements, in %d ms%n",
            result.hits().size(), result.total(), result.tookMillis());
  }

  /// A table of hits.
  static void hits(PrintWriter out, SearchResult result) {
    Output.table(
        out,
        List.of("PUBLISHED", "SOURCE", "LANGUAGE", "TITLE", "URL"),
        result.hits().stream()
            .map(
                hit ->
                    List.of(
                        hit.published().iso().orElse("?"),
                        hit.sourceId(),
                        hit.language(),
                        hit.title(),
                        hit.url()))
            .toList());
  }
}
