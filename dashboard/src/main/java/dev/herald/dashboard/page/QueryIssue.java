package dev.herald.dashboard.page;

import dev.herald.config.rule.QueryProblem;

/// What is wrong with a query, with the place pointed at.
///
/// @param reason what is wrong
/// @param hint what to write instead
/// @param position of the first character concerned, from 1
/// @param before the query before that place
/// @param here the character concerned; a blank where the query ends too early
/// @param after the query after it
public record QueryIssue(
    String reason, String hint, int position, String before, String here, String after) {
  private static final int SHOWN = 120;

  /// The view of a problem in its query; long queries are cut around the place.
  public static QueryIssue of(QueryProblem problem, String query) {
    int at = Math.clamp(problem.position() - 1, 0, query.length());
    int end = at == query.length() ? at : query.offsetByCodePoints(at, 1);
    int from = Math.max(0, at - SHOWN);
    int to = Math.min(query.length(), end + SHOWN);
    return new QueryIssue(
        problem.reason(),
        problem.hint(),
        problem.position(),
        (from > 0 ? "…" : "") + query.substring(from, at),
        at == end ? " " : query.substring(at, end),
        query.substring(end, to) + (to < query.length() ? "…" : ""));
  }
}
