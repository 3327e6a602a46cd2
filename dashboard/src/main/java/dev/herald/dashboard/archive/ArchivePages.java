package dev.herald.dashboard.archive;

import dev.herald.config.source.Source;
import dev.herald.dashboard.archive.ArchiveDesk.Archived;
import dev.herald.dashboard.archive.ArchiveDesk.Field;
import dev.herald.dashboard.archive.ArchiveDesk.Tried;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.Pages;
import dev.herald.dashboard.page.QueryString;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// The page of what a source's address answered at a moment, with a form that tries a selector.
public final class ArchivePages {
  private static final int MAX_SELECTOR_CHARS = 300;

  private final Supplier<List<Source>> sources;
  private final ArchiveDesk desk;
  private final Pages pages;
  private final Clock clock;

  /// The pages over this archive.
  public ArchivePages(Supplier<List<Source>> sources, ArchiveDesk desk, Pages pages, Clock clock) {
    this.sources = sources;
    this.desk = desk;
    this.pages = pages;
    this.clock = clock;
  }

  /// Where the page of an answer is.
  public static String path(String sourceId, String url, Instant until) {
    return QueryString.empty()
        .with("url", url)
        .with("until", until.toString())
        .on(Links.path("sources", sourceId, "archived"));
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/sources/{id}/archived", this::show);
  }

  private void show(Context ctx) throws IOException {
    Source source = find(ctx);
    String url = text(ctx, "url");
    Instant until = until(text(ctx, "until"));
    String selector = text(ctx, "selector").strip();
    Field field = field(text(ctx, "field"));
    Optional<Archived> archived = url.isBlank() ? Optional.empty() : desk.find(url, until);
    Optional<Tried> tried =
        archived.isEmpty() || selector.isEmpty()
            ? Optional.empty()
            : Optional.of(attempt(source, archived.get(), field, selector));
    ctx.html(
        pages.render(
            "archive/archived.jte",
            new ArchiveView(
                source.institution(),
                source.id(),
                Links.path("sources", source.id()),
                url,
                until.toString(),
                archived,
                archived.map(one -> Moment.of(one.at(), clock.instant())),
                field,
                selector,
                tried)));
  }

  private Tried attempt(Source source, Archived archived, Field field, String selector)
      throws IOException {
    return selector.length() > MAX_SELECTOR_CHARS
        ? Tried.nothing("a selector has at most %d characters".formatted(MAX_SELECTOR_CHARS))
        : desk.attempt(source, archived, field, selector);
  }

  private Source find(Context ctx) {
    String id = ctx.pathParam("id");
    return sources.get().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
  }

  private Instant until(String text) {
    if (text.isBlank()) return clock.instant();
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw new BadRequestResponse("until: write an instant as 2026-03-19T10:00:00Z");
    }
  }

  private static Field field(String text) {
    for (Field field : Field.values())
      if (field.name().toLowerCase(Locale.ROOT).equals(text)) return field;
    if (text.isBlank()) return Field.BODY;
    throw new BadRequestResponse("field: there is no such field");
  }

  private static String text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).orElse("");
  }
}
