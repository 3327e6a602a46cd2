package dev.herald.config.rule;

/// What is wrong with a query, where, and what to do.
///
/// @param position of the first character concerned, counted in UTF-16 units from 1
/// @param reason what is wrong, in lower case
/// @param hint what to write instead
public record QueryProblem(int position, String reason, String hint) {
  /// One line: `query: position 18: unbalanced quote; close the phrase or escape it as \"`.
  @Override
  public String toString() {
    return "query: position %d: %s; %s".formatted(position, reason, hint);
  }
}
