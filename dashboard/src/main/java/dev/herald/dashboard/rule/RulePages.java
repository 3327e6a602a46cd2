package dev.herald.dashboard.rule;

import dev.herald.config.rule.Rule;
import dev.herald.dashboard.feed.FeedLink;
import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.search.SearchForm;
import dev.herald.indexer.read.Judgements.Precision;
import dev.herald.indexer.read.Judgements.Verdict;
import dev.herald.indexer.read.Matches;
import dev.herald.indexer.read.RuleBook;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import dev.herald.indexer.read.SearchResult;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The list of rules, the page of one, and the forms that make, change and delete them.
public final class RulePages {
  private static final int MATCHES = 20;
  private static final int DELIVERIES = 50;
  private static final Map<String, String> SAID =
      Map.of(
          "saved", "The rule is saved and watches from now on.",
          "deleted", "The rule is deleted.");

  private final RuleBook rules;
  private final Judging judging;
  private final Matches matches;
  private final Search search;
  private final RuleCheck check;
  private final Set<String> channels;
  private final Pages pages;
  private final Clock clock;

  /// The pages of the rules that are judged.
  ///
  /// @param channels names of the channels a rule may name
  public RulePages(
      Judging judging,
      Matches matches,
      Search search,
      Set<String> channels,
      Pages pages,
      Clock clock) {
    this.rules = judging.rules();
    this.judging = judging;
    this.matches = matches;
    this.search = search;
    this.check = new RuleCheck(search, clock);
    this.channels = channels;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/rules", this::list);
    routes.get("/rules/new", this::create);
    routes.get("/rules/check", this::check);
    routes.post("/rules", this::add);
    routes.get("/rules/{id}", this::show);
    routes.get("/rules/{id}/edit", this::edit);
    routes.post("/rules/{id}", this::change);
    routes.post("/rules/{id}/enabled", this::enable);
    routes.post("/rules/{id}/delete", this::delete);
    routes.post("/rules/{id}/matches/{statement}/judgement", this::judge);
  }

  private void list(Context ctx) throws IOException {
    Map<String, Long> counts = matches.counts();
    Map<String, Precision> precisions = judging.judgements().precisions();
    List<RulesView.Row> rows =
        rules.list().stream()
            .sorted(Comparator.comparing(entry -> entry.rule().urgency()))
            .map(entry -> RuleViews.row(entry, counts, precisions))
            .toList();
    ctx.html(pages.render("rule/rules.jte", new RulesView(rows, said(ctx))));
  }

  private void show(Context ctx) throws IOException {
    RuleBook.Entry entry = find(ctx);
    String id = entry.rule().id();
    var answer = search.search(SearchRequest.of("", MATCHES).ofRule(id));
    var view =
        new RuleView(
            RuleViews.row(entry, matches.counts(), judging.judgements().precisions()),
            entry.rule().note(),
            RuleViews.causes(entry.rule()),
            RuleViews.unusual(matches.volume(id, clock.instant())),
            judged(id, answer),
            QueryString.empty().with("rule", id).on("/"),
            SearchForm.asOf(QueryString.empty().with("rule", id), clock.instant()).on("/"),
            matches.deliveries(id, DELIVERIES).stream()
                .map(delivery -> RuleViews.delivery(delivery, clock.instant()))
                .toList(),
            FeedLink.ofRule(id, entry.rule().name()),
            QueryString.empty().with("rule", id).on("/live"),
            said(ctx));
    ctx.html(pages.render("rule/rule.jte", view));
  }

  private List<MatchView> judged(String ruleId, Search.Answer answer) throws IOException {
    if (!(answer instanceof Search.Answer.Found(var result))) return List.of();
    Map<String, Verdict> verdicts =
        judging
            .judgements()
            .ofRule(ruleId, result.hits().stream().map(SearchResult.Hit::id).toList());
    return result.hits().stream()
        .map(
            hit ->
                MatchView.of(
                    ruleId,
                    hit.id(),
                    Headline.of(hit, clock.instant()),
                    Optional.ofNullable(verdicts.get(hit.id()))))
        .toList();
  }

