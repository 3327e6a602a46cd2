package dev.herald.crawler.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import okio.ByteString;

/// Extracts the pages a JSONL file lists, on all cores, in the order of its lines, in bounded
/// memory.
///
/// Each line `{"id", "url", "html"}` (`html` is a path relative to the file, gzip when it ends in
/// `.gz`; `url` may be null) gives one line `{"id", "title", "published", "text", "language"}`
/// (`published` an ISO 8601 date or date-time, without an offset where the page's zone is unknown,
/// or null), or `{"id", "error"}`; the batch goes on after an error. Beside `published` stand,
/// where there is something to say, `published_precision` `month` (the date is the month's first
/// day), `published_flags`, and `published_refused` with the reasons for which a time was refused.
public final class BatchExtraction {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AHEAD_PER_CORE = 8;

  private final Extractor extractor;
  private final InstantSource clock;
  private final int maxPageBytes;

  /// @param clock tells when the pages are taken to be fetched
  /// @param maxPageBytes longest page after decompression; a longer one is an error
  public BatchExtraction(Extractor extractor, InstantSource clock, int maxPageBytes) {
    this.extractor = extractor;
    this.clock = clock;
    this.maxPageBytes = maxPageBytes;
  }

  /// Reads a JSONL file to its end and writes one line for each of its lines that is not blank.
  ///
  /// @throws IOException if the file cannot be read or the output not be written
  public void run(Path in, OutputStream out) throws IOException {
    Path file = in.toAbsolutePath();
    int cores = Runtime.getRuntime().availableProcessors();
    Deque<Future<String>> ahead = new ArrayDeque<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores);
        BufferedReader lines = Files.newBufferedReader(in)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank()) continue;
        String task = line;
        ahead.add(workers.submit(() -> answer(task, file)));
        if (ahead.size() >= cores * AHEAD_PER_CORE) write(ahead.remove(), out);
      }
      while (!ahead.isEmpty()) write(ahead.remove(), out);
    }
    out.flush();
  }

  private static void write(Future<String> answer, OutputStream out) throws IOException {
    try {
      out.write((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the batch was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a line's answer holds its own error", e.getCause());
    }
  }

  private String answer(String line, Path list) {
    ObjectNode answer = JSON.createObjectNode();
    try {
      JsonNode task = JSON.readTree(line);
      answer.set("id", task.get("id"));
      fill(answer, page(task, list));
    } catch (IOException | RuntimeException e) {
      answer.put("error", String.valueOf(e.getMessage()));
    }
    return answer.toString();
  }

  private PageContent page(JsonNode task, Path list) throws IOException {
    if (!task.path("html").isTextual())
      throw new IOException("the line has no \"html\"; give the path of the page");
    Path file = list.resolveSibling(task.get("html").textValue());
    ByteString bytes = read(file);
    Optional<String> url = Optional.ofNullable(task.path("url").textValue());
    Instant now = clock.instant();
    return new PageContent(bytes, url, Optional.empty(), now);
  }

  private ByteString read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = in.readNBytes(maxPageBytes + 1);
      if (bytes.length > maxPageBytes)
        throw new IOException(file + ": page is over the limit of " + maxPageBytes + " bytes");
      return ByteString.of(bytes);
    }
  }

  private void fill(ObjectNode answer, PageContent page) {
    switch (extractor.extract(page, Hints.NONE)) {
      case Extracted found -> {
        answer.put("title", found.title());
        published(answer, found.published());
        String refused = found.extraction().chosenBy().get(ExtractResult.REFUSED_TIMES);
        if (refused != null) answer.put("published_refused", refused);
        answer.put(
            "text",
            found.blocks().stream()
                .filter(block -> block.zone().isBody())
                .map(Block::text)
                .collect(Collectors.joining("\n\n")));
        answer.put("language", found.language());
      }
      case NoStatement(String reason) -> answer.put("error", reason);
    }
  }

  private static void published(ObjectNode answer, PublicationTime time) {
    answer.put("published", time.isoDate().orElse(null));
    if (time.precision() == Precision.MONTH) answer.put("published_precision", "month");
    if (!time.flags().isEmpty())
      answer.set("published_flags", JSON.valueToTree(time.flags().stream().sorted().toList()));
  }
}
