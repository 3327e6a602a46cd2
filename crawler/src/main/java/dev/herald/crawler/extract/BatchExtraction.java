package dev.herald.crawler.extract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.message.Block;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import dev.herald.crawler.extract.ExtractResult.NoStatement;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
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
/// or null), or `{"id", "error"}` (`id` null where none can be read); the batch goes on after an
/// error. Beside `published` stand, where there is something to say, `published_precision` `month`
/// (the date is the month's first day), `published_flags`, and `published_refused` with the reasons
/// for which a time was refused.
public final class BatchExtraction {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader WHOLE_LINE =
      JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /// A line holds an id, an address and a path.
  private static final int MAX_LINE_BYTES = 1 << 20;

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

  /// Reads a JSONL file to its end and writes one line for each of its lines that is not blank,
  /// whatever bytes that line holds.
  ///
  /// @throws IOException if the file cannot be read or the output not be written
  public void run(Path in, OutputStream out) throws IOException {
    Path file = in.toAbsolutePath();
    int cores = Runtime.getRuntime().availableProcessors();
    Deque<Future<String>> ahead = new ArrayDeque<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores);
        InputStream lines = new BufferedInputStream(Files.newInputStream(in))) {
      for (var line = nextLine(lines); line.isPresent(); line = nextLine(lines)) {
        byte[] task = line.get();
        if (new String(task, StandardCharsets.UTF_8).isBlank()) continue;
        ahead.add(workers.submit(() -> answer(task, file)));
        if (ahead.size() >= cores * AHEAD_PER_CORE) write(ahead.remove(), out);
      }
      while (!ahead.isEmpty()) write(ahead.remove(), out);
    }
    out.flush();
  }

  /// A line without its end, cut one byte past the limit; empty after the last.
  private static Optional<byte[]> nextLine(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) return Optional.empty();
    var line = new ByteArrayOutputStream();
    for (; next >= 0 && next != '\n'; next = in.read())
      if (line.size() <= MAX_LINE_BYTES) line.write(next);
    return Optional.of(line.toByteArray());
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

  private String answer(byte[] line, Path list) {
    try {
      JsonNode task = task(line);
      ObjectNode answer = JSON.createObjectNode();
      answer.set("id", task.get("id"));
      switch (extractor.extract(page(task, list), Hints.NONE)) {
        case Extracted found -> answer.setAll(fields(found));
        case NoStatement(String reason) -> answer.put("error", reason);
      }
      return answer.toString();
    } catch (JsonProcessingException e) {
      return error(id(line), "the line is not JSON in UTF-8: " + e.getOriginalMessage());
    } catch (IOException | RuntimeException e) {
      return error(id(line), Objects.requireNonNullElse(e.getMessage(), e.toString()));
    } catch (Error e) {
      // One page may exhaust the stack of its thread; the lines after it have their own.
      return error(id(line), "the page broke the extractor: " + e);
    }
  }

  private static String error(JsonNode id, String reason) {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("id", id);
    return answer.put("error", reason).toString();
  }

  private static JsonNode task(byte[] line) throws IOException {
    if (line.length > MAX_LINE_BYTES)
      throw new IOException("the line is over the limit of %d bytes".formatted(MAX_LINE_BYTES));
    JsonNode task = WHOLE_LINE.readTree(line);
    if (!task.isObject())
      throw new IOException("the line is no object; write {\"id\": …, \"html\": …}");
    return task;
  }

  /// The id of a line, which may break off or break later; null where none can be read.
  private static JsonNode id(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return NullNode.instance;
      for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        if (field.equals("id")) return parser.readValueAsTree();
        parser.skipChildren();
      }
      return NullNode.instance;
    } catch (IOException e) {
      return NullNode.instance;
    }
  }

  private PageContent page(JsonNode task, Path list) throws IOException {
    if (!task.path("html").isTextual())
      throw new IOException("the line has no \"html\"; give the path of the page");
    Path file = list.resolveSibling(task.get("html").textValue());
    Optional<String> url = Optional.ofNullable(task.path("url").textValue());
    try {
      return new PageContent(read(file), url, Optional.empty(), clock.instant());
    } catch (NoSuchFileException e) {
      throw new IOException(
          "%s: no such file; \"html\" is a path relative to %s".formatted(file, list.getParent()),
          e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": may not be read; see its permissions", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private ByteString read(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      byte[] bytes = in.readNBytes(maxPageBytes + 1);
      if (bytes.length > maxPageBytes)
        throw new IOException("page is over the limit of " + maxPageBytes + " bytes");
      return ByteString.of(bytes);
    }
  }

  /// What a line tells of a statement: `{"title", "published", "text", "language"}` and what stands
  /// beside `published`.
  public static ObjectNode fields(Extracted found) {
    ObjectNode fields = JSON.createObjectNode();
    fields.put("title", found.title());
    published(fields, found.published());
    String refused = found.extraction().chosenBy().get(ExtractResult.REFUSED_TIMES);
    if (refused != null) fields.put("published_refused", refused);
    fields.put(
        "text",
        found.blocks().stream()
            .filter(block -> block.zone().isBody())
            .map(Block::text)
            .collect(Collectors.joining("\n\n")));
    return fields.put("language", found.language());
  }

  private static void published(ObjectNode fields, PublicationTime time) {
    fields.put("published", time.isoDate().orElse(null));
    if (time.precision() == Precision.MONTH) fields.put("published_precision", "month");
    if (!time.flags().isEmpty())
      fields.set("published_flags", JSON.valueToTree(time.flags().stream().sorted().toList()));
  }
}
