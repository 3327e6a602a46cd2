package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.SearchResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes the views of statements that say the same. Pure.
final class CopyViews {
  private static final int NAMED = 3;

  private CopyViews() {}

  static SearchView.Copy of(SearchResult.Copy copy, Instant now) {
    return new SearchView.Copy(
        Links.path("statements", copy.id()),
        copy.title(),
        copy.language(),
        Words.direction(copy.language()),
        copy.institution(),
        Words.country(copy.country()),
        Words.language(copy.language()),
        Published.of(copy.published(), now));
  }

  /// `Also published by the Ministry and 2 more`, `Also in Persian`, or `Published 2 more times`.
  static String also(SearchResult.Hit hit) {
    if (hit.copies().isEmpty()) return "";
    List<String> others =
        hit.copies().stream()
            .map(SearchResult.Copy::institution)
            .filter(name -> !name.equals(hit.institution()))
            .distinct()
            .toList();
    if (!others.isEmpty()) return "Also published by " + listed(others);
    List<String> languages =
        hit.copies().stream()
            .map(SearchResult.Copy::language)
            .filter(language -> !language.equals(hit.language()))
            .distinct()
            .map(Words::language)
            .toList();
    if (!languages.isEmpty()) return "Also in " + listed(languages);
    return "Published " + Words.count(hit.copies().size(), "more time");
  }

  private static String listed(List<String> names) {
    var shown = new ArrayList<>(names.subList(0, Math.min(NAMED, names.size())));
    if (names.size() > NAMED) shown.add(names.size() - NAMED + " more");
    String last = shown.removeLast();
    return shown.isEmpty() ? last : String.join(", ", shown) + " and " + last;
  }
}
