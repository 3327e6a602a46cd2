package dev.herald.app.process;

import dev.herald.app.office.Oracle;
import dev.herald.app.process.RuleQueries.Query;
import dev.herald.config.language.LanguageAnalyzers;
import dev.herald.config.language.Languages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Queries for words that stand in a site's footer and, in no form, in what it publishes.
final class FooterQueries {
  private FooterQueries() {}

  /// One for each institution and language that has such a footer.
  static List<Query> of(Oracle oracle) throws IOException {
    Map<String, List<Oracle.Entry>> pages =
        oracle.statements().stream()
            .filter(entry -> entry.about().isPresent())
            .collect(
                Collectors.groupingBy(
                    entry -> entry.institution() + "-" + entry.language(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Query> queries = new ArrayList<>();
    for (List<Oracle.Entry> site : pages.values()) {
      Oracle.Entry any = site.getFirst();
      wordOfFooter(any.about().orElseThrow(), any.language(), text(site))
          .map(word -> "%s AND source:%s".formatted(word, any.institution()))
          .ifPresent(
              text -> queries.add(new Query("footer-" + queries.size(), any.language(), text, "")));
    }
    return queries;
  }

  private static Optional<String> wordOfFooter(String about, String language, String text)
      throws IOException {
    Set<String> published = stems(language, text);
    List<String> candidates = new ArrayList<>();
    for (String word : RuleQueries.words(about)) {
      Set<String> stems = stems(language, word);
      if (!stems.isEmpty() && Collections.disjoint(stems, published)) candidates.add(word);
    }
    return candidates.stream().max(Comparator.comparingInt(String::length));
  }

  private static String text(List<Oracle.Entry> site) {
    return site.stream()
        .flatMap(
            entry ->
                Stream.concat(
                    Stream.of(entry.latest().title()),
                    entry.latest().paragraphs().stream().map(Oracle.Paragraph::text)))
        .collect(Collectors.joining("\n"));
  }

  /// The words of a text in the form they are indexed in.
  private static Set<String> stems(String language, String text) throws IOException {
    String name =
        Languages.findAnalyzer(Languages.primary(language)).orElse(LanguageAnalyzers.WORDS);
    Set<String> stems = new HashSet<>();
    try (Analyzer analyzer = LanguageAnalyzers.create(name);
        TokenStream words = analyzer.tokenStream("text", text)) {
      CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
      words.reset();
      while (words.incrementToken()) stems.add(word.toString());
      words.end();
    }
    return stems;
  }
}
