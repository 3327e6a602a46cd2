package dev.herald.dashboard.api;

import static dev.herald.dashboard.api.Operation.listOf;
import static dev.herald.dashboard.api.Operation.one;
import static dev.herald.dashboard.api.Operation.query;

import dev.herald.config.rule.Canary;
import dev.herald.config.source.Source;
import dev.herald.indexer.read.Completeness;
import dev.herald.indexer.read.Crawls;
import dev.herald.indexer.read.Ledger;
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

/// The ledger and the incidents.
final class LedgerApi {
  private static final int USUAL_DAYS = 14;
  private static final int MOST_DAYS_OF_ALL = 31;
  private static final int MOST_DAYS_OF_ONE = 366;
  private static final int MOST_PASSAGES = 500;

  private final Supplier<List<Source>> sources;
  private final Ledger ledger;
  private final Crawls crawls;
  private final Clock clock;

  LedgerApi(Supplier<List<Source>> sources, Ledger ledger, Crawls crawls, Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.crawls = crawls;
    this.clock = clock;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get(
            "/api/v1/ledger",
            "listLedgerDays",
            "Each source's days: listed, fetched, … delivered, and whether it balances",
            listOf("LedgerDay"),
            this::days,
            query("source", "string", "Id of a source; all without it"),
            query("from", "string", "First day in UTC, 2026-03-19; two weeks ago without it"),
            query("to", "string", "Last day in UTC; today without it")),
        Operation.get(
            "/api/v1/incidents",
            "listIncidents",
            "Sources in trouble, the open incidents first; closed ones of the last 30 days",
            listOf("Incident"),
            this::incidents,
            query("source", "string", "Id of a source; all without it")),
        Operation.get(
            "/api/v1/canaries",
            "listCanaries",
            "The canary's latest passages through the whole chain, the last first",
            listOf("Passage"),
            this::canaries),
        Operation.get(
            "/api/v1/completeness",
            "getCompleteness",
            "How complete the record is, of each watched source and of all",
            one("Completeness"),
            this::completeness,
            query("source", "string", "Id of a source; all that are watched without it"),
            query("from", "string", "First day in UTC, 2026-03-19; two weeks ago without it"),
            query("to", "string", "Last day in UTC; today without it")));
  }

  private void days(Context ctx) throws IOException {
    Span span = span(ctx);
    Json.write(ctx, ledger.days(ids(ctx, false), span.from(), span.to()));
  }

  private void completeness(Context ctx) throws IOException {
    Span span = span(ctx);
    Json.write(ctx, Completeness.of(ledger, crawls, ids(ctx, true), span.from(), span.to()));
  }

  private record Span(LocalDate from, LocalDate to) {}

  private Span span(Context ctx) {
    LocalDate to = day(ctx, "to", LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    LocalDate from = day(ctx, "from", to.minusDays(USUAL_DAYS - 1L));
    int most = ctx.queryParam("source") == null ? MOST_DAYS_OF_ALL : MOST_DAYS_OF_ONE;
    if (from.isAfter(to)) throw new BadRequestResponse("from: is after to");
    if (from.plusDays(most - 1L).isBefore(to))
      throw new BadRequestResponse(
          "from: at most %d days of all sources at once, %d of one"
              .formatted(MOST_DAYS_OF_ALL, MOST_DAYS_OF_ONE));
    return new Span(from, to);
  }

  private void incidents(Context ctx) throws IOException {
    Set<String> ids = ids(ctx, true);
    if (ctx.queryParam("source") == null) ids.add(Canary.SOURCE);
    Json.write(ctx, ledger.incidents(ids));
  }

  private void canaries(Context ctx) throws IOException {
    Json.write(ctx, ledger.passages(MOST_PASSAGES));
  }

  /// The source that is asked for, or all.
  private Set<String> ids(Context ctx, boolean watchedOnly) {
    String wanted = ctx.queryParam("source");
    List<String> ids =
        sources.get().stream()
            .filter(source -> wanted == null || source.id().equals(wanted))
            .filter(source -> wanted != null || !watchedOnly || source.enabled())
            .map(Source::id)
            .toList();
    if (wanted != null && ids.isEmpty())
      throw new NotFoundResponse("no source is configured as " + wanted);
    return new LinkedHashSet<>(ids);
  }

  private static LocalDate day(Context ctx, String name, LocalDate usual) {
    String value = ctx.queryParam(name);
    if (value == null || value.isBlank()) return usual;
    try {
      LocalDate day = LocalDate.parse(value.strip());
      if (day.getYear() >= 1970 && day.getYear() < 10_000) return day;
    } catch (DateTimeException _) {
      // Said below, like any other day that is none.
    }
    throw new BadRequestResponse(name + ": write a day as 2026-03-19");
  }
}
