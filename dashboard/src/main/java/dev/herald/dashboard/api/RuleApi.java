package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.listOf;
import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.path;
import static dev.herald.dashboard.api.Operation.query;

import dev.herald.config.Problem;
import dev.herald.config.RuleChecks;
import dev.herald.config.message.Cause;
import dev.herald.config.rule.AlertWhen;
import dev.herald.config.rule.Edits;
import dev.herald.config.rule.Rule;
import dev.herald.config.rule.Tier;
import dev.herald.dashboard.page.Errors;
import dev.herald.dashboard.rule.RuleIds;
import dev.herald.dashboard.search.SearchForm;
import dev.herald.indexer.read.Matches;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.Search;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Rules, what they matched, and where the deliveries went.
final class RuleApi {
  private static final int USUAL = 100;
  private static final int MOST = 500;

  private final RuleBook rules;
  private final Matches matches;
  private final Search search;
  private final Set<String> channels;
  private final Clock clock;

  RuleApi(RuleBook rules, Matches matches, Search search, Set<String> channels, Clock clock) {
    this.rules = rules;
    this.matches = matches;
    this.search = search;
    this.channels = channels;
    this.clock = clock;
  }

  /// A rule as sent; what is left out has the default of rules in files.
  private record RuleInput(
      Optional<String> id,
      Optional<String> name,
      Optional<String> query,
      Optional<List<String>> channels,
      Optional<List<Cause>> alertOn,
      Optional<Boolean> enabled,
      Optional<String> note,
      Optional<AlertWhen> alertWhen,
      Optional<Edits> edits,
      Optional<String> digest,
      Optional<Tier> tier) {

    Rule toRule(String ruleId) {
      return new Rule(
          ruleId,
          name.orElse("").strip(),
          query.orElse("").strip(),
          channels.orElse(List.of(RuleChecks.LOG_CHANNEL)),
          alertOn.orElse(List.of()),
          enabled.orElse(true),
          note.filter(text -> !text.isBlank()),
          alertWhen,
          edits,
          digest.filter(text -> !text.isBlank()),
          tier);
    }
  }

  List<Operation> operations() {
    var id = path("id", "Id of the rule");
    var size = query("size", "integer", "At most so many, 1 to 500");
    return List.of(
        Operation.get(
            "/api/v1/rules", "listRules", "Every rule, by name", listOf("Rule"), this::list),
        change(HandlerType.POST, "/api/v1/rules", "addRule", "Add a rule", 201, this::add),
        Operation.get("/api/v1/rules/{id}", "getRule", "One rule", one("Rule"), this::show, id),
        change(
                HandlerType.PUT,
                "/api/v1/rules/{id}",
                "putRule",
                "Change a rule, or add it under this id",
                200,
                this::put)
            .and(List.of(id)),
        new Operation(
            HandlerType.DELETE,
            "/api/v1/rules/{id}",
            "deleteRule",
            "Delete a rule; its deliveries stay on record",
            List.of(id),
            Optional.empty(),
            204,
            "",
            Optional.empty(),
            this::delete),
        Operation.get(
                "/api/v1/rules/{id}/matches",
                "listMatches",
                "Statements that a rule matched",
                one("SearchResult"),
                this::matches,
                id)
            .and(
                List.of(
                    query("page", "integer", "From 1"),
                    query("size", "integer", "Hits on a page, 1 to 100"))),
        Operation.get(
            "/api/v1/rules/{id}/deliveries",
            "listRuleDeliveries",
            "Deliveries of a rule, the newest first",
            listOf("Delivery"),
            ctx -> Json.write(ctx, matches.deliveries(find(ctx).rule().id(), size(ctx))),
            id,
            size),
        Operation.get(
            "/api/v1/rules/{id}/volume",
            "getRuleVolume",
            "How much a rule matched in the last day, and what is usual",
            one("Volume"),
            ctx -> Json.write(ctx, matches.volume(find(ctx).rule().id(), clock.instant())),
            id),
        Operation.get(
            "/api/v1/deliveries",
            "listDeliveries",
            "Deliveries of all rules, the newest first",
            listOf("Delivery"),
            ctx -> Json.write(ctx, matches.deliveries(size(ctx))),
            size));
  }

  private static Operation change(
      HandlerType method,
      String path,
      String id,
      String summary,
      int status,
      io.javalin.http.Handler handler) {
    return new Operation(
        method,
        path,
        id,
        summary,
        List.of(),
        Optional.of("RuleInput"),
        status,
        "application/json",
        Optional.of(one("Rule")),
        handler);
  }

  private void list(Context ctx) {
    Json.write(ctx, rules.list());
  }

  private void show(Context ctx) {
    Json.write(ctx, find(ctx));
  }

  private void add(Context ctx) throws IOException {
    RuleInput input = Json.read(ctx, RuleInput.class);
    String name = input.name().orElse("");
    String id = input.id().orElseGet(() -> RuleIds.forName(name, rules));
    if (rules.find(id).isPresent())
      throw new ConflictResponse("there is a rule %s already; change it with PUT".formatted(id));
    save(input.toRule(id));
    ctx.status(201).header("Location", "/api/v1/rules/" + id);
    Json.write(ctx, new RuleBook.Entry(input.toRule(id), false));
  }

  private void put(Context ctx) throws IOException {
    String id = ctx.pathParam("id");
    refuseFiles(id);
    Rule rule = Json.read(ctx, RuleInput.class).toRule(id);
    save(rule);
    Json.write(ctx, new RuleBook.Entry(rule, false));
  }

  private void delete(Context ctx) throws IOException {
    String id = find(ctx).rule().id();
    refuseFiles(id);
    rules.delete(id);
    ctx.status(204);
  }

  private void matches(Context ctx) throws IOException {
    var request = SearchForm.parse(ctx).ofRule(find(ctx).rule().id());
    switch (search.search(request)) {
      case Search.Answer.Found(var result) -> Json.write(ctx, result);
      case Search.Answer.Unreadable(var problems) -> Errors.unreadable(ctx, problems);
    }
  }

  private void save(Rule rule) throws IOException {
    List<Problem> problems = RuleChecks.check(rule, "rule", channels);
    if (!problems.isEmpty())
      throw new BadRequestResponse(
          problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    rules.save(rule);
  }

  private void refuseFiles(String id) {
    if (rules.find(id).map(RuleBook.Entry::readOnly).orElse(false))
      throw new ConflictResponse("rule %s is written in a file; edit it there".formatted(id));
  }

  private RuleBook.Entry find(Context ctx) {
    String id = ctx.pathParam("id");
    return rules.find(id).orElseThrow(() -> new NotFoundResponse("no rule has the id " + id));
  }

  private static int size(Context ctx) {
    return Json.number(ctx, "size", USUAL, MOST);
  }
}
