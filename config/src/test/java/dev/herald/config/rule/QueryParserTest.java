package dev.herald.config.rule;

import static dev.herald.config.rule.QueryField.ANY;
import static dev.herald.config.rule.QueryField.BODY;
import static dev.herald.config.rule.QueryField.COUNTRY;
import static dev.herald.config.rule.QueryField.LANGUAGE;
import static dev.herald.config.rule.QueryField.PUBLISHED;
import static dev.herald.config.rule.QueryField.SOURCE;
import static dev.herald.config.rule.QueryField.TITLE;
import static dev.herald.config.rule.QueryField.URL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.herald.config.rule.QueryNode.AllOf;
import dev.herald.config.rule.QueryNode.AnyOf;
import dev.herald.config.rule.QueryNode.Boosted;
import dev.herald.config.rule.QueryNode.Bound;
import dev.herald.config.rule.QueryNode.Fuzzy;
import dev.herald.config.rule.QueryNode.MatchAll;
import dev.herald.config.rule.QueryNode.Not;
import dev.herald.config.rule.QueryNode.Phrase;
import dev.herald.config.rule.QueryNode.Prefix;
import dev.herald.config.rule.QueryNode.Range;
import dev.herald.config.rule.QueryNode.Term;
import dev.herald.config.rule.QueryNode.Wildcard;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  private static final QueryNode A = new Term(ANY, "a");
  private static final QueryNode B = new Term(ANY, "b");
  private static final QueryNode C = new Term(ANY, "c");

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void aQueryBecomesItsTree(String query, QueryNode expected) {
    assertThat(QueryParser.parse(query)).isEqualTo(new ParsedQuery.Valid(expected));
  }

  static Stream<Arguments> valid() {
    return Stream.of(
        Arguments.of("a", A),
        Arguments.of("a b", new AllOf(List.of(A, B))),
        Arguments.of("a AND b", new AllOf(List.of(A, B))),
        Arguments.of("a && b", new AllOf(List.of(A, B))),
        Arguments.of("a OR b", new AnyOf(List.of(A, B))),
        Arguments.of("a || b", new AnyOf(List.of(A, B))),
        Arguments.of("a OR b AND c", new AnyOf(List.of(A, new AllOf(List.of(B, C))))),
        Arguments.of("a b OR c", new AllOf(List.of(A, new AnyOf(List.of(B, C))))),
        Arguments.of("(a OR b) c", new AllOf(List.of(new AnyOf(List.of(A, B)), C))),
        Arguments.of("a NOT b", new AllOf(List.of(A, new Not(B)))),
        Arguments.of("a -b", new AllOf(List.of(A, new Not(B)))),
        Arguments.of("a !b", new AllOf(List.of(A, new Not(B)))),
        Arguments.of("NOT a", new Not(A)),
        Arguments.of("-a", new Not(A)),
        Arguments.of("+a b", new AllOf(List.of(A, B))),
        Arguments.of("+a OR b", new AllOf(List.of(A, new AnyOf(List.of(B, new MatchAll()))))),
        Arguments.of("a OR NOT b", new AnyOf(List.of(A, new Not(B)))),
        Arguments.of("*", new MatchAll()),
        Arguments.of("*:*", new MatchAll()),
        Arguments.of("\"a b\"", new Phrase(ANY, "a b", 0)),
        Arguments.of(
            "d'intér*", new AllOf(List.of(new Phrase(ANY, "d", 0), new Prefix(ANY, "intér")))),
        Arguments.of(
            "O\u2019Brien~1",
            new AllOf(List.of(new Phrase(ANY, "O", 0), new Fuzzy(ANY, "Brien", 1)))),
        Arguments.of("\"a b\"~3", new Phrase(ANY, "a b", 3)),
        Arguments.of("“a b”", new Phrase(ANY, "a b", 0)),
        Arguments.of("«a b»", new Phrase(ANY, "a b", 0)),
        Arguments.of("\"a “b\"", new Phrase(ANY, "a “b", 0)),
        Arguments.of("\"a \\\" b\"", new Phrase(ANY, "a \" b", 0)),
        Arguments.of("econom*", new Prefix(ANY, "econom")),
        Arguments.of("e?onom*", new Wildcard(ANY, "e?onom*")),
        Arguments.of("e\\*o*m", new Wildcard(ANY, "e\\*o*m")),
        Arguments.of("what\\?", new Term(ANY, "what?")),
        Arguments.of("covid-19", new Term(ANY, "covid-19")),
        Arguments.of("rate~", new Fuzzy(ANY, "rate", 2)),
        Arguments.of("rate~1", new Fuzzy(ANY, "rate", 1)),
        Arguments.of("rate~0", new Term(ANY, "rate")),
        Arguments.of("a^2", new Boosted(A, 2)),
        Arguments.of("title:a", new Term(TITLE, "a")),
        Arguments.of(
            "title:(a OR b)", new AnyOf(List.of(new Term(TITLE, "a"), new Term(TITLE, "b")))),
        Arguments.of("body:\"a b\"", new Phrase(BODY, "a b", 0)),
        Arguments.of("country:tr", new Term(COUNTRY, "TR")),
        Arguments.of("source:\"az-milli-majlis\"", new Term(SOURCE, "az-milli-majlis")),
        Arguments.of("source:az-*", new Prefix(SOURCE, "az-")),
        Arguments.of("url:\"https://a.example/b?c\"", new Term(URL, "https://a.example/b?c")),
        Arguments.of(
            "source:[a TO c}",
            new Range(
                SOURCE, Optional.of(new Bound("a", true)), Optional.of(new Bound("c", false)))),
        Arguments.of(
            "\u0633\u0639\u0631 \u0627\u0644\u0641\u0627\u0626\u062f\u0629",
            new AllOf(
                List.of(
                    new Term(ANY, "\u0633\u0639\u0631"),
                    new Term(ANY, "\u0627\u0644\u0641\u0627\u0626\u062f\u0629")))),
        Arguments.of("利率", new Term(ANY, "利率")),
        Arguments.of("a\\:b", new Term(ANY, "a:b")),
        Arguments.of(
            "country:(tr OR az)",
            new AnyOf(List.of(new Term(COUNTRY, "TR"), new Term(COUNTRY, "AZ")))),
        Arguments.of("language:pt-BR", new Term(LANGUAGE, "pt-br")));
  }

  @ParameterizedTest(name = "{0} is from {1} to {2}")
  @CsvSource({
    "published:2024,                           2024-01-01T00:00:00Z +, 2025-01-01T00:00:00Z -",
    "published:2024-02,                        2024-02-01T00:00:00Z +, 2024-03-01T00:00:00Z -",
    "published:2024-02-29,                     2024-02-29T00:00:00Z +, 2024-03-01T00:00:00Z -",
    "published:\"2024-02-29T10:00+02:00\",     2024-02-29T08:00:00Z +, 2024-02-29T08:00:00Z +",
    "published:[2024-01 TO 2024-02],           2024-01-01T00:00:00Z +, 2024-03-01T00:00:00Z -",
    "published:{2024-01 TO 2024-02},           2024-02-01T00:00:00Z +, 2024-02-01T00:00:00Z -",
    "published:[2024-01-01T10:00:00Z TO *],    2024-01-01T10:00:00Z +,",
    "published:>=2024-01-15,                   2024-01-15T00:00:00Z +,",
    "published:>2024-01-15,                    2024-01-16T00:00:00Z +,",
    "published:<2024-01-15,                    , 2024-01-15T00:00:00Z -",
    "published:<=2024-01-15,                   , 2024-01-16T00:00:00Z -",
  })
  void datesBecomeInstants(String query, String from, String to) {
    assertThat(QueryParser.parse(query))
        .isEqualTo(new ParsedQuery.Valid(new Range(PUBLISHED, bound(from), bound(to))));
  }

  private static Optional<Bound> bound(String text) {
    return Optional.ofNullable(text)
        .map(t -> new Bound(t.substring(0, t.indexOf(' ')), t.endsWith("+")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void aProblemSaysWhereAndWhatToDo(String query, String message) {
    assertThat(messages(QueryParser.parse(query))).containsExactly(message);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of("", "query: position 1: the query is empty; write * for every statement"),
        Arguments.of(
            "tax AND country:\"TR",
            "query: position 17: unbalanced quote; close the phrase or escape it as \\\""),
        Arguments.of(
            "(tax OR vat",
            "query: position 1: unbalanced '('; close the group or escape it as \\("),
        Arguments.of(
            "tax) vat", "query: position 4: unbalanced ')'; open the group or escape it as \\)"),
        Arguments.of(
            "published:[2024 TO 2025",
            "query: position 11: unbalanced '['; close the range or escape it as \\["),
        Arguments.of(
            "tax AND",
            "query: position 8: the query ends where a word is expected; add the word, or drop what"
                + " precedes it"),
        Arguments.of(
            "tax AND OR vat",
            "query: position 9: 'OR' is not expected here; drop it, or quote it as \"OR\""),
        Arguments.of(
            "tax titel:vat", "query: position 5: there is no field 'titel'; did you mean title?"),
        Arguments.of(
            "tax *nomy",
            "query: position 5: a word must not begin with a wildcard, because every word of the"
                + " index would be tried; begin with at least one letter"),
        Arguments.of(
            "a /x.*/",
            "query: position 3: '/' begins a regular expression, and those are refused: they can be"
                + " made to run for ever; escape it as \\/, quote the words, or use * and ?"),
        Arguments.of(
            "tax published:yesterday",
            "query: position 5: 'yesterday' is not a date; write 2024, 2024-01, 2024-01-31 or"
                + " \"2024-01-31T10:00Z\""),
        Arguments.of(
            "published:[now-7d TO *]",
            "query: position 1: 'now-7d' moves with the clock, which a saved query must not; write"
                + " 2024, 2024-01, 2024-01-31 or \"2024-01-31T10:00Z\""),
        Arguments.of(
            "cause:changed",
            "query: position 1: 'changed' is not a cause; causes are published, edited,"
                + " reextracted, moved, withdrawn, restored, backfilled"),
        Arguments.of(
            "title:[a TO b]",
            "query: position 1: words have no order that a range could use; ranges work on"
                + " published, and on fields with whole values such as source"),
        Arguments.of(
            "rate~5",
            "query: position 1: '~5.0' is not a spelling distance; write word~1 or word~2"),
        Arguments.of(
            "a \"\"", "query: position 3: the phrase is empty; write its words, or drop it"),
        Arguments.of(
            "tax\\",
            "query: position 4: nothing follows the escape '\\'; write \\\\ for a backslash"));
  }

  @Test
  void allProblemsComeAtOnce() {
    assertThat(messages(QueryParser.parse("titel:tax AND *nomy AND published:soon"))).hasSize(3);
  }

  @Test
  void boilerplateIsSearchedButNeverInARule() {
    assertThat(QueryParser.parse("boilerplate:newsletter")).isInstanceOf(ParsedQuery.Valid.class);

    assertThat(messages(QueryParser.parseForRule("tax AND boilerplate:newsletter")))
        .containsExactly(
            "query: position 9: boilerplate stands on every page of a source and never alerts; drop"
                + " boilerplate: from the rule; it works in a search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-(", "title:("})
  void deepNestingIsRefused(String group) {
    String query = group.repeat(30) + "a" + ")".repeat(30);

    assertThat(messages(QueryParser.parse(query)).getFirst()).contains("nested deeper than 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-(", "title:("})
  void theDeepestNestingIsParsedAtOnce(String group) {
    String query = group.repeat(20) + "a OR b" + ")".repeat(20);

    assertThat(QueryParser.parse(query)).isInstanceOf(ParsedQuery.Valid.class);
  }

  @Test
  void lengthAndClausesAreBounded() {
    assertThat(messages(QueryParser.parse("a".repeat(4_001))).getFirst())
        .contains("longer than 4000 characters");
    assertThat(messages(QueryParser.parse("a ".repeat(201))).getFirst())
        .contains("201 clauses, over the limit of 200");
    assertThat(QueryParser.parse("a ".repeat(200))).isInstanceOf(ParsedQuery.Valid.class);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noTextBreaksTheParser(long seed) {
    var random = new Random(seed);
    List<String> pieces =
        List.of(
            "a",
            "tax",
            "*",
            "?",
            "\"",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            " TO ",
            ":",
            "title:",
            "-",
            "+",
            "!",
            " AND ",
            " OR ",
            " NOT ",
            "~",
            "~2",
            "^",
            "^3",
            "\\",
            "/",
            "@",
            "fn:",
            "<",
            ">=",
            "=",
            "&&",
            "||",
            "«",
            "”",
            "\u0000",
            "\n",
            "\ud83d",
            "利",
            "published:",
            "2024");
    for (int i = 0; i < 4_000; i++) {
      var query = new StringBuilder();
      for (int n = random.nextInt(1, 12); n > 0; n--)
        query.append(pieces.get(random.nextInt(pieces.size())));

      ParsedQuery parsed = QueryParser.parse(query.toString());

      if (parsed instanceof ParsedQuery.Invalid invalid)
        assertThat(invalid.problems())
            .as("%s", query)
            .isNotEmpty()
            .allSatisfy(
                p -> assertThat(p.position()).isBetween(1, Math.max(1, query.length() + 1)));
    }
  }

  private static List<String> messages(ParsedQuery parsed) {
    return switch (parsed) {
      case ParsedQuery.Valid(QueryNode query) ->
          throw new AssertionError("expected a problem, got " + query);
      case ParsedQuery.Invalid(List<QueryProblem> problems) ->
          problems.stream().map(QueryProblem::toString).toList();
    };
  }
}
