package dev.herald.dashboard.api;

import dev.herald.config.source.Source;
import dev.herald.dashboard.feed.Feeds;
import dev.herald.dashboard.live.LiveStream;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.rule.Judging;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Ledger;
import dev.herald.indexer.read.Matches;
import dev.herald.indexer.read.Search;
import dev.herald.indexer.read.Statements;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The HTTP API: every operation under `/api/v1`, the OpenAPI document and the page about it.
public final class Api {
  /// Where the OpenAPI document is.
  public static final String DOCUMENT = "/api/v1/openapi.json";

  private final List<Operation> operations;
  private final Pages pages;

  /// The API over what is stored.
  ///
  /// @param visitNow takes the id of a source to visit; empty where this process does not crawl
  /// @param channels names of the channels a rule may name
  public Api(
      Search search,
      Statements statements,
      Crawls crawls,
      Matches matches,
      Judging judging,
      Ledger ledger,
      Supplier<List<Source>> sources,
      Set<String> channels,
      Optional<Consumer<String>> visitNow,
      LiveStream live,
      Feeds feeds,
      Pages pages,
      Clock clock) {
    this.pages = pages;
    this.operations =
        Stream.of(
                new SearchApi(search, live).operations(),
                new StatementApi(statements).operations(),
                new SourceApi(sources, crawls, visitNow).operations(),
                new LedgerApi(sources, ledger, crawls, clock).operations(),
                new RuleApi(judging.rules(), matches, search, channels, clock).operations(),
                new JudgementApi(judging).operations(),
                new FeedApi(feeds).operations())
            .flatMap(List::stream)
            .toList();
  }

  /// Adds the routes.
  public void register(RoutesConfig routes) {
    for (Operation operation : operations)
      routes.addHttpHandler(operation.method(), operation.path(), operation.handler());
    var document = OpenApi.document(operations);
    routes.get(DOCUMENT, ctx -> Json.write(ctx, document));
    String page = pages.render("api/api.jte", view());
    routes.get("/api", ctx -> ctx.html(page));
  }

  private ApiView view() {
    return new ApiView(
        DOCUMENT,
        operations.stream()
            .map(
                operation ->
                    new ApiView.Row(
                        operation.method().toString(),
                        operation.path(),
                        operation.summary(),
                        operation.parameters().stream()
                            .filter(parameter -> parameter.place().equals("query"))
                            .map(p -> new ApiView.Parameter(p.name(), p.description()))
                            .toList()))
            .toList());
  }
}
