package dev.herald.dashboard.page;

import dev.herald.config.message.MessageCodec;
import dev.herald.config.rule.QueryProblem;
import dev.herald.indexer.read.QueryTooLargeException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers when something went wrong: problem documents (RFC 9457) under `/api/` and `/feeds/`,
/// pages elsewhere.
public final class Errors {
  private static final Logger log = LoggerFactory.getLogger(Errors.class);

  private final Pages pages;

  /// Error pages rendered by `pages`.
  public Errors(Pages pages) {
    this.pages = pages;
  }

  /// A problem document.
  ///
  /// @param type `about:blank`, or a URN that says which kind of problem it is
  /// @param problems what is wrong with a query, if that is what it is about
  public record ProblemDocument(
      String type, String title, int status, String detail, List<QueryProblem> problems) {
    public ProblemDocument {
      problems = List.copyOf(problems);
    }
  }

  /// Answers every exception that reaches the server.
  public void register(RoutesConfig routes) {
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> answer(ctx, e.getStatus(), reason(e.getStatus()), message(e)));
    routes.exception(
        QueryTooLargeException.class,
        (e, ctx) -> answer(ctx, 400, "The query is too large", String.valueOf(e.getMessage())));
    routes.exception(
        IOException.class,
        (e, ctx) -> {
          log.warn(
              "request not answered, an engine fails path={} cause={}", ctx.path(), e.toString());
          ctx.header("Retry-After", "5");
          answer(
              ctx,
              503,
              "An engine cannot be reached",
              "What Herald stores cannot be read just now; nothing is lost. Try again in a moment;"
                  + " /readyz tells which engine it is.");
        });
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.error("request broke path={}", ctx.path(), e);
          answer(ctx, 500, "Something broke", "Herald made a mistake; its log says more.");
        });
  }

  /// Answers that a query cannot be read.
  public static void unreadable(Context ctx, List<QueryProblem> problems) {
    String detail = String.join("\n", problems.stream().map(QueryProblem::toString).toList());
    problem(
        ctx,
        new ProblemDocument(
            "urn:herald:problem:query", "The query cannot be read", 400, detail, problems));
  }

  private void answer(Context ctx, int status, String title, String detail) {
    if (isForPrograms(ctx.path())) {
      problem(ctx, new ProblemDocument("about:blank", title, status, detail, List.of()));
      return;
    }
    ctx.status(status).html(pages.render("page/error.jte", new ErrorView(status, title, detail)));
  }

  private static boolean isForPrograms(String path) {
    return path.startsWith("/api/") || path.startsWith("/feeds/");
  }

  private static void problem(Context ctx, ProblemDocument problem) {
    ctx.status(problem.status())
        .contentType("application/problem+json")
        .result(MessageCodec.write(problem));
  }

  private static String message(HttpResponseException e) {
    String message = e.getMessage();
    return message == null ? "" : message;
  }

  private static String reason(int status) {
    return HttpStatus.forStatus(status).getMessage();
  }
}
