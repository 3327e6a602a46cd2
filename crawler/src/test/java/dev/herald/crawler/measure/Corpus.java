package dev.herald.crawler.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.herald.config.message.MessageCodec;
import dev.herald.crawler.extract.Extractor;
import dev.herald.crawler.extract.Hints;
import dev.herald.crawler.measure.ExtractionScore.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The pages of a folder of corpora, of which people wrote down what they say.
///
/// @param pages of many sites (`extraction/gold.jsonl`)
/// @param official of official institutions, read closely (`official/gold.jsonl`)
/// @param unmarked further pages of such institutions (articles of `official/index.jsonl`)
/// @param marked ids of the official pages whose text was marked for this corpus
public record Corpus(
    List<GoldPage> pages, List<GoldPage> official, List<GoldPage> unmarked, Set<String> marked) {
  public Corpus {
    pages = List.copyOf(pages);
    official = List.copyOf(official);
    unmarked = List.copyOf(unmarked);
    marked = Set.copyOf(marked);
  }

  /// Whether a folder holds the corpora.
  public static boolean isIn(Path corpora) {
    return Files.isReadable(corpora.resolve("extraction/gold.jsonl"))
        && Files.isReadable(corpora.resolve("extraction/annotations.json"))
        && Files.isReadable(corpora.resolve("official/gold.jsonl"))
        && Files.isReadable(corpora.resolve("official/index.jsonl"));
  }

  /// Reads a folder of corpora.
  public static Corpus read(Path corpora) throws IOException {
    return new Corpus(
        pages(corpora.resolve("extraction/gold.jsonl"), "html", ""),
        pages(corpora.resolve("official/gold.jsonl"), "file", ""),
        pages(corpora.resolve("official/index.jsonl"), "file", "article"),
        marked(corpora.resolve("extraction/annotations.json")));
  }

  private static Set<String> marked(Path annotations) throws IOException {
    JsonNode marks = MessageCodec.mapper().readTree(annotations.toFile());
    Set<String> ids = new HashSet<>();
    marks.fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  /// Official press pages whose text was marked for this corpus, by hand.
  public List<GoldPage> press() {
    return pages.stream().filter(page -> marked.contains(page.gold().path("id").asText())).toList();
  }

  /// What an extractor reads of each page, nothing known of its site.
  public static List<Scored> readAll(Extractor extractor, List<GoldPage> pages) {
    return pages.parallelStream()
        .map(page -> new Scored(page, Answer.of(extractor.extract(page.content(), Hints.NONE))))
        .toList();
  }

  private static List<GoldPage> pages(Path list, String fileField, String kind) throws IOException {
    List<GoldPage> pages = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (line.isBlank()) continue;
      JsonNode gold = MessageCodec.mapper().readTree(line);
      if (gold.path("kind").asText("").equals(kind))
        pages.add(new GoldPage(gold, list.resolveSibling(gold.path(fileField).asText())));
    }
    return pages;
  }
}
