package dev.herald.dashboard.ledger;

import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Pages;
import dev.herald.indexer.read.Ledger;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The ledger of all sources, and the page of one source's day.
public final class LedgerPages {
  private final Supplier<List<Source>> sources;
  private final Ledger ledger;
  private final Pages pages;
  private final Clock clock;

  /// The pages of the sources configured now.
  public LedgerPages(Supplier<List<Source>> sources, Ledger ledger, Pages pages, Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/ledger", this::list);
    routes.get("/ledger/{source}/{day}", this::show);
  }

  private void list(Context ctx) throws IOException {
    String last = ctx.queryParam("to");
    LocalDate to = last == null || last.isBlank() ? today() : day(last);
    List<Source> known = sources.get();
    Set<String> ids = new LinkedHashSet<>(known.stream().map(Source::id).toList());
    Set<String> watched =
        new LinkedHashSet<>(known.stream().filter(Source::enabled).map(Source::id).toList());
    watched.add(Canary.SOURCE);
    var view =
        LedgerViews.page(
            new LedgerViews.Known(
                known,
                ledger.days(ids, to.minusDays(LedgerViews.DAYS - 1L), to),
                ledger.incidents(watched),
                ledger.passages(LedgerViews.PASSAGES),
                to,
                "trouble".equals(ctx.queryParam("only"))),
            clock.instant(),
            today());
    ctx.html(pages.render("ledger/ledger.jte", view));
  }

  private void show(Context ctx) throws IOException {
    String id = ctx.pathParam("source");
    Source source =
        sources.get().stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
    LocalDate day = day(ctx.pathParam("day"));
    var view =
        DayViews.page(
            source, ledger.days(Set.of(id), day, day).getFirst(), ledger.reports(id, day), today());
    ctx.html(pages.render("ledger/day.jte", view));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC));
  }

  private static LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      // Elasticsearch counts milliseconds in a long; no ledger is that old or that early.
      if (day.getYear() >= 1970 && day.getYear() < 10_000) return day;
    } catch (DateTimeException _) {
      // Said below, like any other day that is none.
    }
    throw new BadRequestResponse("'%s' is not a day; write 2026-03-19".formatted(text));
  }
}
