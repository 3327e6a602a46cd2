package dev.herald.dashboard.rule;

import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.QueryProblem;
import dev.herald.dashboard.page.Headlines;
import dev.herald.dashboard.page.QueryIssue;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.search.Forms;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.Search.Answer;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.Volume;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Tries a rule's query on what is stored, before it is saved.
record RuleCheck(Search search, Clock clock) {
  private static final int EXAMPLES = 5;
  private static final int DIFFERENT = 3;

  /// What a query finds.
  ///
  /// @param before the query that the rule has now, if there is one
  CheckView of(String query, Optional<String> before) throws IOException {
    if (query.isBlank()) return CheckView.EMPTY;
    if (QueryParser.parseForRule(query) instanceof ParsedQuery.Invalid(var problems))
      return unreadable(problems, query);
    SearchRequest request = SearchRequest.of(query, EXAMPLES);
    return switch (search.search(request)) {
      case Answer.Unreadable(var problems) -> unreadable(problems, query);
      case Answer.Found found ->
          new CheckView(
              List.of(),
              Optional.of(
                  "Matches %s stored so far"
                      .formatted(Words.count(found.result().total(), "statement"))),
              search.countForms(request).map(Forms::said),
              volume(query),
              before.isPresent() && !before.get().equals(query)
                  ? Optional.of(change(before.get(), query))
                  : Optional.empty(),
              Headlines.of(found, clock.instant()));
    };
  }

  private static CheckView unreadable(List<QueryProblem> problems, String query) {
    return CheckView.unreadable(
        problems.stream().map(problem -> QueryIssue.of(problem, query)).toList());
  }

  private Optional<VolumeView> volume(String query) throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Volume.of(search, query, today).map(volume -> VolumeView.of(volume, query));
  }

  private ChangeView change(String before, String after) throws IOException {
    Answer gains = search.search(SearchRequest.of(after, DIFFERENT).without(before));
    Answer losses = search.search(SearchRequest.of(before, DIFFERENT).without(after));
    return new ChangeView(
        "Finds %s that the rule does not find now".formatted(statements(gains)),
        Headlines.of(gains, clock.instant()),
        "Misses %s that the rule finds now".formatted(statements(losses)),
        Headlines.of(losses, clock.instant()));
  }

  private static String statements(Answer answer) {
    return Words.count(
        answer instanceof Answer.Found(var result) ? result.total() : 0, "statement");
  }
}
