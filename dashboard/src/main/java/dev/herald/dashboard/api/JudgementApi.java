package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.path;
import static dev.herald.dashboard.api.Operation.query;

import dev.herald.dashboard.rule.Judging;
import dev.herald.indexer.read.Judgements;
import dev.herald.indexer.read.Judgements.Judgement;
import dev.herald.indexer.read.Judgements.Precision;
import dev.herald.indexer.read.Judgements.Verdict;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What readers think of a rule's matches.
final class JudgementApi {
  private static final int USUAL = 100;
  private static final int MOST = 500;
  private static final String ONE = "/api/v1/rules/{id}/matches/{statement}/judgement";

  private final Judging judging;
  private final Judgements judgements;

  JudgementApi(Judging judging) {
    this.judging = judging;
    this.judgements = judging.judgements();
  }

  private record JudgementInput(Optional<String> verdict) {}

  private record RuleJudgements(Precision precision, List<Judgement> judgements) {}

  List<Operation> operations() {
    var id = path("id", "Id of the rule");
    var statement = path("statement", "Id of a statement that it matched");
    return List.of(
        Operation.get(
            "/api/v1/rules/{id}/judgements",
            "listJudgements",
            "How many of a rule's judged matches were useful, and the latest verdicts",
            one("RuleJudgements"),
            this::list,
            id,
            query("size", "integer", "At most so many, 1 to 500")),
        new Operation(
            HandlerType.PUT,
            ONE,
            "judgeMatch",
            "Say whether a match was useful or noise",
            List.of(id, statement),
            Optional.of("JudgementInput"),
            200,
            "application/json",
            Optional.of(one("Judgement")),
            this::judge),
        new Operation(
            HandlerType.DELETE,
            ONE,
            "takeJudgementBack",
            "Take a verdict back",
            List.of(id, statement),
            Optional.empty(),
            204,
            "",
            Optional.empty(),
            this::takeBack));
  }

  private void list(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    if (judging.rules().find(id).isEmpty()) throw new NotFoundResponse("no rule has the id " + id);
    Json.write(
        ctx,
        new RuleJudgements(
            judgements.precisions().getOrDefault(id, Precision.NONE),
            judgements.latest(id, Json.number(ctx, "size", USUAL, MOST))));
  }

  private void judge(Context ctx) throws IOException {
    String text = Json.read(ctx, JudgementInput.class).verdict().orElse("");
    Verdict verdict =
        Arrays.stream(Verdict.values())
            .filter(one -> one.name().equalsIgnoreCase(text))
            .findFirst()
            .orElseThrow(() -> new BadRequestResponse("verdict: write useful or noise"));
    Json.write(ctx, judging.judge(ctx.pathParam("id"), ctx.pathParam("statement"), verdict));
  }

  private void takeBack(Context ctx) throws IOException {
    judging.takeBack(ctx.pathParam("id"), ctx.pathParam("statement"));
    ctx.status(204);
  }
}
