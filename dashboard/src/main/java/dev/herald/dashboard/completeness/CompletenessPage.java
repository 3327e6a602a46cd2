package dev.herald.dashboard.completeness;

import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Pages;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Ledger;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/// The page of how complete the record of the last two weeks is.
public final class CompletenessPage {
  static final int DAYS = 14;

  private final Supplier<List<Source>> sources;
  private final Ledger ledger;
  private final Crawls crawls;
  private final Pages pages;
  private final Clock clock;

  /// The page of the sources that are watched now.
  public CompletenessPage(
      Supplier<List<Source>> sources, Ledger ledger, Crawls crawls, Pages pages, Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.crawls = crawls;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds its route.
  public void register(RoutesConfig routes) {
    routes.get("/completeness", this::show);
  }

  private void show(Context ctx) throws IOException {
    List<Source> watched = sources.get().stream().filter(Source::enabled).toList();
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    Completeness completeness =
        Completeness.of(
            ledger,
            crawls,
            watched.stream().map(Source::id).toList(),
            today.minusDays(DAYS - 1L),
            today);
    ctx.html(
        pages.render("completeness/completeness.jte", CompletenessView.of(completeness, watched)));
  }
}
