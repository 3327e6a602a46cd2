package dev.herald.config.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Reads a query once, before the grammar does: finds what the grammar can only report badly
/// (quotes, brackets, depth) and writes what it does not know in its own words.
///
/// The text keeps its length, so every position stays true.
final class QueryScanner {
  private static final String TYPOGRAPHIC_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb";

  private final String query;
  private final StringBuilder text;
  private final Deque<Integer> groups = new ArrayDeque<>();

  private QueryScanner(String query) {
    this.query = query;
    this.text = new StringBuilder(query);
  }

  /// What the scan gives: the text for the grammar, or the first problem.
  record Scan(String text, Optional<QueryProblem> problem) {}

  static Scan scan(String query) {
    var scanner = new QueryScanner(query);
    Optional<QueryProblem> problem = scanner.run();
    return new Scan(scanner.text.toString(), problem);
  }

  private Optional<QueryProblem> run() {
    int at = 0;
    while (at < query.length()) {
      char c = query.charAt(at);
      if (c == '\\') {
        if (at + 1 == query.length())
          return problem(at, "nothing follows the escape '\\'", "write \\\\ for a backslash");
        at += 2;
      } else if (c == '"' || isTypographicQuote(c)) {
        int end = endOfPhrase(at);
        if (end < 0)
          return problem(at, "unbalanced quote", "close the phrase or escape it as \\\"");
        text.setCharAt(at, '"');
        text.setCharAt(end, '"');
        at = end + 1;
      } else if (c == '[' || c == '{') {
        int end = endOfRange(at);
        if (end < 0)
          return problem(at, "unbalanced '" + c + "'", "close the range or escape it as \\" + c);
        at = end + 1;
      } else {
        Optional<QueryProblem> problem = plain(c, at);
        if (problem.isPresent()) return problem;
        at++;
      }
    }
    return groups.isEmpty()
        ? Optional.empty()
        : problem(groups.pop(), "unbalanced '('", "close the group or escape it as \\(");
  }

  private Optional<QueryProblem> plain(char c, int at) {
    switch (c) {
      case '(' -> {
        groups.push(at);
        if (groups.size() > QueryParser.MAX_DEPTH)
          return problem(
              at,
              "groups are nested deeper than " + QueryParser.MAX_DEPTH,
              "split the query into several rules");
      }
      case ')' -> {
        if (groups.isEmpty())
          return problem(at, "unbalanced ')'", "open the group or escape it as \\)");
        groups.pop();
      }
      case ']', '}' -> {
        return problem(at, "unbalanced '" + c + "'", "escape it as \\" + c);
      }
      case '/' -> {
        return problem(
            at,
            "'/' begins a regular expression, and those are refused: they can be made to run for"
                + " ever",
            "escape it as \\/, quote the words, or use * and ?");
      }
      case '@' -> {
        return problem(at, "'@' has a meaning of its own here", "escape it as \\@ or quote it");
      }
      // Lucene's grammar knows `field>=value`; Elasticsearch's, and people, write `field:>=value`.
      case ':' -> {
        if (at + 1 < query.length() && "<>".indexOf(query.charAt(at + 1)) >= 0)
          text.setCharAt(at, ' ');
      }
      default -> {}
    }
    return Optional.empty();
  }

  /// Index of the quote that closes the phrase opened at `start`, or -1. Typographic quotes inside
  /// a phrase in straight ones are letters.
  private int endOfPhrase(int start) {
    boolean typographic = isTypographicQuote(query.charAt(start));
    for (int at = start + 1; at < query.length(); at++) {
      char c = query.charAt(at);
      if (c == '\\') at++;
      else if (c == '"' || (typographic && isTypographicQuote(c))) return at;
    }
    return -1;
  }

  private int endOfRange(int start) {
    for (int at = start + 1; at < query.length(); at++) {
      char c = query.charAt(at);
      if (c == '\\') at++;
      else if (c == '"') {
        int end = endOfPhrase(at);
        if (end < 0) return -1;
        at = end;
      } else if (c == ']' || c == '}') return at;
    }
    return -1;
  }

  private static boolean isTypographicQuote(char c) {
    return TYPOGRAPHIC_QUOTES.indexOf(c) >= 0;
  }

  private static Optional<QueryProblem> problem(int at, String reason, String hint) {
    return Optional.of(new QueryProblem(at + 1, reason, hint));
  }
}
