package dev.herald.dashboard.statement;

import dev.herald.config.difference.Extent;
import dev.herald.config.difference.RevisionDiff;
import dev.herald.config.message.Revision;
import dev.herald.config.message.Statement;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.Words;
import dev.herald.dashboard.statement.StatementViews.RevisionFacts;
import dev.herald.indexer.read.Statements;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// The page of a statement, of one of its revisions, and of what changed between two.
public final class StatementPages {
  private final Statements statements;
  private final Pages pages;
  private final Clock clock;

  /// The pages over these statements.
  public StatementPages(Statements statements, Pages pages, Clock clock) {
    this.statements = statements;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/statements/{id}", this::show);
    routes.get("/statements/{id}/diff", this::compare);
  }

  private void show(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    Revision shown =
        ctx.queryParam("revision") == null ? latest(id) : revision(id, number(ctx, "revision"));
    List<RevisionFacts> history =
        statements.revisions(id).stream()
            .map(r -> new RevisionFacts(r.number(), r.cause(), r.observedAt(), r.change()))
            .toList();
    ctx.html(
        pages.render(
            "statement/statement.jte", StatementViews.of(shown, history, clock.instant())));
  }

  private void compare(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    int one = number(ctx, "from");
    int other = number(ctx, "to");
    Revision before = revision(id, Math.min(one, other));
    Revision after = revision(id, Math.max(one, other));
    RevisionDiff diff = RevisionDiff.between(before, after);
    Statement statement = after.statement();
    var view =
        new DiffView(
            id,
            statement.title(),
            statement.language(),
            Words.direction(statement.language()),
            side(before),
            side(after),
            summary(diff),
            diff);
    ctx.html(pages.render("statement/difference.jte", view));
  }

  private DiffView.Side side(Revision revision) {
    return new DiffView.Side(
        revision.number(),
        Words.of(revision.cause()),
        StatementViews.tone(revision.cause()),
        Moment.of(revision.observedAt(), clock.instant()));
  }

  private static String summary(RevisionDiff diff) {
    int changes = diff.changes();
    if (changes == 0) return "The text is the same.";
    return "%s; %s."
        .formatted(
            changes == 1 ? "1 paragraph differs" : Words.number(changes) + " paragraphs differ",
            Extent.of(diff).told());
  }

  private Revision latest(String id) throws IOException {
    return statements
        .findLatest(id)
        .orElseThrow(() -> new NotFoundResponse("no statement has the id " + id));
  }

  private Revision revision(String id, int number) throws IOException {
    return statements
        .findRevision(id, number)
        .orElseThrow(
            () -> new NotFoundResponse("statement %s has no revision %d".formatted(id, number)));
  }

  private static int number(Context ctx, String name) {
    String text = ctx.queryParam(name);
    try {
      return Integer.parseInt(text == null ? "" : text);
    } catch (NumberFormatException _) {
      throw new BadRequestResponse(name + ": write the number of a revision");
    }
  }
}
