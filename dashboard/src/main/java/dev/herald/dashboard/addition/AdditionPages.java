package dev.herald.dashboard.addition;

import dev.herald.dashboard.addition.SourceDesk.Edits;
import dev.herald.dashboard.addition.SourceDesk.Look;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The pages that make a source of an address: the question, the look, the offer, the outcome.
public final class AdditionPages {
  private static final int MOST_CHARS = 2_000;

  private final SourceDesk desk;
  private final Pages pages;

  /// The pages in front of a desk.
  public AdditionPages(SourceDesk desk, Pages pages) {
    this.desk = desk;
    this.pages = pages;
  }

  /// Adds their routes; they go before `/sources/{id}`.
  public void register(RoutesConfig routes) {
    routes.get("/sources/new", this::ask);
    routes.post("/sources/new", this::begin);
    routes.get("/sources/new/{key}", this::show);
    routes.post("/sources/new/{key}", this::accept);
  }

  private void ask(Context ctx) {
    String url = Optional.ofNullable(ctx.queryParam("url")).orElse("");
    ctx.html(pages.render("addition/start.jte", new StartView(url, Optional.empty())));
  }

  private void begin(Context ctx) {
    String typed = text(ctx, "url");
    String url = typed.contains("://") || typed.isEmpty() ? typed : "https://" + typed;
    Optional<String> key = url.length() > MOST_CHARS ? Optional.empty() : desk.begin(url);
    if (key.isPresent()) {
      ctx.redirect(path(key.get()), HttpStatus.SEE_OTHER);
      return;
    }
    ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
    String problem = "This is not an http or https address; write https://host/path.";
    ctx.html(pages.render("addition/start.jte", new StartView(typed, Optional.of(problem))));
  }

  private void show(Context ctx) {
    Look look = find(ctx);
    boolean polled = ctx.header("HX-Request") != null;
    // Whoever waits gets the offer as a page of its own, with a title that is read out.
    if (polled && !(look instanceof Look.Looking)) ctx.header("HX-Refresh", "true");
    LookView view = LookView.of(look, path(ctx.pathParam("key")));
    ctx.html(pages.render(polled ? "addition/progress.jte" : "addition/look.jte", view));
  }

  private void accept(Context ctx) throws IOException {
    String key = ctx.pathParam("key");
    var edits =
        new Edits(
            text(ctx, "id"),
            text(ctx, "institution"),
            text(ctx, "country"),
            text(ctx, "type"),
            text(ctx, "languages"),
            text(ctx, "zone"));
    Look before = find(ctx);
    List<String> problems = desk.accept(key, edits);
    if (problems.isEmpty() || !(before instanceof Look.Found(var url, var offer))) {
      ctx.redirect(path(key), HttpStatus.SEE_OTHER);
      return;
    }
    ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
    ctx.html(
        pages.render(
            "addition/look.jte", LookView.refused(offer, path(key), url, edits, problems)));
  }

  private Look find(Context ctx) {
    return desk.find(ctx.pathParam("key"))
        .orElseThrow(
            () ->
                new NotFoundResponse(
                    "this look is no longer kept; give the address again at /sources/new"));
  }

  private static String path(String key) {
    return Links.path("sources", "new", key);
  }

  private static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
  }
}
