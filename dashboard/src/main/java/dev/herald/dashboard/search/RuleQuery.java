package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult.Facet;
import java.util.ArrayList;
import java.util.List;

/// A search with its filters as one query, so that it can be saved as a rule.
final class RuleQuery {
  private RuleQuery() {}

  /// The query; filters on dates and on other rules are left out, as a rule looks ahead.
  static String of(SearchRequest request) {
    var parts = new ArrayList<String>();
    if (!request.query().isBlank()) parts.add(request.query());
    for (Facet.Field field : Facet.Field.values()) {
      List<String> values = SearchForm.chosen(request, field);
      if (field == Facet.Field.RULE || values.isEmpty()) continue;
      parts.add(filter(Words.of(field), values));
    }
    if (parts.isEmpty()) return "*";
    if (parts.size() > 1 && !request.query().isBlank()) parts.set(0, "(" + request.query() + ")");
    return String.join(" AND ", parts);
  }

  private static String filter(String field, List<String> values) {
    List<String> terms = values.stream().map(value -> field + ":" + quoted(value)).toList();
    return terms.size() == 1 ? terms.getFirst() : "(" + String.join(" OR ", terms) + ")";
  }

  private static String quoted(String value) {
    boolean plain = value.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    if (plain && !value.startsWith("-")) return value;
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
