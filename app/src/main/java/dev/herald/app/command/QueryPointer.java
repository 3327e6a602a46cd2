package dev.herald.app.command;

import dev.herald.config.rule.QueryProblem;
import java.io.PrintWriter;
import java.util.List;

/// Shows where a query cannot be read.
final class QueryPointer {
  private QueryPointer() {}

  /// Each problem in a line, and below it the query with a mark at the place.
  static void print(PrintWriter err, String query, List<QueryProblem> problems) {
    for (QueryProblem problem : problems) {
      err.println(problem);
      err.println("  " + Output.clean(query));
      err.println("  " + " ".repeat(Math.max(0, problem.position() - 1)) + "^");
    }
    err.flush();
  }
}
