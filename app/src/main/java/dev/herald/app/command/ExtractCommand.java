package dev.herald.app.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Hashes;
import dev.herald.crawler.extract.BatchExtraction;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import dev.herald.crawler.url.CanonicalUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "extract",
    description = "Extracts the statement of a stored page, or of many; starts no engine.",
    footer = {
      "",
      "Each input line of --batch is {\"id\",\"url\",\"html\"}; html is a path beside the file,"
          + " gzip when it ends in .gz. Each gives one line"
          + " {\"id\",\"title\",\"published\",\"text\",\"language\"} or {\"id\",\"error\"}, with"
          + " the id null where none can be read; blank lines give none.",
      "A FILE gives the same fields and url, and beside them the whole record as \"statement\".",
      "",
      "Examples:",
      "  herald extract --url https://www.example/press/1 page.html",
      "  curl -s https://www.example/press/1 | herald extract -",
      "  herald extract --batch pages.jsonl > statements.jsonl"
    })
final class ExtractCommand implements Callable<Integer> {
  @Option(names = "--url", description = "Where the page came from.")
  private @Nullable String url;

  @Option(names = "--batch", paramLabel = "IN.jsonl", description = "Many pages, one line each.")
  private @Nullable Path batch;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A page, or - for standard input.")
  private @Nullable String file;

  @Spec private @Nullable CommandSpec spec;

  /// Taken as of every command that prints data; this one prints nothing else.
  @Option(names = "--json", description = "Print JSON, as without it.")
  void json(boolean asked) {}

  @Override
  public Integer call() throws IOException {
    CommandLine command = Commands.spec(spec).commandLine();
    if (batch != null) {
      if (file != null || url != null)
        throw new CommandLine.ParameterException(
            command, "--batch takes no FILE and no --url: its lines name both");
      new BatchExtraction(new GeneralExtractor(), Clock.systemUTC(), StoredPage.MAX_BYTES)
          .run(batch, System.out);
      return ExitCode.OK;
    }
    if (file == null)
      throw new CommandLine.ParameterException(
          command, "give a FILE, - for standard input, or --batch IN.jsonl");
    Optional<HttpUrl> origin = StoredPage.origin(command, url);
    StoredPage page = StoredPage.read(file, origin.map(HttpUrl::toString));
    ExtractResult result =
        new GeneralExtractor()
            .extract(
                new PageContent(
                    page.bytes(), page.url(), Optional.empty(), Clock.systemUTC().instant()),
                Hints.NONE);
    return switch (result) {
      case ExtractResult.Extracted extracted -> {
        Output.json(command.getOut(), answer(origin, extracted));
        yield ExitCode.OK;
      }
      case ExtractResult.NoStatement(String reason) -> {
        command.getErr().println("no statement: " + reason);
        yield ExitCode.BAD_INPUT;
      }
    };
  }

  /// The fields of a batch's line, and the whole record beside them.
  private static ObjectNode answer(Optional<HttpUrl> origin, ExtractResult.Extracted extracted) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put(
        "id",
        origin.map(url -> Hashes.statementId(CanonicalUrl.canonical(url).toString())).orElse(null));
    answer.put("url", origin.map(HttpUrl::toString).orElse(null));
    answer.setAll(BatchExtraction.fields(extracted));
    return answer.putPOJO("statement", extracted);
  }
}
