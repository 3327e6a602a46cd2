package dev.herald.dashboard.source;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Headline;
import dev.herald.dashboard.page.Headlines;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.source.SourceViews.Known;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.SearchRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The list of sources, the page of one, and the wish to visit it now.
public final class SourcePages {
  private static final int VISITS = 20;
  private static final int STATEMENTS = 5;

  private final Supplier<List<Source>> sources;
  private final Crawls crawls;
  private final Search search;
  private final Optional<Consumer<String>> visitNow;
  private final Pages pages;
  private final Clock clock;
  private final boolean adding;

  /// The pages of the sources configured now.
  ///
  /// @param visitNow takes the id of a source to visit; empty where this process does not crawl
  public SourcePages(
      Supplier<List<Source>> sources,
      Crawls crawls,
      Search search,
      Optional<Consumer<String>> visitNow,
      Pages pages,
      Clock clock) {
    this(sources, crawls, search, visitNow, pages, clock, false);
  }

  private SourcePages(
      Supplier<List<Source>> sources,
      Crawls crawls,
      Search search,
      Optional<Consumer<String>> visitNow,
      Pages pages,
      Clock clock,
      boolean adding) {
    this.sources = sources;
    this.crawls = crawls;
    this.search = search;
    this.visitNow = visitNow;
    this.pages = pages;
    this.clock = clock;
    this.adding = adding;
  }

  /// The same, with or without a way to the page that adds a source.
  public SourcePages withAdding(boolean possible) {
    return new SourcePages(sources, crawls, search, visitNow, pages, clock, possible);
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/sources", this::list);
    routes.get("/sources/{id}", this::show);
    routes.post("/sources/{id}/visit", this::visit);
  }

  private void list(Context ctx) throws IOException {
    Map<String, CrawlReport> reports = crawls.latest();
    Map<String, Crawls.Stored> stored = crawls.statements();
    List<Known> known =
        sources.get().stream().map(source -> known(source, reports, stored)).toList();
    ctx.html(pages.render("source/sources.jte", SourceViews.list(known, adding, clock.instant())));
  }

  private void show(Context ctx) throws IOException {
    Source source = find(ctx);
    Known known = known(source, crawls.latest(), crawls.statements());
    var request = SearchRequest.of("", STATEMENTS).ofSource(source.id());
    List<Headline> statements = Headlines.of(search.search(request), clock.instant());
    SourceView view =
        SourceViews.page(
            known,
            crawls.ofSource(source.id(), VISITS),
            statements,
            visitNow.isPresent(),
            ctx.queryParam("asked") != null,
            clock.instant());
    ctx.html(pages.render("source/source.jte", view));
  }

  private void visit(Context ctx) {
    Source source = find(ctx);
    visitNow
        .orElseThrow(() -> new NotFoundResponse("this process does not crawl"))
        .accept(source.id());
    ctx.redirect(Links.path("sources", source.id()) + "?asked=1", HttpStatus.SEE_OTHER);
  }

  private Source find(Context ctx) {
    String id = ctx.pathParam("id");
    return sources.get().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
  }

  private static Known known(
      Source source, Map<String, CrawlReport> reports, Map<String, Crawls.Stored> stored) {
    Optional<Crawls.Stored> own = Optional.ofNullable(stored.get(source.id()));
    return new Known(
        source,
        Optional.ofNullable(reports.get(source.id())),
        own.map(Crawls.Stored::statements).orElse(0L),
        own.flatMap(Crawls.Stored::lastSeen));
  }
}
