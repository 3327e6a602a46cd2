package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.listOf;
import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.path;

import dev.herald.indexer.read.Statements;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;

/// Statements and their revisions.
final class StatementApi {
  private final Statements statements;

  StatementApi(Statements statements) {
    this.statements = statements;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/api/v1/statements/{id}",
            "getStatement",
            "The latest revision of a statement, whole",
            one("Revision"),
            this::latest,
            path("id", "Id of the statement")),
        Operation.get(
            "/api/v1/statements/{id}/revisions",
            "listRevisions",
            "All revisions of a statement in short, the newest first",
            listOf("RevisionSummary"),
            this::revisions,
            path("id", "Id of the statement")),
        Operation.get(
            "/api/v1/statements/{id}/revisions/{number}",
            "getRevision",
            "One revision of a statement, whole",
            one("Revision"),
            this::revision,
            path("id", "Id of the statement"),
            path("number", "Number of the revision, from 1")));
  }

  private void latest(Context ctx) throws IOException {
    Json.write(ctx, statements.findLatest(ctx.pathParam("id")).orElseThrow(() -> unknown(ctx)));
  }

  private void revisions(Context ctx) throws IOException {
    List<Statements.Summary> revisions = statements.revisions(ctx.pathParam("id"));
    if (revisions.isEmpty()) throw unknown(ctx);
    Json.write(ctx, revisions);
  }

  private void revision(Context ctx) throws IOException {
    int number = Json.parse("number", ctx.pathParam("number"));
    Json.write(
        ctx,
        statements
            .findRevision(ctx.pathParam("id"), number)
            .orElseThrow(() -> new NotFoundResponse("there is no such revision")));
  }

  private static NotFoundResponse unknown(Context ctx) {
    return new NotFoundResponse("no statement has the id " + ctx.pathParam("id"));
  }
}
