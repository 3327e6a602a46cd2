package dev.herald.dashboard.search;

import dev.herald.dashboard.page.Pages;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;

/// The search page at `/`.
public final class SearchPage {
  private final Search search;
  private final Names names;
  private final Pages pages;
  private final Clock clock;

  /// The page over this search.
  public SearchPage(Search search, Names names, Pages pages, Clock clock) {
    this.search = search;
    this.names = names;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds its route.
  public void register(RoutesConfig routes) {
    routes.get("/", this::show);
  }

  private void show(Context ctx) throws IOException {
    SearchRequest request = SearchForm.parse(ctx, true);
    var views = new SearchViews(request, names, clock.instant());
    SearchView view =
        switch (search.search(request)) {
          case Search.Answer.Found(var result) -> views.found(result, search.countForms(request));
          case Search.Answer.Unreadable(var problems) -> views.unreadable(problems);
        };
    if (!view.issues().isEmpty()) ctx.status(422);
    ctx.html(pages.render("search/search.jte", view));
  }
}
