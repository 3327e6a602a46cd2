package dev.herald.dashboard.incident;

import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Pages;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.Ledger;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The page of the latest incident of a source and a kind.
public final class IncidentPages {
  private final Supplier<List<Source>> sources;
  private final Ledger ledger;
  private final boolean archived;
  private final Pages pages;
  private final Clock clock;

  /// The pages over this ledger.
  ///
  /// @param archived whether archived answers can be shown here
  public IncidentPages(
      Supplier<List<Source>> sources, Ledger ledger, boolean archived, Pages pages, Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.archived = archived;
    this.pages = pages;
    this.clock = clock;
  }

  /// Adds their routes.
  public void register(RoutesConfig routes) {
    routes.get("/incidents/{source}/{kind}", this::show);
  }

  private void show(Context ctx) throws IOException {
    String id = ctx.pathParam("source");
    Source source =
        sources.get().stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFoundResponse("no source is configured as " + id));
    Incident incident =
        ledger.incidents(Set.of(id)).stream()
            .filter(one -> one.kind().id().equals(ctx.pathParam("kind")))
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFoundResponse(
                        "no such incident of %s in the last 30 days".formatted(id)));
    var view =
        IncidentViews.of(source, incident, ledger.visits(incident), archived, clock.instant());
    ctx.html(pages.render("incident/incident.jte", view));
  }
}