  private void judge(Context ctx) throws IOException {
    String ruleId = ctx.pathParam("id");
    String statementId = ctx.pathParam("statement");
    String verdict = Optional.ofNullable(ctx.formParam("verdict")).orElse("");
    switch (verdict) {
      case "useful" -> judging.judge(ruleId, statementId, Verdict.USEFUL);
      case "noise" -> judging.judge(ruleId, statementId, Verdict.NOISE);
      case MatchView.NONE -> judging.takeBack(ruleId, statementId);
      default -> throw new BadRequestResponse("verdict: write useful, noise or none");
    }
    ctx.redirect(
        Links.path("rules", ruleId) + "#" + MatchView.anchor(statementId), HttpStatus.SEE_OTHER);
  }

  private void create(Context ctx) throws IOException {
    String query = Optional.ofNullable(ctx.queryParam("query")).orElse("");
    Rule blank = new Rule("", "", query, List.of("log"), List.of(), true, Optional.empty());
    showForm(ctx, blank, true, List.of());
  }

  private void edit(Context ctx) throws IOException {
    showForm(ctx, findEditable(ctx).rule(), false, List.of());
  }

  private void check(Context ctx) throws IOException {
    String query = Optional.ofNullable(ctx.queryParam("query")).orElse("");
    Optional<String> before =
        Optional.ofNullable(ctx.queryParam("rule"))
            .flatMap(rules::find)
            .map(entry -> entry.rule().query());
    ctx.html(pages.render("rule/check.jte", check.of(query, before)));
  }

  private void add(Context ctx) throws IOException {
    String name = Optional.ofNullable(ctx.formParam("name")).orElse("");
    String id = RuleIds.forName(name, rules);
    save(ctx, RuleForm.parse(ctx, id), true);
  }

  private void change(Context ctx) throws IOException {
    save(ctx, RuleForm.parse(ctx, findEditable(ctx).rule().id()), false);
  }

  private void enable(Context ctx) throws IOException {
    Rule rule = findEditable(ctx).rule();
    rules.save(rule.withEnabled("true".equals(ctx.formParam("enabled"))));
    ctx.redirect(Links.path("rules", rule.id()), HttpStatus.SEE_OTHER);
  }

  private void delete(Context ctx) throws IOException {
    rules.delete(findEditable(ctx).rule().id());
    ctx.redirect("/rules?done=deleted", HttpStatus.SEE_OTHER);
  }

  private void save(Context ctx, Rule rule, boolean isNew) throws IOException {
    List<String> problems = RuleForm.problems(rule, channels);
    if (!problems.isEmpty()) {
      ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
      showForm(ctx, rule, isNew, problems);
      return;
    }
    rules.save(rule);
    ctx.redirect(Links.path("rules", rule.id()) + "?done=saved", HttpStatus.SEE_OTHER);
  }

  private void showForm(Context ctx, Rule rule, boolean isNew, List<String> problems)
      throws IOException {
    Optional<String> before = rules.find(rule.id()).map(entry -> entry.rule().query());
    CheckView found = check.of(rule.query(), isNew ? Optional.empty() : before);
    var view = RuleViews.form(rule, isNew, channels, problems, found);
    ctx.html(pages.render("rule/form.jte", view));
  }

  private RuleBook.Entry find(Context ctx) {
    String id = ctx.pathParam("id");
    return rules.find(id).orElseThrow(() -> new NotFoundResponse("no rule has the id " + id));
  }

  private RuleBook.Entry findEditable(Context ctx) {
    RuleBook.Entry entry = find(ctx);
    if (entry.readOnly())
      throw new ConflictResponse(
          "this rule is written in a file under config/rules; edit it there");
    return entry;
  }

  private static String said(Context ctx) {
    return SAID.getOrDefault(Optional.ofNullable(ctx.queryParam("done")).orElse(""), "");
  }
}
