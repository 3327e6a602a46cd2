package dev.herald.app.command;

import dev.herald.crawler.extract.BatchExtraction;
import dev.herald.crawler.extract.ExtractResult;
import dev.herald.crawler.extract.GeneralExtractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.extract.PageContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
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
      "Each input line of --batch is {\"id\",\"url\",\"html\"}; html is a path beside the file, gzip"
          + " when it ends in .gz. Each gives one line {\"id\",\"title\",\"published\",\"text\",\"language\"} or {\"id\",\"error\"}.",
      "",
      "Examples:",
      "  herald extract --url https://www.example/press/1 page.html",
      "  curl -s https://www.example/press/1 | herald extract -",
      "  herald extract --batch pages.jsonl > statements.jsonl"
    })
final class ExtractCommand implements Callable<Integer> {
  private static final int MAX_PAGE_BYTES = 20 << 20;

  @Option(names = "--url", description = "Where the page came from.")
  private @Nullable String url;

  @Option(names = "--batch", paramLabel = "IN.jsonl", description = "Many pages, one line each.")
  private @Nullable Path batch;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A page, or - for standard input.")
  private @Nullable String file;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var command = Commands.spec(spec).commandLine();
    if (batch != null) {
      new BatchExtraction(new GeneralExtractor(), Clock.systemUTC(), MAX_PAGE_BYTES)
          .run(batch, System.out);
      return ExitCode.OK;
    }
    if (file == null) {
      command.getErr().println("give a FILE, - for standard input, or --batch IN.jsonl");
      return ExitCode.USAGE;
    }
    ExtractResult result =
        new GeneralExtractor()
            .extract(
                new PageContent(
                    ByteString.of(read(file)),
                    Optional.ofNullable(url),
                    Optional.empty(),
                    Clock.systemUTC().instant()),
                Hints.NONE);
    return switch (result) {
      case ExtractResult.Extracted extracted -> {
        Output.json(command.getOut(), extracted);
        yield ExitCode.OK;
      }
      case ExtractResult.NoStatement(String reason) -> {
        command.getErr().println("no statement: " + reason);
        yield ExitCode.BAD_INPUT;
      }
    };
  }

  private static byte[] read(String file) throws IOException {
    if (file.equals("-")) return System.in.readNBytes(MAX_PAGE_BYTES);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return in.readNBytes(MAX_PAGE_BYTES);
    }
  }
}
