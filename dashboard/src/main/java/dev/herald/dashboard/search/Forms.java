package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.Search.FormCounts;

/// What quotes would change, in words.
public final class Forms {
  private Forms() {}

  /// `exact: 12, with other forms of the words: 40`.
  public static String said(FormCounts counts) {
    return "exact: %s, with other forms of the words: %s"
        .formatted(Words.number(counts.exact()), Words.number(counts.anyForm()));
  }
}
