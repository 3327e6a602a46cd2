package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.many;
import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.query;

import dev.herald.config.message.MessageCodec;
import dev.herald.config.message.Statement;
import dev.herald.config.rule.ParsedQuery;
import dev.herald.config.rule.QueryParser;
import dev.herald.config.rule.QueryProblem;
import dev.herald.dashboard.api.Operation.Parameter;
import dev.herald.dashboard.live.LiveStream;
import dev.herald.dashboard.page.Errors;
import dev.herald.dashboard.search.SearchForm;
import dev.herald.indexer.read.Search;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Search, export, live stream and the check of a query.
final class SearchApi {
  private static final List<Parameter> FILTERS =
      List.of(
          query("q", "string", "Query in Herald's query language; none means every statement"),
          many("source", "Id of a source"),
          many("country", "ISO 3166-1 alpha-2, or INT"),
          many("language", "BCP 47"),
          many("type", "Such as press-release"),
          many("institution-type", "Such as central-bank"),
          many("cause", "Cause of the latest revision"),
          many("rule", "Id of a rule that matched"),
          query("from", "string", "First day of publication, UTC, as 2026-11-24"),
          query("to", "string", "Last day of publication, UTC"),
          query(
              "asof",
              "string",
              "An instant: leaves out what became searchable later, so that a link finds the same again"));

  private final Search search;
  private final LiveStream live;

  SearchApi(Search search, LiveStream live) {
    this.search = search;
    this.live = live;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
                "/api/v1/search",
                "search",
                "Search statements as their latest revisions read",
                one("SearchResult"),
                this::search)
            .and(FILTERS)
            .and(
                List.of(
                    query("sort", "string", "relevance, newest, oldest or seen"),
                    query("group", "string", "yes: statements that say the same are one hit"),
                    query("page", "integer", "From 1"),
                    query("size", "integer", "Hits on a page, 1 to 100; 20 if not given"))),
        stream(
            "/api/v1/export",
            "exportStatements",
            "Every statement found, one a line",
            "application/jsonl",
            this::export,
            query("format", "string", "jsonl (default) or csv, safe against formulas")),
        stream(
            "/api/v1/stream",
            "followStatements",
            "Server-sent events: what is stored anew and fits",
            "text/event-stream",
            live::serve),
        Operation.get(
            "/api/v1/query",
            "checkQuery",
            "Whether a query can be read, and where it cannot",
            one("QueryCheck"),
            this::check,
            query("q", "string", "The query"),
            query("for", "string", "rule: by the stricter reading of rules")));
  }

  private static Operation stream(
      String path,
      String id,
      String summary,
      String mediaType,
      io.javalin.http.Handler handler,
      Parameter... parameters) {
    return new Operation(
            HandlerType.GET,
            path,
            id,
            summary,
            List.of(parameters),
            Optional.empty(),
            200,
            mediaType,
            Optional.empty(),
            handler)
        .and(FILTERS);
  }

  private record QueryCheck(boolean valid, List<QueryProblem> problems) {}

  private void search(Context ctx) throws IOException {
    switch (search.search(SearchForm.parse(ctx))) {
      case Search.Answer.Found(var result) -> Json.write(ctx, result);
      case Search.Answer.Unreadable(var problems) -> Errors.unreadable(ctx, problems);
    }
  }

  private void check(Context ctx) {
    String text = Optional.ofNullable(ctx.queryParam("q")).orElse("");
    boolean rule = "rule".equals(ctx.queryParam("for"));
    ParsedQuery parsed = rule ? QueryParser.parseForRule(text) : QueryParser.parse(text);
    Json.write(
        ctx,
        switch (parsed) {
          case ParsedQuery.Valid _ -> new QueryCheck(true, List.of());
          case ParsedQuery.Invalid(var problems) -> new QueryCheck(false, problems);
        });
  }

  private void export(Context ctx) throws IOException {
    String format = Optional.ofNullable(ctx.queryParam("format")).orElse("jsonl");
    boolean csv =
        switch (format) {
          case "jsonl" -> false;
          case "csv" -> true;
          default -> throw new BadRequestResponse("format: write jsonl or csv");
        };
    var request = SearchForm.parse(ctx);
    ctx.contentType(csv ? "text/csv; charset=utf-8; header=present" : "application/jsonl");
    ctx.header("Content-Disposition", "attachment; filename=\"statements." + format + "\"");
    var lines = new Lines(ctx, csv);
    try {
      switch (search.export(request, lines)) {
        case Search.Answer.Found _ -> lines.begin();
        case Search.Answer.Unreadable(var problems) -> {
          ctx.removeHeader("Content-Disposition");
          Errors.unreadable(ctx, problems);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// Writes statements as they come; what is sent begins with the first, so that an unreadable
  /// query can still be answered as such.
  private static final class Lines implements Consumer<Statement> {
    private final Context ctx;
    private final boolean csv;
    private boolean begun;

    Lines(Context ctx, boolean csv) {
      this.ctx = ctx;
      this.csv = csv;
    }

    void begin() throws IOException {
      if (begun) return;
      begun = true;
      if (csv) write(Csv.HEADER);
    }

    @Override
    public void accept(Statement statement) {
      try {
        begin();
        write(csv ? Csv.row(statement) : MessageCodec.writeText(statement) + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void write(String text) throws IOException {
      OutputStream out = ctx.outputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
