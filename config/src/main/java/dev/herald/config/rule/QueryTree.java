package dev.herald.config.rule;

import dev.herald.config.Suggestions;
import dev.herald.config.language.WordsAnalyzer;
import dev.herald.config.message.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BoostQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FuzzyQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode.Modifier;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.SlopQueryNode;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;

/// Turns the grammar's tree into ours: names fields, checks values, keeps all problems.
///
/// The grammar's tree is only as deep as the groups that [QueryScanner] counted, so recursion is
/// bounded.
final class QueryTree {
  private static final Comparator<QueryProblem> BY_POSITION =
      Comparator.comparingInt(QueryProblem::position);
  private static final String DATE_HINT =
      "write 2024, 2024-01, 2024-01-31 or \"2024-01-31T10:00Z\"";

  private static final List<String> CAUSES =
      Arrays.stream(Cause.values())
          .map(cause -> cause.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableList());
  private static final int MAX_SLOP = 100;
  private static final float MAX_BOOST = 1_000;

  private final String query;
  private final boolean rule;
  private final List<QueryProblem> problems = new ArrayList<>();
  private int clauses;
  private int searchFrom;

  QueryTree(String query, boolean rule) {
    this.query = query;
    this.rule = rule;
  }

  ParsedQuery toParsedQuery(
      org.apache.lucene.queryparser.flexible.core.nodes.QueryNode grammarTree) {
    QueryNode node = node(grammarTree);
    if (clauses > QueryParser.MAX_CLAUSES)
      problem(
          1,
          "the query has %d clauses, over the limit of %d"
              .formatted(clauses, QueryParser.MAX_CLAUSES),
          "split it into several rules");
    return problems.isEmpty()
        ? new ParsedQuery.Valid(node)
        : new ParsedQuery.Invalid(problems.stream().sorted(BY_POSITION).distinct().toList());
  }

  private QueryNode node(org.apache.lucene.queryparser.flexible.core.nodes.QueryNode node) {
    return switch (node) {
      case GroupQueryNode group -> node(group.getChild());
      case OrQueryNode or -> anyOf(or);
      case AndQueryNode and -> allOf(and);
      case BooleanQueryNode sideBySide -> allOf(sideBySide);
      case ModifierQueryNode modified -> modified(modified);
      case BoostQueryNode boosted -> boosted(boosted);
      case SlopQueryNode slop -> slop(slop);
      case TermRangeQueryNode range -> range(range);
      case FuzzyQueryNode fuzzy -> fuzzy(fuzzy);
      case QuotedFieldQueryNode quoted -> phrase(quoted, 0);
      case FieldQueryNode term -> term(term);
      default -> {
        clauses++;
        problem(
            1,
            "the query uses a form that Herald does not know",
            "use words, phrases, * and ?, ~, ranges, fields and AND, OR, NOT");
        yield new QueryNode.MatchAll();
      }
    };
  }

  private QueryNode allOf(BooleanQueryNode node) {
    List<QueryNode> parts = node.getChildren().stream().map(this::node).toList();
    return parts.size() == 1 ? parts.getFirst() : new QueryNode.AllOf(parts);
  }

  /// `a OR b`; where a part is marked `+`, that part must match and the rest only ranks.
  private QueryNode anyOf(BooleanQueryNode node) {
    List<QueryNode> must = new ArrayList<>();
    List<QueryNode> may = new ArrayList<>();
    for (var child : node.getChildren()) {
      boolean required =
          child instanceof ModifierQueryNode m && m.getModifier() == Modifier.MOD_REQ;
      (required ? must : may).add(node(child));
    }
    if (must.isEmpty()) return may.size() == 1 ? may.getFirst() : new QueryNode.AnyOf(may);
    if (!may.isEmpty()) {
      may.add(new QueryNode.MatchAll());
      must.add(new QueryNode.AnyOf(may));
    }
    return must.size() == 1 ? must.getFirst() : new QueryNode.AllOf(must);
  }

  private QueryNode modified(ModifierQueryNode node) {
    QueryNode part = node(node.getChild());
    return switch (node.getModifier()) {
      case MOD_NOT -> new QueryNode.Not(part);
      case MOD_REQ, MOD_NONE -> part;
    };
  }

  private QueryNode boosted(BoostQueryNode node) {
    QueryNode part = node(node.getChild());
    float boost = node.getValue();
    if (boost > 0 && boost <= MAX_BOOST) return new QueryNode.Boosted(part, boost);
    problem(1, "a boost must be above 0 and at most 1000, was " + boost, "write ^2");
    return part;
  }

