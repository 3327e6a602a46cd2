package dev.herald.indexer.query;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Block;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be searched of a revision, by stored field: the one source of both engines' documents.
///
/// @param words text fields
/// @param keywords fields of whole values
/// @param published epoch milliseconds of [dev.herald.config.message.PublicationTime#ordering()];
///   empty where unknown
public record SearchableText(
    Map<String, String> words,
    Map<String, List<String>> keywords,
    java.util.OptionalLong published) {

  /// Takes a revision apart.
  public static SearchableText of(Revision revision) {
    Statement statement = revision.statement();
    Map<String, String> words = new LinkedHashMap<>();
    String language = Languages.primary(statement.language());
    put(words, "title", language, statement.title());
    put(words, "text", language, statement.text());
    put(words, "quote", language, quotations(statement));
    putIfAny(words, "signature", statement.text(zone -> zone == Zone.SIGNATURE));
    putIfAny(words, "attachment", attachments(statement));
    putIfAny(words, "boilerplate", statement.text(zone -> zone == Zone.BOILERPLATE));
    putIfAny(words, "institution.all", statement.institution());
    Map<String, List<String>> keywords = new LinkedHashMap<>();
    keywords.put("id", List.of(statement.id()));
    keywords.put("url", List.of(statement.url()));
    keywords.put("source", List.of(statement.sourceId()));
    keywords.put("country", List.of(statement.country()));
    keywords.put("institution_type", List.of(statement.institutionType()));
    keywords.put("type", List.of(statement.type().toLowerCase(Locale.ROOT)));
    keywords.put(
        "language",
        Stream.of(statement.language().toLowerCase(Locale.ROOT), language).distinct().toList());
    keywords.put("cause", List.of(revision.cause().name().toLowerCase(Locale.ROOT)));
    return new SearchableText(
        words,
        keywords,
        statement.published().ordering().stream().mapToLong(i -> i.toEpochMilli()).findFirst());
  }

  private static String quotations(Statement statement) {
    return statement.blocks().stream()
        .filter(block -> block.zone().isBody())
        .flatMap(SearchableText::quotations)
        .collect(Collectors.joining("\n"));
  }

  private static String attachments(Statement statement) {
    return statement.attachments().stream()
        .flatMap(file -> Stream.of(file.title(), file.text()))
        .filter(text -> !text.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> quotations(Block block) {
    if (block.zone() == Zone.QUOTE) return Stream.of(block.text());
    return block.quotations().stream()
        .filter(quotation -> quotation.end() <= block.text().length())
        .map(quotation -> block.text().substring(quotation.start(), quotation.end()));
  }

  private static void put(Map<String, String> words, String name, String language, String text) {
    putIfAny(words, Fields.of(name, Fields.ALL), text);
    if (Languages.findAnalyzer(language).isPresent())
      putIfAny(words, Fields.of(name, language), text);
  }

  private static void putIfAny(Map<String, String> words, String field, String text) {
    if (!text.isBlank()) words.put(field, text);
  }
}
