package dev.herald.indexer.read;

import dev.herald.config.message.Revision;
import dev.herald.config.rule.QueryProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a search finds.
public sealed interface SearchResult {
  /// The query is one.
  ///
  /// @param total how many statements match
  /// @param hits the page of them that was asked for
  /// @param facets values with counts, most frequent first
  /// @param timeline statements by day of publication (UTC), in order, without gaps
  /// @param tookMillis how long Elasticsearch took
  record Found(
      long total,
      List<Hit> hits,
      Map<SearchRequest.Facet, List<Count>> facets,
      List<Day> timeline,
      long tookMillis)
      implements SearchResult {}

  /// The query is none.
  record BadQuery(List<QueryProblem> problems) implements SearchResult {}

  /// One statement.
  ///
  /// @param revision its newest revision
  /// @param titleHtml the title, escaped, with hits in `<mark>`
  /// @param snippetsHtml up to three pieces of the text, escaped, with hits in `<mark>`
  /// @param rules ids of the rules it matched
  /// @param indexedAt when it became searchable
  record Hit(
      Revision revision,
      String titleHtml,
      List<String> snippetsHtml,
      List<String> rules,
      Instant indexedAt) {}

  /// A facet's value.
  record Count(String value, long count) {}

  /// A day of the timeline.
  record Day(Instant start, long count) {}
}