  private QueryNode slop(SlopQueryNode node) {
    int slop = node.getValue();
    if (slop < 0 || slop > MAX_SLOP)
      problem(1, "a phrase may be loosened by 0 to 100 words, not " + slop, "write \"…\"~5");
    return node.getChild() instanceof FieldQueryNode phrase
        ? phrase(phrase, slop)
        : node(node.getChild());
  }

  private QueryNode term(FieldQueryNode node) {
    int at = leaf(node);
    String text = node.getTextAsString();
    if (isEverything(node)) return new QueryNode.MatchAll();
    QueryField field = field(node, at);
    if (!hasWildcard(node.getText())) return value(field, text, at);
    if (field.kind() == QueryField.Kind.DATE) {
      problem(at, "'%s' is not a date".formatted(text), DATE_HINT);
      return new QueryNode.MatchAll();
    }
    if (isWildcard(node.getText(), 0))
      problem(
          at,
          "a word must not begin with a wildcard, because every word of the index would be tried",
          "begin with at least one letter");
    return afterApostrophe(field, node.getText(), QueryTree::pattern);
  }

  /// Of words with an apostrophe, which parts them, the last in `form` and those before it as they
  /// are written.
  private static QueryNode afterApostrophe(
      QueryField field, CharSequence text, BiFunction<QueryField, CharSequence, QueryNode> form) {
    int last = -1;
    for (String apostrophe : WordsAnalyzer.APOSTROPHES)
      last = Math.max(last, text.toString().lastIndexOf(apostrophe));
    CharSequence before = text.subSequence(0, Math.max(0, last));
    boolean parted =
        field.kind() == QueryField.Kind.TEXT
            && last > 0
            && last + 1 < text.length()
            && !isWildcard(text, last + 1)
            && !hasWildcard(before);
    if (!parted) return form.apply(field, text);
    QueryNode tail = form.apply(field, text.subSequence(last + 1, text.length()));
    return new QueryNode.AllOf(List.of(new QueryNode.Phrase(field, before.toString(), 0), tail));
  }

