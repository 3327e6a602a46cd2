package dev.herald.dashboard.statement;

import dev.herald.config.difference.RevisionDiff;
import dev.herald.dashboard.page.Moment;

/// What the page of the differences between two revisions shows.
///
/// @param id the statement's
/// @param title of the later revision
/// @param summary in words: `3 paragraphs differ`
public record DiffView(
    String id,
    String title,
    String language,
    String direction,
    Side from,
    Side to,
    String summary,
    RevisionDiff diff) {

  /// One of the two revisions.
  public record Side(int number, String cause, String tone, Moment observed) {}
}
