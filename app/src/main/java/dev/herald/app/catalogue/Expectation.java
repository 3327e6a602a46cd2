package dev.herald.app.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.herald.config.language.Languages;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.extract.ExtractResult.Extracted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a source gave when it was added, kept in a file beside its own; what it must still give.
///
/// @param source the source's id
/// @param observed when it was added
/// @param samples how many pages are looked at, at least 1
/// @param items least that its discoveries name together
/// @param title least share of the pages that have a title, 0 to 1
/// @param date least share that are dated
/// @param body least share that have a text
/// @param languages that the pages may be in, BCP 47
public record Expectation(
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) LocalDate observed,
    @JsonProperty(required = true) int samples,
    @JsonProperty(required = true) int items,
    @JsonProperty(required = true) double title,
    @JsonProperty(required = true) double date,
    @JsonProperty(required = true) double body,
    @JsonProperty(required = true) List<String> languages) {
  /// How the names of the files end.
  public static final String SUFFIX = ".expected.json";

  private static final int MAX_DEPTH = 6;
  private static final long MAX_BYTES = 64 << 10;

  public Expectation {
    if (samples < 1) throw new IllegalArgumentException("samples must be at least 1");
    languages = List.copyOf(languages);
  }

  /// What falls short, each in a sentence; empty if all is as it was.
  public List<String> shortfalls(int named, List<Sampled> pages) {
    var shortfalls = new ArrayList<String>();
    if (named < items)
      shortfalls.add("it names %d statements, at least %d were expected".formatted(named, items));
    share("a title", title, pages, page -> page.statement().isPresent(), shortfalls);
    share("a date", date, pages, Sampled::hasDate, shortfalls);
    share("a text", body, pages, Sampled::hasBody, shortfalls);
    Set<String> strange =
        pages.stream()
            .flatMap(page -> page.statement().stream())
            .map(Extracted::language)
            .filter(language -> !language.equals("und") && !isExpected(language))
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    if (!strange.isEmpty())
      shortfalls.add(
          "pages are in %s, %s was expected"
              .formatted(String.join(", ", strange), String.join(", ", languages)));
    return shortfalls;
  }

  private boolean isExpected(String language) {
    return languages.stream()
        .anyMatch(known -> Languages.primary(known).equals(Languages.primary(language)));
  }

  private static void share(
      String what,
      double least,
      List<Sampled> pages,
      Predicate<Sampled> has,
      List<String> shortfalls) {
    long having = pages.stream().filter(has).count();
    if (!pages.isEmpty() && having < least * pages.size())
      shortfalls.add(
          "%d of %d pages have %s, at least %.0f %% were expected"
              .formatted(having, pages.size(), what, least * 100));
  }

  /// As it is written to its file.
  public String text() {
    try {
      return MessageCodec.mapper()
              .writerWithDefaultPrettyPrinter()
              .without(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
              .writeValueAsString(this)
          + "\n";
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("an expectation is JSON", e);
    }
  }

  /// Every expectation under a folder, by the id of its source.
  ///
  /// @throws UncheckedIOException naming a file that cannot be read as one
  public static Map<String, Expectation> findAll(Path folder) {
    if (!Files.isDirectory(folder)) return Map.of();
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted()
          .map(Expectation::read)
          .collect(Collectors.toMap(Expectation::source, it -> it, (first, _) -> first));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  private static Expectation read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) throw new IOException("is over 64 KiB");
      return MessageCodec.read(
          Files.readString(file).getBytes(StandardCharsets.UTF_8), Expectation.class);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