  private static QueryNode pattern(QueryField field, CharSequence text) {
    int last = text.length() - 1;
    boolean prefix = text.charAt(last) == '*' && isWildcard(text, last);
    for (int i = 0; i < last && prefix; i++) prefix = !isWildcard(text, i);
    if (prefix)
      return new QueryNode.Prefix(field, normalise(field, text.toString().substring(0, last)));
    var pattern = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '*' || c == '?' || c == '\\') && !isWildcard(text, i)) pattern.append('\\');
      pattern.append(c);
    }
    return new QueryNode.Wildcard(field, normalise(field, pattern.toString()));
  }

  private QueryNode phrase(FieldQueryNode node, int slop) {
    int at = leaf(node);
    QueryField field = field(node, at);
    String text = node.getTextAsString();
    if (text.isBlank()) {
      problem(at, "the phrase is empty", "write its words, or drop it");
      return new QueryNode.MatchAll();
    }
    return field.kind() == QueryField.Kind.TEXT
        ? new QueryNode.Phrase(field, text, slop)
        : value(field, text, at);
  }

  private QueryNode fuzzy(FuzzyQueryNode node) {
    int at = leaf(node);
    QueryField field = field(node, at);
    String text = node.getTextAsString();
    float edits = node.getSimilarity();
    if (field.kind() == QueryField.Kind.DATE || (edits != 0 && edits != 1 && edits != 2)) {
      problem(at, "'~%s' is not a spelling distance".formatted(edits), "write word~1 or word~2");
      return new QueryNode.MatchAll();
    }
    return edits == 0
        ? value(field, text, at)
        : afterApostrophe(
            field,
            text,
            (of, word) -> new QueryNode.Fuzzy(of, normalise(of, word.toString()), (int) edits));
  }

  private QueryNode range(TermRangeQueryNode node) {
    int at = leaf(node.getLowerBound());
    QueryField field = field(node.getLowerBound(), at);
    Optional<QueryNode.Bound> from = bound(node.getLowerBound(), node.isLowerInclusive());
    Optional<QueryNode.Bound> to = bound(node.getUpperBound(), node.isUpperInclusive());
    if (from.isEmpty() && to.isEmpty()) {
      problem(at, "a range needs at least one end", "write [2024-01-01 TO *]");
      return new QueryNode.MatchAll();
    }
    return switch (field.kind()) {
      case KEYWORD ->
          new QueryNode.Range(
              field, from.map(b -> normalise(field, b)), to.map(b -> normalise(field, b)));
      case DATE ->
          new QueryNode.Range(
              field,
              from.flatMap(b -> date(b.value(), at).map(d -> b.inclusive() ? d.from() : d.after())),
              to.flatMap(
                  b -> date(b.value(), at).map(d -> b.inclusive() ? d.until() : d.before())));
      case TEXT -> {
        problem(
            at,
            "words have no order that a range could use",
            "ranges work on published, and on fields with whole values such as source");
        yield new QueryNode.MatchAll();
      }
    };
  }

  private static Optional<QueryNode.Bound> bound(FieldQueryNode node, boolean inclusive) {
    String text = node.getTextAsString().strip();
    return text.isEmpty() || text.equals("*")
        ? Optional.empty()
        : Optional.of(new QueryNode.Bound(text, inclusive));
  }

  private QueryNode value(QueryField field, String text, int at) {
    return switch (field.kind()) {
      case TEXT -> new QueryNode.Term(field, text);
      case KEYWORD -> {
        String value = normalise(field, text);
        if (field == QueryField.CAUSE && !CAUSES.contains(value))
          problem(
              at, "'%s' is not a cause".formatted(text), "causes are " + String.join(", ", CAUSES));
        yield new QueryNode.Term(field, value);
      }
      case DATE ->
          date(text, at)
              .<QueryNode>map(
                  d -> new QueryNode.Range(field, Optional.of(d.from()), Optional.of(d.until())))
              .orElseGet(QueryNode.MatchAll::new);
    };
  }

  private Optional<QueryDate> date(String text, int at) {
    Optional<QueryDate> date = QueryDate.find(text);
    if (date.isEmpty())
      problem(
          at,
          text.startsWith("now")
              ? "'%s' moves with the clock, which a saved query must not".formatted(text)
              : "'%s' is not a date".formatted(text),
          DATE_HINT);
    return date;
  }

  private QueryField field(FieldQueryNode node, int at) {
    String name = node.getFieldAsString();
    if (name.isEmpty()) return QueryField.ANY;
    Optional<QueryField> field = QueryField.find(name);
    if (field.isEmpty()) {
      problem(at, "there is no field '%s'".formatted(name), fieldHint(name));
      return QueryField.ANY;
    }
    if (rule && field.get() == QueryField.BOILERPLATE)
      problem(
          at,
          "boilerplate stands on every page of a source and never alerts",
          "drop boilerplate: from the rule; it works in a search");
    return field.get();
  }

  private static String fieldHint(String name) {
    List<String> known =
        Arrays.stream(QueryField.values())
            .filter(f -> f != QueryField.ANY)
            .map(QueryField::key)
            .toList();
    return Suggestions.closest(name, known)
        .map("did you mean %s?"::formatted)
        .orElseGet(
            () ->
                "fields are %s; quote words that contain a colon"
                    .formatted(String.join(", ", known)));
  }

  /// Counts one leaf and says where it stands, from 1. The grammar gives offsets only for some
  /// leaves, so the text is looked for after the leaf before it.
  private int leaf(FieldQueryNode node) {
    clauses++;
    String text = node.getTextAsString();
    String field = node.getFieldAsString();
    int at = field.isEmpty() ? -1 : query.indexOf(field, searchFrom);
    String found = at < 0 ? (text.isBlank() ? "\"" : text) : field;
    if (at < 0) at = query.indexOf(found, searchFrom);
    if (at < 0) return Math.min(searchFrom, query.length() - 1) + 1;
    searchFrom = at + found.length();
    return at + 1;
  }

  private void problem(int position, String reason, String hint) {
    problems.add(new QueryProblem(position, reason, hint));
  }

  private static QueryNode.Bound normalise(QueryField field, QueryNode.Bound bound) {
    return new QueryNode.Bound(normalise(field, bound.value()), bound.inclusive());
  }

  private static String normalise(QueryField field, String value) {
    return switch (field) {
      case COUNTRY -> value.toUpperCase(Locale.ROOT);
      case LANGUAGE, CAUSE, TYPE, INSTITUTION_TYPE, ID -> value.toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  private static boolean isEverything(FieldQueryNode node) {
    return node.getTextAsString().equals("*")
        && isWildcard(node.getText(), 0)
        && (node.getFieldAsString().isEmpty() || node.getFieldAsString().equals("*"));
  }

  private static boolean hasWildcard(CharSequence text) {
    for (int i = 0; i < text.length(); i++) if (isWildcard(text, i)) return true;
    return false;
  }

  private static boolean isWildcard(CharSequence text, int at) {
    char c = text.charAt(at);
    return (c == '*' || c == '?') && !UnescapedCharSequence.wasEscaped(text, at);
  }
}
