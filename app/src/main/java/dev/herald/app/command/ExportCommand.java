package dev.herald.app.command;

import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Statement;
import dev.herald.dashboard.api.Csv;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import java.io.PrintWriter;
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
    name = "export",
    description = "Prints every statement that a query finds, as its latest revision reads.",
    footer = {
      "",
      "Examples:",
      "  herald export > statements.jsonl",
      "  herald export 'country:TR AND published:[2024-01 TO 2024-03]' --format csv > tr.csv"
    })
final class ExportCommand implements Callable<Integer> {
  /// How statements are written.
  enum Format {
    jsonl,
    csv
  }

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "In Herald's query language (default: every statement).")
  private String query = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
      defaultValue = "jsonl")
  private Format format = Format.jsonl;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Commands.spec(spec).commandLine();
    var rows = new Rows(command.getOut(), format);
    Search.Answer answer =
        RunningEngines.search(
            options.load().herald(),
            search -> search.export(SearchRequest.of(query, 0), rows::print));
    return switch (answer) {
      case Search.Answer.Unreadable(var problems) -> {
        QueryPointer.print(command.getErr(), query, problems);
        yield ExitCode.BAD_INPUT;
      }
      case Search.Answer.Found(var result) -> {
        rows.begin();
        if (command.getOut().checkError()) {
          command.getErr().println("standard output was closed before everything was written");
          yield ExitCode.FAILED;
        }
        command.getErr().printf("%d statements%n", result.total());
        yield ExitCode.OK;
      }
    };
  }

  /// Writes statements as they come; the header waits for the first, so that none precedes an
  /// error.
  private static final class Rows {
    private final PrintWriter out;
    private final Format format;
    private boolean begun;

    Rows(PrintWriter out, Format format) {
      this.out = out;
      this.format = format;
    }

    void begin() {
      if (!begun && format == Format.csv) out.print(Csv.HEADER);
      begun = true;
    }

    void print(Statement statement) {
      begin();
      out.print(
          switch (format) {
            case jsonl -> MessageCodec.writeText(statement) + "\n";
            case csv -> Csv.row(statement);
          });
    }
  }
}
