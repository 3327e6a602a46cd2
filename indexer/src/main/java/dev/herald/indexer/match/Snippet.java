package dev.herald.indexer.match;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Revision;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryNode;
import dev.herald.config.rule.QueryParser;
import dev.herald.indexer.query.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// The words around the first hit of a rule, for people who read the alert.
final class Snippet {
  private static final int BEFORE = 90;
  private static final int LENGTH = 260;

  private Snippet() {}

  static String of(String query, Revision revision, Analyzer analyzer) {
    String text = revision.statement().text();
    String field = field(revision);
    if (text.isEmpty()) return revision.statement().title();
    Set<String> wanted = new HashSet<>();
    if (QueryParser.parseForRule(query) instanceof ParsedQuery.Valid(var node))
      collect(node, field, analyzer, wanted);
    int hit = firstHit(text, field, analyzer, wanted);
    int start = whole(text, Math.max(0, hit - BEFORE));
    int end = whole(text, Math.min(text.length(), start + LENGTH));
    String cut = text.substring(start, end).replaceAll("\\s+", " ").strip();
    return (start > 0 ? "… " : "") + cut + (end < text.length() ? " …" : "");
  }

  /// The index, or the one before it where it would cut a character in two.
  private static int whole(String text, int index) {
    boolean inside =
        index > 0
            && index < text.length()
            && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    return inside ? index - 1 : index;
  }

  private static String field(Revision revision) {
    String language = Languages.primary(revision.statement().language());
    return Fields.of("text", Languages.findAnalyzer(language).isPresent() ? language : Fields.ALL);
  }

  private static void collect(QueryNode node, String field, Analyzer analyzer, Set<String> wanted) {
    switch (node) {
      case QueryNode.AllOf(var parts) ->
          parts.forEach(part -> collect(part, field, analyzer, wanted));
      case QueryNode.AnyOf(var parts) ->
          parts.forEach(part -> collect(part, field, analyzer, wanted));
      case QueryNode.Boosted(var part, _) -> collect(part, field, analyzer, wanted);
      case QueryNode.Term(_, String text) -> addWords(text, field, analyzer, wanted);
      case QueryNode.Phrase(_, String text, _) -> addWords(text, field, analyzer, wanted);
      case QueryNode.Prefix(_, String text) -> addWords(text, field, analyzer, wanted);
      case QueryNode.Fuzzy(_, String text, _) -> addWords(text, field, analyzer, wanted);
      case QueryNode.MatchAll _, QueryNode.Not _, QueryNode.Wildcard _, QueryNode.Range _ -> {
        // Nothing in the text to point at.
      }
    }
  }

  private static void addWords(String text, String field, Analyzer analyzer, Set<String> wanted) {
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) wanted.add(term.toString());
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be analyzed", e);
    }
  }

  private static int firstHit(String text, String field, Analyzer analyzer, Set<String> wanted) {
    if (wanted.isEmpty()) return 0;
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      int hit = 0;
      while (tokens.incrementToken())
        if (wanted.contains(term.toString())) {
          hit = offset.startOffset();
          break;
        }
      tokens.end();
      return hit;
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be analyzed", e);
    }
  }
}
