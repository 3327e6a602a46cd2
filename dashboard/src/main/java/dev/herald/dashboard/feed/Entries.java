package dev.herald.dashboard.feed;

import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.Cause;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.config.message.Zone;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.Published;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.statement.StatementBlocks;
import dev.herald.dashboard.statement.StatementView.BlockView;
import dev.herald.indexer.read.Events.Event;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// Makes entries of events. Pure.
///
/// @param address where the dashboard is reached, without a slash at its end
record Entries(Pages pages, String address) {
  private static final int MOST_CHANGES = 10;
  private static final int MOST_TEXT = 20_000;

  Feed.Entry of(Event event) {
    Revision revision = event.revision();
    Statement statement = revision.statement();
    String page = address + Links.path("statements", statement.id());
    boolean isNew = revision.cause() == Cause.PUBLISHED;
    return new Feed.Entry(
        "urn:herald:statement:" + statement.id(),
        page,
        Links.web(statement.url()),
        (isNew ? "" : "[" + Words.of(revision.cause()) + "] ") + statement.title(),
        pages.render("feed/entry.jte", view(event, page)),
        published(statement.published()),
        revision.observedAt(),
        statement.institution(),
        statement.language(),
        Words.of(revision.cause()),
        revision.number());
  }

  private static EntryView view(Event event, String page) {
    Revision revision = event.revision();
    Statement statement = revision.statement();
    List<RevisionDiff.Row> changed =
        event
            .before()
            .map(before -> RevisionDiff.between(before, revision).changed())
            .orElse(List.of());
    List<RevisionDiff.Row> shown = changed.subList(0, Math.min(MOST_CHANGES, changed.size()));
    List<BlockView> blocks =
        StatementBlocks.of(statement, zone -> zone.isBody() || zone == Zone.SIGNATURE);
    int fitting = fitting(blocks);
    return new EntryView(
        Words.plain(Words.of(revision.cause())),
        Moment.local(revision.observedAt(), ZoneOffset.UTC) + " UTC",
        revision.number(),
        revision.cause() == Cause.WITHDRAWN,
        statement.institution(),
        statement.language(),
        Words.direction(statement.language()),
        Published.of(statement.published(), revision.observedAt()),
        shown.isEmpty() ? Optional.empty() : Optional.of(new RevisionDiff(shown)),
        changed.size() - shown.size(),
        event
            .before()
            .map(before -> page + "/diff?from=" + before.number() + "&to=" + revision.number()),
        blocks.subList(0, fitting),
        fitting < blocks.size(),
        page,
        Links.web(statement.url()));
  }

  /// How many of the first blocks are short enough together.
  private static int fitting(List<BlockView> blocks) {
    int chars = 0;
    for (int i = 0; i < blocks.size(); i++) {
      chars += blocks.get(i).parts().stream().mapToInt(part -> part.text().length()).sum();
      if (chars > MOST_TEXT) return i;
    }
    return blocks.size();
  }

  private static Optional<ZonedDateTime> published(PublicationTime time) {
    return time.instant().map(at -> at.atZone(time.zone().orElse(ZoneOffset.UTC)));
  }
}
