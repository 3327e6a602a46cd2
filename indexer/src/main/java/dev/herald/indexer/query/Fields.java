package dev.herald.indexer.query;

import dev.herald.config.language.LanguageAnalyzers;
import dev.herald.config.language.Languages;
import dev.herald.config.rule.QueryField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;

/// Which stored fields a query's field stands for, and how each is analyzed.
public final class Fields {
  /// Text of any language, words as written.
  public static final String ALL = "all";

  private static final String THAI = "th";
  private static final List<String> BY_LANGUAGE = List.of("title", "text", "quote");

  private Fields() {}

  /// The stored field of one language's words, such as `text.tr`.
  public static String of(String name, String language) {
    return name + "." + language;
  }

  /// Every stored field in which words of a query's text field are looked for.
  static List<String> words(QueryField field) {
    return switch (field) {
      case ANY ->
          Stream.of(languages("title"), languages("text"), List.of("attachment"))
              .flatMap(List::stream)
              .toList();
      case TITLE -> languages("title");
      case BODY -> languages("text");
      case QUOTE -> languages("quote");
      case SIGNATURE -> List.of("signature");
      case ATTACHMENT -> List.of("attachment");
      case BOILERPLATE -> List.of("boilerplate");
      case INSTITUTION -> List.of("institution.all");
      case SOURCE, COUNTRY, INSTITUTION_TYPE, LANGUAGE, TYPE, CAUSE, URL, ID, PUBLISHED ->
          throw new IllegalArgumentException(field + " is not a text field");
    };
  }

  /// The stored fields in which beginnings, patterns and near spellings are looked for: those whose
  /// words are as written.
  static List<String> unstemmed(QueryField field) {
    return switch (field) {
      case ANY -> List.of("title.all", "text.all", "attachment");
      case TITLE -> List.of("title.all");
      case BODY -> List.of("text.all");
      case QUOTE -> List.of("quote.all");
      default -> words(field);
    };
  }

  /// The stored fields in which words in quotes are looked for: those whose words are as written,
  /// and Thai, which only its own analyzer parts into words, and stems none of.
  static List<String> exact(QueryField field) {
    return switch (field) {
      case ANY ->
          Stream.of(exact(QueryField.TITLE), exact(QueryField.BODY), List.of("attachment"))
              .flatMap(List::stream)
              .toList();
      case TITLE, BODY, QUOTE ->
          Stream.concat(
                  unstemmed(field).stream(),
                  words(field).stream().filter(name -> name.endsWith("." + THAI)))
              .toList();
      default -> unstemmed(field);
    };
  }

  /// The stored field of whole values.
  static String keyword(QueryField field) {
    return switch (field) {
      case INSTITUTION_TYPE -> "institution_type";
      case SOURCE, COUNTRY, LANGUAGE, TYPE, CAUSE, URL, ID, PUBLISHED -> field.key();
      case ANY, TITLE, BODY, QUOTE, SIGNATURE, ATTACHMENT, BOILERPLATE, INSTITUTION ->
          throw new IllegalArgumentException(field + " is not a keyword field");
    };
  }

  /// The analyzer of every stored field, as the index template says.
  public static Analyzer analyzer() {
    Analyzer words = LanguageAnalyzers.create(LanguageAnalyzers.WORDS);
    Map<String, Analyzer> byField = new HashMap<>();
    Map<String, Analyzer> byName = new HashMap<>();
    Languages.analyzers()
        .forEach(
            (language, name) -> {
              Analyzer analyzer = byName.computeIfAbsent(name, LanguageAnalyzers::create);
              for (String field : BY_LANGUAGE) byField.put(of(field, language), analyzer);
            });
    for (String field : BY_LANGUAGE) byField.put(of(field, ALL), words);
    for (String field : List.of("signature", "attachment", "boilerplate", "institution.all"))
      byField.put(field, words);
    return new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), byField);
  }

  /// The stored fields that hold one text, `title`, `text` or `quote`, in every language.
  public static List<String> languages(String name) {
    List<String> fields = new ArrayList<>();
    fields.add(of(name, ALL));
    Languages.analyzers().keySet().stream().sorted().forEach(l -> fields.add(of(name, l)));
    return List.copyOf(fields);
  }
}
