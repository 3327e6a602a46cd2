package dev.herald.dashboard.ledger;

import dev.herald.config.message.CrawlReport;
import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Makes the view of one source's day. Pure.
final class DayViews {
  private static final int MOST_VISITS = 300;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

  private DayViews() {}

  static DayView page(Source source, LedgerDay day, List<CrawlReport> reports, LocalDate today) {
    return new DayView(
        source.institution(),
        Links.path("sources", source.id()),
        LedgerViews.longDay(day.day()),
        verdict(day, day.day().equals(today)),
        LedgerViews.tone(day),
        day.imbalances().stream().map(LedgerDay.Imbalance::text).toList(),
        day.settling(),
        steps(day.chain()),
        losses(reports),
        reports.stream().limit(MOST_VISITS).map(DayViews::visit).toList(),
        reports.size() > MOST_VISITS,
        LedgerViews.path(source.id(), day.day().minusDays(1)),
        LedgerViews.path(source.id(), day.day().plusDays(1)));
  }

  /// `Nothing was published: 96 visits from 00:05 to 23:50 UTC read the discoveries …`.
  private static String verdict(LedgerDay day, boolean today) {
    LedgerDay.Visits visits = day.visits();
    String span =
        visits.first().isPresent() && visits.last().isPresent()
            ? " from %s to %s UTC"
                .formatted(clock(visits.first().get()), clock(visits.last().get()))
            : "";
    String made = Words.count(visits.made(), "visit") + span;
    String soFar = today ? " so far" : "";
    return switch (day.verdict()) {
      case NOT_VISITED -> "Not visited%s: no report of a visit is stored.".formatted(soFar);
      case UNREAD ->
          "Not read%s: all of %s failed or were refused; what was published is not known."
              .formatted(soFar, made);
      case UNSURE ->
          "Nothing new is known%s after %s, but something fell out that may have been new."
              .formatted(soFar, made);
      case NOTHING_PUBLISHED ->
          "Nothing was published%s: %s named nothing new and lost nothing, %s of them read all."
              .formatted(soFar, made, Words.number(visits.made() - visits.unread()));
      case PUBLISHED ->
          "%s published%s, %s of them new statements, by %s."
              .formatted(
                  Words.count(day.chain().indexed(), "revision"),
                  soFar,
                  Words.number(day.chain().newStatements()),
                  made);
    };
  }

  private static List<DayView.Step> steps(Chain chain) {
    long alerts = chain.alerts().orElse(chain.deliveries());
    long most =
        LongStream.of(
                chain.fetched(),
                chain.extracted(),
                chain.published(),
                chain.indexed(),
                alerts,
                chain.deliveries(),
                1)
            .max()
            .orElse(1);
    List<DayView.Step> steps = new ArrayList<>();
    steps.add(
        new DayView.Step(
            "Listed",
            Words.number(chain.listed()),
            chain.listed() > 0 ? 100 : 0,
            "statement addresses named, anew at each visit; its bar is not to scale"));
    steps.add(
        step("Fetched", chain.fetched(), most, "pages, known statements checked again included"));
    steps.add(step("Extracted", chain.extracted(), most, "statements read from these pages"));
    steps.add(
        step(
            "Published",
            chain.published(),
            most,
            "revisions: new, edited, withdrawn, …; the rest read as before"));
    steps.add(step("Indexed", chain.indexed(), most, "revisions stored; as many as published"));
    steps.add(step("Matched", chain.matched(), most, "of these, revisions that a rule matches"));
    steps.add(
        chain.alerts().isPresent()
            ? step("Alerting", alerts, most, "deliveries that their matches call for")
            : new DayView.Step("Alerting", "not counted", 0, "stored by an earlier version"));
    steps.add(step("Delivered", chain.delivered(), most, "deliveries taken by their receivers"));
    steps.add(step("Pending", chain.pending(), most, "deliveries to be sent, or sent again"));
    steps.add(step("Failed", chain.givenUp(), most, "deliveries given up"));
    return steps;
  }

  private static DayView.Step step(String name, long count, long most, String note) {
    int percent = count == 0 ? 0 : (int) Math.max(1, count * 100 / most);
    return new DayView.Step(name, Words.number(count), percent, note);
  }

  private record Reason(String stage, String text) {}

  private record Lost(long count, String example) {
    Lost plus(Lost other) {
      return new Lost(count + other.count, example);
    }
  }

  private static List<DayView.Loss> losses(List<CrawlReport> reports) {
    Map<Reason, Lost> losses = new LinkedHashMap<>();
    long untold = 0;
    for (CrawlReport report : reports) {
      untold += Math.max(0L, (long) report.counts().failed() - report.failures().size());
      for (CrawlReport.Failure failure : report.failures())
        losses.merge(
            new Reason(failure.stage(), failure.reason().replace(failure.url() + ": ", "")),
            new Lost(1, failure.url()),
            Lost::plus);
    }
    if (untold > 0)
      losses.put(new Reason("any", "not named: a report names at most 100"), new Lost(untold, ""));
    return losses.entrySet().stream()
        .sorted(
            Comparator.comparing(
                (Map.Entry<Reason, Lost> entry) -> entry.getValue().count(),
                Comparator.reverseOrder()))
        .map(
            entry ->
                new DayView.Loss(
                    entry.getKey().stage(),
                    Words.number(entry.getValue().count()),
                    entry.getKey().text(),
                    entry.getValue().example()))
        .toList();
  }

  private static DayView.Visit visit(CrawlReport report) {
    return new DayView.Visit(
        clock(report.startedAt()),
        Words.of(report.outcome()),
        Words.tone(report.outcome()),
        Words.of(report.counts()));
  }

  private static String clock(Instant at) {
    return CLOCK.format(at);
  }
}
