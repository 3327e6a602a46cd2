package dev.herald.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = "Pages per second of `herald extract --batch`, its start included.")
final class BatchSpeed implements Callable<Integer> {
  @Option(
      names = "--pages",
      required = true,
      description = "A JSONL file as herald extract --batch takes it.")
  private Path pages = Path.of("pages.jsonl");

  @Override
  public Integer call() throws Exception {
    List<Path> files = files();
    double parser = files.size() / parse(files);
    Path out = Files.createTempFile("herald-bench", ".jsonl");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getenv("HERALD_HOME"), "herald").toString(),
            "extract",
            "--batch",
            pages.toString());
    builder.environment().keySet().removeAll(List.of("HERALD_MAIN", "HERALD_CLASSES"));
    builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    Table table = new Table();
    try (Stream<String> lines = Files.lines(out)) {
      table.add("pages", (double) files.size(), "");
      table.add("lines written", (double) lines.count(), "", "= " + files.size());
    }
    Files.delete(out);
    table.add("herald extract --batch", files.size() / seconds, "pages/s", "at least 150");
    table.add("jsoup parse and text alone, all cores", parser, "pages/s");
    table.add("share of that floor", files.size() / seconds / parser, "");
    table.print();
    return code;
  }

  private List<Path> files() throws IOException {
    Path file = pages.toAbsolutePath();
    try (Stream<String> lines = Files.lines(pages)) {
      return lines.map(line -> file.resolveSibling(html(line))).toList();
    }
  }

  private static String html(String line) {
    try {
      JsonNode page = MessageCodec.mapper().readTree(line);
      return page.path("html").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Parses every page and takes its text, after one round to warm up.
  ///
  /// @return seconds
  private static double parse(List<Path> files) {
    files.parallelStream().limit(200).forEach(BatchSpeed::text);
    long start = System.nanoTime();
    files.parallelStream().forEach(BatchSpeed::text);
    return (System.nanoTime() - start) / 1e9;
  }

  private static int text(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (file.toString().endsWith(".gz"))
        bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      return Jsoup.parse(new ByteArrayInputStream(bytes), null, "").text().length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
