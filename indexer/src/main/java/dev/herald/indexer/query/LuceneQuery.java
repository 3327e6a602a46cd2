package dev.herald.indexer.query;

import dev.herald.config.rule.QueryField;
import dev.herald.config.rule.QueryNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.QueryBuilder;

/// The query tree as a Lucene query, for the matcher. Thread-safe.
public final class LuceneQuery {
  private static final Words WORDS = new Words();
  private static final Analyzer ANALYZER = Fields.analyzer();

  private LuceneQuery() {}

  /// A query that matches what the tree says.
  public static Query of(QueryNode node) {
    return switch (node) {
      case QueryNode.MatchAll _ -> new MatchAllDocsQuery();
      case QueryNode.AllOf(var parts) -> bool(parts, Occur.MUST);
      case QueryNode.AnyOf(var parts) -> bool(parts, Occur.SHOULD);
      case QueryNode.Not(var part) ->
          new BooleanQuery.Builder()
              .add(new MatchAllDocsQuery(), Occur.MUST)
              .add(of(part), Occur.MUST_NOT)
              .build();
      // Ranking means nothing to a rule.
      case QueryNode.Boosted(var part, _) -> of(part);
      case QueryNode.Term(var field, String text) ->
          isText(field) ? sideBySide(Fields.words(field), text, 0) : keyword(field, text);
      case QueryNode.Phrase(var field, String text, int slop) ->
          sideBySide(Fields.exact(field), text, slop);
      // No stored word begins with several: side by side, they are the beginning.
      case QueryNode.Prefix(var field, String text) when isText(field) && WORDS.isSeveral(text) ->
          sideBySide(Fields.exact(field), text, 0);
      case QueryNode.Prefix(var field, String text) ->
          written(field, name -> new PrefixQuery(new Term(name, normal(field, name, text))));
      case QueryNode.Wildcard(var field, String pattern) ->
          written(
              field,
              name ->
                  new WildcardQuery(
                      new Term(
                          name, isText(field) ? WORDS.normalPattern(name, pattern) : pattern)));
      case QueryNode.Fuzzy(var field, String text, int edits) ->
          written(
              field,
              name ->
                  new FuzzyQuery(
                      new Term(name, normal(field, name, text)),
                      edits,
                      0,
                      FuzzyQuery.defaultMaxExpansions,
                      true,
                      MultiTermQuery.CONSTANT_SCORE_REWRITE));
      case QueryNode.Range range -> range(range);
    };
  }

  private static Query bool(List<QueryNode> parts, Occur occur) {
    BooleanQuery.Builder bool = new BooleanQuery.Builder();
    parts.forEach(part -> bool.add(of(part), occur));
    return bool.build();
  }

  private static Query sideBySide(List<String> names, String text, int slop) {
    QueryBuilder builder = new QueryBuilder(ANALYZER);
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String name : names) {
      // Null where the analyzer leaves nothing: a stop word of that language.
      Query query = builder.createPhraseQuery(name, text, slop);
      if (query != null) any.add(query, Occur.SHOULD);
    }
    return any.build();
  }

  private static Query keyword(QueryField field, String value) {
    return new TermQuery(new Term(Fields.keyword(field), value));
  }

  private static Query range(QueryNode.Range range) {
    String field = Fields.keyword(range.field());
    if (range.field().kind() == QueryField.Kind.DATE)
      return LongPoint.newRangeQuery(
          field,
          range
              .from()
              .map(b -> Math.addExact(millis(b), b.inclusive() ? 0 : 1))
              .orElse(Long.MIN_VALUE),
          range
              .to()
              .map(b -> Math.addExact(millis(b), b.inclusive() ? 0 : -1))
              .orElse(Long.MAX_VALUE));
    return TermRangeQuery.newStringRange(
        field,
        range.from().map(QueryNode.Bound::value).orElse(null),
        range.to().map(QueryNode.Bound::value).orElse(null),
        range.from().map(QueryNode.Bound::inclusive).orElse(true),
        range.to().map(QueryNode.Bound::inclusive).orElse(true));
  }

  private static long millis(QueryNode.Bound bound) {
    return Instant.parse(bound.value()).toEpochMilli();
  }

  private static Query written(QueryField field, Function<String, Query> query) {
    if (!isText(field)) return query.apply(Fields.keyword(field));
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    Fields.unstemmed(field).forEach(name -> any.add(query.apply(name), Occur.SHOULD));
    return any.build();
  }

  private static String normal(QueryField field, String name, String text) {
    return isText(field) ? WORDS.normal(name, text) : text;
  }

  private static boolean isText(QueryField field) {
    return field.kind() == QueryField.Kind.TEXT;
  }
}
