package dev.herald.dashboard.feed;

import dev.herald.config.difference.RevisionDiff;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.statement.StatementView.BlockView;
import java.util.List;
import java.util.Optional;

/// What the text of an entry shows. Nothing in it depends on when it was made, so that a feed in
/// which nothing happened stays the same.
///
/// @param event what happened, in a word with a capital letter
/// @param seen when it was seen, in UTC
/// @param withdrawn whether what happened is that the publisher took it down
/// @param published when it was published, as far as known
/// @param difference paragraphs that changed; empty where the text is the same, or new
/// @param more how many more changed than are shown
/// @param comparison address of the page that shows all of it; empty for the first revision
/// @param blocks the text
/// @param cut whether the text goes on
/// @param page address of the statement's page in the dashboard
/// @param original address of the publisher's page
public record EntryView(
    String event,
    String seen,
    int revision,
    boolean withdrawn,
    String institution,
    String language,
    String direction,
    Published published,
    Optional<RevisionDiff> difference,
    int more,
    Optional<String> comparison,
    List<BlockView> blocks,
    boolean cut,
    String page,
    Optional<String> original) {
  public EntryView {
    blocks = List.copyOf(blocks);
  }
}
