package dev.herald.indexer.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.herald.config.language.LanguageAnalyzers;
import dev.herald.config.language.Languages;
import dev.herald.config.language.WordsAnalyzer;
import dev.herald.indexer.ledger.FellOut;
import dev.herald.indexer.ledger.VisitRule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the documents of each alias look like to Elasticsearch. Pure.
final class Mappings {
  /// Raised with every change that documents must be made anew for: a field of another type or
  /// analyzer, or a new one that the documents stored so far shall have too. What only later
  /// documents have is added to the index there is.
  static final int VERSION = 3;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Mappings() {}

  /// By alias.
  static SortedMap<String, ObjectNode> all() {
    return new TreeMap<>(
        Map.of(
            Indices.STATEMENTS,
            statementMapping(),
            Indices.REVISIONS,
            revisionMapping(),
            Indices.CRAWLS,
            crawlMapping()));
  }

  /// The analyzer of words as written, in parts that every Elasticsearch has.
  static ObjectNode analysis() {
    ObjectNode analysis = JSON.objectNode();
    ObjectNode words =
        analysis.putObject("analyzer").putObject(LanguageAnalyzers.WORDS).put("type", "custom");
    words.putArray("char_filter").add("apostrophes");
    words.put("tokenizer", "standard");
    words.putArray("filter").add("lowercase");
    ArrayNode mappings =
        analysis
            .putObject("char_filter")
            .putObject("apostrophes")
            .put("type", "mapping")
            .putArray("mappings");
    WordsAnalyzer.APOSTROPHES.forEach(apostrophe -> mappings.add(apostrophe + "=>\\u0020"));
    return analysis;
  }

  private static ObjectNode revisionMapping() {
    ObjectNode mapping = JSON.objectNode();
    mapping.put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    for (String field :
        List.of(
            "id",
            "url",
            "source",
            "country",
            "institution_type",
            "type",
            "language",
            "cause",
            "state",
            "revision_id",
            "precision",
            "same_text",
            "rules")) fields.putObject(field).put("type", "keyword").put("ignore_above", 8000);
    for (String field :
        List.of("published", "first_seen", "observed_at", "fetched_at", "indexed_at"))
      fields.putObject(field).put("type", "date");
    fields.putObject("number").put("type", "integer");
    fields.putObject("alerts").put("type", "integer");
    fields.putObject("replayed").put("type", "boolean");
    fields
        .putObject("institution")
        .putObject("properties")
        .putObject("name")
        .put("type", "keyword");
    fields.putObject("revision").put("type", "object").put("enabled", false);
    return mapping;
  }

  /// A revision's fields, and the words.
  private static ObjectNode statementMapping() {
    ObjectNode mapping = revisionMapping();
    ObjectNode fields = mapping.withObjectProperty("properties");
    fields
        .withObject("/institution/properties")
        .putObject("all")
        .put("type", "text")
        .put("analyzer", LanguageAnalyzers.WORDS);
    for (String field : List.of("title", "text", "quote")) {
      ObjectNode byLanguage = fields.putObject(field).putObject("properties");
      byLanguage.putObject("all").put("type", "text").put("analyzer", LanguageAnalyzers.WORDS);
      new TreeMap<>(Languages.analyzers())
          .forEach(
              (language, analyzer) ->
                  byLanguage.putObject(language).put("type", "text").put("analyzer", analyzer));
    }
    for (String field : List.of("signature", "attachment", "boilerplate"))
      fields.putObject(field).put("type", "text").put("analyzer", LanguageAnalyzers.WORDS);
    return mapping;
  }

  private static ObjectNode crawlMapping() {
    ObjectNode mapping = JSON.objectNode();
    mapping.put("dynamic", false);
    ObjectNode fields = mapping.putObject("properties");
    fields.putObject("source").put("type", "keyword");
    fields.putObject("outcome").put("type", "keyword");
    fields.putObject("troubles").put("type", "keyword");
    for (String field : List.of("started_at", "finished_at"))
      fields.putObject(field).put("type", "date");
    for (String field : List.of("listed", "fetched", "extracted", "published", "pages_read"))
      fields.putObject(field).put("type", "integer");
    ObjectNode fellOut = fields.putObject("fell_out").putObject("properties");
    for (FellOut stage : FellOut.values()) fellOut.putObject(stage.label()).put("type", "integer");
    ObjectNode balance = fields.putObject("balance").putObject("properties");
    for (VisitRule rule : VisitRule.values()) {
      ObjectNode figures = balance.putObject(rule.label()).putObject("properties");
      for (String side : List.of("expected", "found"))
        figures.putObject(side).put("type", "integer");
    }
    fields.putObject("report").put("type", "object").put("enabled", false);
    return mapping;
  }
}
