package dev.herald.config.rule;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.queryparser.charstream.FastCharStream;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.apache.lucene.queryparser.flexible.standard.parser.TokenMgrError;

/// The one parser of Herald's query language, for search and rules alike.
///
/// The language is Lucene's `query_string`: words in any form, `"exact phrases"~2`, `wild*`,
/// `fuzzy~1`, `AND OR NOT` (`&& || !`), `+must -mustnot`, groups, `title:(tax budget)`,
/// `published:[2024-01 TO 2024-03]`, `published:>=2024-01-15`, boosts. Words side by side must all
/// match; AND binds tighter than OR. Typographic quotes count as quotes.
///
/// ```java
/// switch (QueryParser.parse("\"interest rate\" AND country:TR")) {
///   case ParsedQuery.Valid(QueryNode query) -> search(query);
///   case ParsedQuery.Invalid(List<QueryProblem> problems) -> show(problems);
/// }
/// ```
///
/// Pure and thread-safe; the work is bounded by [#MAX_LENGTH], [#MAX_CLAUSES] and [#MAX_DEPTH].
public final class QueryParser {
  /// Longest query, in UTF-16 units.
  public static final int MAX_LENGTH = 4_000;

  /// Most words, phrases, patterns and ranges in one query.
  public static final int MAX_CLAUSES = 200;

  /// Deepest nesting of groups.
  public static final int MAX_DEPTH = 20;

  private QueryParser() {}

  /// Parses a search.
  public static ParsedQuery parse(String query) {
    return parse(query, false);
  }

  /// Parses the query of a rule, where `boilerplate:` is refused: boilerplate never alerts.
  public static ParsedQuery parseForRule(String query) {
    return parse(query, true);
  }

  private static ParsedQuery parse(String query, boolean rule) {
    if (query.isBlank()) return invalid(1, "the query is empty", "write * for every statement");
    if (query.length() > MAX_LENGTH)
      return invalid(
          MAX_LENGTH + 1,
          "the query is longer than %d characters".formatted(MAX_LENGTH),
          "split it into several rules");
    QueryScanner.Scan scan = QueryScanner.scan(query);
    if (scan.problem().isPresent()) return new ParsedQuery.Invalid(List.of(scan.problem().get()));
    try {
      var grammar = new StandardSyntaxParser(new FastCharStream(new StringReader(scan.text())));
      return new QueryTree(query, rule).toParsedQuery(grammar.TopLevelQuery(""));
    } catch (ParseException e) {
      return syntaxProblem(query, Optional.ofNullable(e.currentToken));
    } catch (TokenMgrError e) {
      return invalid(1, "the query cannot be read", "quote what is not a word");
    }
  }

  private static ParsedQuery syntaxProblem(String query, Optional<Token> last) {
    Optional<Token> found = last.flatMap(token -> Optional.ofNullable(token.next));
    if (found.isEmpty() || found.get().image.isEmpty())
      return invalid(
          query.stripTrailing().length() + 1,
          "the query ends where a word is expected",
          "add the word, or drop what precedes it");
    String image = found.get().image;
    return invalid(
        found.get().beginColumn + 1,
        "'%s' is not expected here".formatted(image),
        image.equals(":")
            ? "write field:value, and quote values that contain a colon"
            : "drop it, or quote it as \"%s\"".formatted(image.replace("\"", "")));
  }

  private static ParsedQuery invalid(int position, String reason, String hint) {
    return new ParsedQuery.Invalid(List.of(new QueryProblem(position, reason, hint)));
  }
}
