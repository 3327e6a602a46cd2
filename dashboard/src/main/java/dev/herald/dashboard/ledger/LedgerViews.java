package dev.herald.dashboard.ledger;

import dev.herald.config.source.Source;
import dev.herald.dashboard.page.Links;
import dev.herald.dashboard.page.Moment;
import dev.herald.dashboard.page.QueryString;
import dev.herald.dashboard.page.Words;
import dev.herald.indexer.read.Incident;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.Passage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes the view of the ledger's page. Pure.
final class LedgerViews {
  static final int DAYS = 14;
  static final int PASSAGES = 48;
  private static final int MAX_CELL = 9_999;
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

  private LedgerViews() {}

  /// What the page is made of.
  ///
  /// @param days of all sources
  /// @param passages of the canary, the last first
  /// @param to the last day shown
  record Known(
      List<Source> sources,
      List<LedgerDay> days,
      List<Incident> incidents,
      List<Passage> passages,
      LocalDate to,
      boolean onlyTrouble) {}

  static LedgerView page(Known known, Instant now, LocalDate today) {
    Map<String, Source> sources =
        known.sources().stream()
            .collect(
                Collectors.toMap(
                    Source::id, Function.identity(), (one, _) -> one, LinkedHashMap::new));
    Map<String, List<LedgerDay>> days =
        known.days().stream().collect(Collectors.groupingBy(LedgerDay::sourceId));
    List<Incident> open = known.incidents().stream().filter(Incident::isOpen).toList();
    List<Source> ordered =
        sources.values().stream()
            .sorted(
                Comparator.comparing((Source source) -> !needsALook(source, days, open))
                    .thenComparing(Source::institution))
            .filter(source -> !known.onlyTrouble() || needsALook(source, days, open))
            .toList();
    return new LedgerView(
        summary(sources.size(), days, open),
        open.stream().map(incident -> row(incident, sources, now)).toList(),
        known.incidents().stream()
            .filter(incident -> !incident.isOpen())
            .map(incident -> row(incident, sources, now))
            .toList(),
        ChainView.of(known.passages(), now),
        columns(known.to()),
        ordered.stream().map(source -> row(source, days)).toList(),
        known.onlyTrouble(),
        path(known.to(), !known.onlyTrouble()),
        path(known.to().minusDays(DAYS), known.onlyTrouble()),
        known.to().isBefore(today)
            ? Optional.of(path(earlierOf(known.to().plusDays(DAYS), today), known.onlyTrouble()))
            : Optional.empty());
  }

  static String path(String sourceId, LocalDate day) {
    return Links.path("ledger", sourceId, day.toString());
  }

  static String longDay(LocalDate day) {
    return LONG.format(day);
  }

  private static String path(LocalDate to, boolean onlyTrouble) {
    return QueryString.empty()
        .with("to", to.toString())
        .with("only", onlyTrouble ? "trouble" : "")
        .on("/ledger");
  }

  private static LocalDate earlierOf(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static String summary(
      int sources, Map<String, List<LedgerDay>> days, List<Incident> open) {
    long unbalanced =
        days.values().stream()
            .filter(own -> own.stream().anyMatch(day -> !day.imbalances().isEmpty()))
            .count();
    List<String> parts = new ArrayList<>();
    parts.add(Words.count(sources, "source"));
    parts.add(
        unbalanced == 0 ? "every day balances" : Words.number(unbalanced) + " out of balance");
    parts.add(open.isEmpty() ? "no open incident" : Words.count(open.size(), "open incident"));
    return String.join(", ", parts);
  }

  private static boolean needsALook(
      Source source, Map<String, List<LedgerDay>> days, List<Incident> open) {
    return open.stream().anyMatch(incident -> incident.sourceId().equals(source.id()))
        || days.getOrDefault(source.id(), List.of()).stream()
            .anyMatch(day -> !day.imbalances().isEmpty());
  }

  private static LedgerView.Row row(Incident incident, Map<String, Source> sources, Instant now) {
    boolean isOfTheChain = incident.kind().isOfTheChain();
    String institution =
        Optional.ofNullable(sources.get(incident.sourceId()))
            .map(Source::institution)
            .orElse(isOfTheChain ? "Herald" : incident.sourceId());
    String since = Moment.of(incident.since(), now).text();
    String span =
        incident
            .closedAt()
            .map(
                at ->
                    "%s, for %s"
                        .formatted(since, Moment.length(Duration.between(incident.since(), at))))
            .orElse("since " + since);
    return new LedgerView.Row(
        institution,
        isOfTheChain ? "#chain" : incident.path(),
        incident.kind().label(),
        incident.isOpen() ? "bad" : "",
        span,
        incident.told());
  }

  private static List<LedgerView.Day> columns(LocalDate to) {
    return to.minusDays(DAYS - 1L)
        .datesUntil(to.plusDays(1))
        .sorted(Comparator.reverseOrder())
        .map(day -> new LedgerView.Day(day.toString(), WEEKDAY.format(day), SHORT.format(day)))
        .toList();
  }

  private static LedgerView.Source row(Source source, Map<String, List<LedgerDay>> days) {
    return new LedgerView.Source(
        source.institution(),
        Links.path("sources", source.id()),
        days.getOrDefault(source.id(), List.of()).stream()
            .sorted(Comparator.comparing(LedgerDay::day).reversed())
            .map(day -> cell(source, day))
            .toList());
  }

  private static LedgerView.Cell cell(Source source, LedgerDay day) {
    List<String> words = new ArrayList<>();
    words.add(said(day));
    day.imbalances().forEach(imbalance -> words.add(imbalance.text()));
    if (day.settling()) words.add("figures still move");
    return new LedgerView.Cell(
        path(source.id(), day.day()),
        text(day),
        tone(day),
        "%s, %s: %s"
            .formatted(source.institution(), SHORT.format(day.day()), String.join("; ", words)));
  }

  /// The day in words, without what is out of balance.
  static String said(LedgerDay day) {
    return day.verdict() == LedgerDay.Verdict.PUBLISHED
        ? Words.count(day.chain().indexed(), "revision") + " published"
        : day.verdict().label();
  }

  private static String text(LedgerDay day) {
    String mark = day.imbalances().isEmpty() ? "" : "!";
    return switch (day.verdict()) {
      case NOT_VISITED -> "–";
      case UNREAD -> "✕";
      case UNSURE -> "0?";
      case NOTHING_PUBLISHED -> "0";
      case PUBLISHED ->
          (day.chain().indexed() > MAX_CELL ? "10k" : Long.toString(day.chain().indexed())) + mark;
    };
  }

  /// Class of a day's cell and notice.
  static String tone(LedgerDay day) {
    if (!day.imbalances().isEmpty()) return "bad";
    return switch (day.verdict()) {
      case NOT_VISITED -> "";
      case UNREAD -> "bad";
      case UNSURE -> "warn";
      case NOTHING_PUBLISHED -> "calm";
      case PUBLISHED -> "good";
    };
  }
}
