package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.listOf;
import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.path;
import static dev.herald.dashboard.api.Operation.query;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.Crawls;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Sources, their visits, and the wish for one.
final class SourceApi {
  private static final int USUAL = 20;
  private static final int MOST = 100;

  private final Supplier<List<Source>> sources;
  private final Crawls crawls;
  private final Optional<Consumer<String>> visitNow;

  SourceApi(Supplier<List<Source>> sources, Crawls crawls, Optional<Consumer<String>> visitNow) {
    this.sources = sources;
    this.crawls = crawls;
    this.visitNow = visitNow;
  }

  /// A source as the API tells it.
  private record SourceFacts(
      String id,
      String institution,
      String institutionType,
      String country,
      String type,
      List<String> languages,
      String zone,
      Optional<String> homepage,
      boolean enabled,
      long statements,
      Optional<Instant> lastStatementSeen,
      Optional<CrawlReport> lastVisit) {}

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/api/v1/sources",
            "listSources",
            "Every source as configured, and how it is doing",
            listOf("Source"),
            this::list),
        Operation.get(
            "/api/v1/sources/{id}",
            "getSource",
            "One source",
            one("Source"),
            this::show,
            path("id", "Id of the source")),
        new Operation(
            HandlerType.POST,
            "/api/v1/sources/{id}/visit",
            "visitSource",
            "Ask for a visit now",
            List.of(path("id", "Id of the source")),
            Optional.empty(),
            202,
            "",
            Optional.empty(),
            this::visit),
        Operation.get(
            "/api/v1/crawls",
            "listCrawls",
            "Reports of visits, the newest first: of one source, or the last of each",
            listOf("CrawlReport"),
            this::crawls,
            query("source", "string", "Id of a source"),
            query("size", "integer", "At most so many, 1 to 100")));
  }

  private void list(Context ctx) throws IOException {
    Map<String, CrawlReport> reports = crawls.latest();
    Map<String, Crawls.Stored> stored = crawls.statements();
    Json.write(ctx, sources.get().stream().map(source -> facts(source, reports, stored)).toList());
  }

  private void show(Context ctx) throws IOException {
    Json.write(ctx, facts(find(ctx), crawls.latest(), crawls.statements()));
  }

  private void visit(Context ctx) {
    Source source = find(ctx);
    if (!source.enabled())
      throw new BadRequestResponse("source %s is paused".formatted(source.id()));
    visitNow
        .orElseThrow(() -> new NotFoundResponse("this process does not crawl"))
        .accept(source.id());
    ctx.status(202);
  }

  private void crawls(Context ctx) throws IOException {
    int size = Json.number(ctx, "size", USUAL, MOST);
    String source = ctx.queryParam("source");
    if (source != null) {
      Json.write(ctx, crawls.ofSource(source, size));
      return;
    }
    Json.write(
        ctx,
        crawls.latest().values().stream()
            .sorted((one, other) -> other.finishedAt().compareTo(one.finishedAt()))
            .limit(size)
            .toList());
  }

  private Source find(Context ctx) {
    String id = ctx.pathParam("id");
    return sources.get().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
  }

  private static SourceFacts facts(
      Source source, Map<String, CrawlReport> reports, Map<String, Crawls.Stored> stored) {
    Optional<Crawls.Stored> own = Optional.ofNullable(stored.get(source.id()));
    return new SourceFacts(
        source.id(),
        source.institution(),
        source.institutionType(),
        source.country(),
        source.type(),
        source.languages(),
        source.zone().getId(),
        source.homepage(),
        source.enabled(),
        own.map(Crawls.Stored::statements).orElse(0L),
        own.flatMap(Crawls.Stored::lastSeen),
        Optional.ofNullable(reports.get(source.id())));
  }
}
