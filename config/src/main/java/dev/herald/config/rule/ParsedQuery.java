package dev.herald.config.rule;

import java.util.List;

/// What became of a query's text.
public sealed interface ParsedQuery {
  /// It is a query.
  record Valid(QueryNode query) implements ParsedQuery {}

  /// It is not.
  ///
  /// @param problems at least one, in the order of their positions
  record Invalid(List<QueryProblem> problems) implements ParsedQuery {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
