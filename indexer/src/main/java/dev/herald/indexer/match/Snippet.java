package dev.herald.indexer.match;

import dev.herald.config.language.Languages;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Statement.Attachment;
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
  private static final String ATTACHMENT = "attachment";

  private Snippet() {}

  /// The words around the first hit in the body, or else in an attachment; the body's beginning
  /// where the hit is elsewhere, and the title where there is no body.
  static String of(String query, Revision revision, Analyzer analyzer) {
    Statement statement = revision.statement();
    String field = field(revision);
    int hit = firstHit(statement.text(), field, analyzer, wanted(query, field, analyzer));
    if (hit >= 0) return around(statement.text(), hit);
    Set<String> wanted = wanted(query, ATTACHMENT, analyzer);
    for (Attachment file : statement.attachments()) {
      int inFile = firstHit(file.text(), ATTACHMENT, analyzer, wanted);
      if (inFile >= 0) return file.title() + ": " + around(file.text(), inFile);
    }
    return statement.text().isEmpty() ? statement.title() : around(statement.text(), 0);
  }

  private static Set<String> wanted(String query, String field, Analyzer analyzer) {
    Set<String> wanted = new HashSet<>();
    if (QueryParser.parseForRule(query) instanceof ParsedQuery.Valid(var node))
      collect(node, field, analyzer, wanted);
    return wanted;
  }

  private static String around(String text, int hit) {
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

  /// Where the first of the words stands; -1 if none does.
  private static int firstHit(String text, String field, Analyzer analyzer, Set<String> wanted) {
    if (wanted.isEmpty() || text.isEmpty()) return -1;
    try (TokenStream tokens = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      int hit = -1;
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
