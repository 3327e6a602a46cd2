package dev.herald.indexer.read;

import dev.herald.config.message.Statement;
import dev.herald.config.rule.QueryProblem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Searches statements as their latest revisions read. Thread-safe.
///
/// ```java
/// switch (search.search(SearchRequest.of("\"interest rate\" AND country:TR", 20))) {
///   case Search.Answer.Found(SearchResult result) -> show(result);
///   case Search.Answer.Unreadable(List<QueryProblem> problems) -> point(problems);
/// }
/// ```
public interface Search {

  /// Searches.
  ///
  /// @throws IOException if Elasticsearch cannot be reached or refuses
  Answer search(SearchRequest request) throws IOException;

  /// Counts what a search would find if all its words stood in quotes, and if none did.
  ///
  /// @return empty where the query has no words or cannot be read
  /// @throws IOException if Elasticsearch cannot be reached or refuses
  Optional<FormCounts> countForms(SearchRequest request) throws IOException;

  /// How many statements hold the words of a query.
  ///
  /// @param exact exactly as written
  /// @param anyForm in any form that their language gives them
  record FormCounts(long exact, long anyForm) {}

  /// Hands over every statement found, one by one, by id; page and size do not count.
  ///
  /// @return the same kind of answer, its result without hits
  /// @throws IOException if Elasticsearch cannot be reached or refuses
  Answer export(SearchRequest request, Consumer<Statement> sink) throws IOException;

  /// What became of a search.
  sealed interface Answer {
    /// It was run.
    record Found(SearchResult result) implements Answer {}

    /// The query cannot be read.
    ///
    /// @param problems at least one
    record Unreadable(List<QueryProblem> problems) implements Answer {
      public Unreadable {
        problems = List.copyOf(problems);
      }
    }
  }
}
