package dev.herald.indexer.match;

import dev.herald.config.message.Block;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Zone;
import dev.herald.config.rule.QueryNode;
import dev.herald.indexer.query.LuceneQuery;
import dev.herald.indexer.query.SearchableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.MatchesIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// Finds where the terms of queries stand in one revision: each term is a query of its own, asked
/// of the same fields in the same way as the whole, so that what is pointed at is what matched.
final class Explainer {
  private static final String BODY = "body";
  private static final String ATTACHMENT = "attachment";

  private final Revision revision;
  private final SearchableText text;
  private final IndexSearcher searcher;

  Explainer(Revision revision, SearchableText text, Document document, Analyzer analyzer) {
    this.revision = revision;
    this.text = text;
    this.searcher = MemoryIndex.fromDocument(document, analyzer, true, false).createSearcher();
  }

  /// A stretch of a field's text.
  private record Span(int start, int end) implements Comparable<Span> {
    @Override
    public int compareTo(Span other) {
      return start != other.start ? start - other.start : end - other.end;
    }
  }

  Explanation explain(QueryNode query) {
    List<MatchedTerm> terms = new ArrayList<>();
    OptionalInt inBody = OptionalInt.empty();
    OptionalInt inAttachments = OptionalInt.empty();
    for (QueryNode leaf : leaves(query).distinct().toList())
      for (var found : spans(leaf).entrySet()) {
        String field = found.getKey();
        SortedSet<Span> spans = found.getValue();
        terms.add(term(leaf, field, spans));
        int first = spans.getFirst().start();
        if (field.equals(BODY)) inBody = least(inBody, first);
        if (field.equals(ATTACHMENT)) inAttachments = least(inAttachments, first);
      }
    return new Explanation(terms, inBody, inAttachments);
  }

  private static OptionalInt least(OptionalInt known, int other) {
    return OptionalInt.of(Math.min(known.orElse(other), other));
  }

  /// The parts that a text can have: what it must not have is nowhere, and a range has no words.
  private static Stream<QueryNode> leaves(QueryNode node) {
    return switch (node) {
      case QueryNode.AllOf(var parts) -> parts.stream().flatMap(Explainer::leaves);
      case QueryNode.AnyOf(var parts) -> parts.stream().flatMap(Explainer::leaves);
      case QueryNode.Boosted(var part, _) -> leaves(part);
      case QueryNode.Term _, QueryNode.Phrase _, QueryNode.Prefix _ -> Stream.of(node);
      case QueryNode.Wildcard _, QueryNode.Fuzzy _ -> Stream.of(node);
      case QueryNode.MatchAll _, QueryNode.Not _, QueryNode.Range _ -> Stream.empty();
    };
  }

  private MatchedTerm term(QueryNode leaf, String field, SortedSet<Span> spans) {
    // Whole values have no place in a text: they are what they are.
    Stream<String> words =
        text.keywords().containsKey(stored(field))
            ? text.keywords().getOrDefault(stored(field), List.of()).stream()
            : spans.stream().map(span -> cut(read(field), span));
    return new MatchedTerm(
        WrittenTerm.of(leaf),
        field,
        field.equals(BODY) ? spans.stream().map(this::zone).distinct().toList() : List.of(),
        words.distinct().limit(MatchedTerm.MAX_WORDS).toList());
  }

  private static String cut(String text, Span span) {
    return text.substring(span.start(), span.end()).replaceAll("\\s+", " ");
  }

  /// Where a term stands, by the field as queries name it; without those that it is not in.
  private Map<String, SortedSet<Span>> spans(QueryNode leaf) {
    Map<String, SortedSet<Span>> spans = new LinkedHashMap<>();
    try {
      Weight weight =
          searcher.createWeight(
              searcher.rewrite(LuceneQuery.of(leaf)), ScoreMode.COMPLETE_NO_SCORES, 1);
      Matches matches = weight.matches(searcher.getLeafContexts().getFirst(), 0);
      if (matches == null) return spans;
      for (String stored : matches) {
        MatchesIterator each = matches.getMatches(stored);
        while (each != null && each.next())
          if (each.startOffset() >= 0)
            spans
                .computeIfAbsent(named(stored), _ -> new TreeSet<>())
                .add(new Span(each.startOffset(), each.endOffset()));
      }
      return spans;
    } catch (IOException e) {
      throw new UncheckedIOException("a revision in memory cannot be searched", e);
    }
  }

  /// The text that a field's offsets count in: it is the same for every language's analyzer.
  private String read(String field) {
    return text.words().entrySet().stream()
        .filter(words -> base(words.getKey()).equals(stored(field)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String stored(String field) {
    return field.equals(BODY) ? "text" : field.replace('-', '_');
  }

  private static String named(String stored) {
    String base = base(stored);
    return base.equals("text") ? BODY : base.replace('_', '-');
  }

  private static String base(String stored) {
    int dot = stored.indexOf('.');
    return dot < 0 ? stored : stored.substring(0, dot);
  }

  private String zone(Span span) {
    int start = 0;
    for (Block block : revision.statement().blocks()) {
      if (!block.zone().isBody()) continue;
      int end = start + block.text().length();
      if (span.start() < end) {
        int at = span.start() - start;
        boolean quoted =
            block.quotations().stream().anyMatch(said -> said.start() <= at && at < said.end());
        return (quoted ? Zone.QUOTE : block.zone()).name().toLowerCase(Locale.ROOT);
      }
      start = end + "\n\n".length();
    }
    return Zone.PARAGRAPH.name().toLowerCase(Locale.ROOT);
  }
}
