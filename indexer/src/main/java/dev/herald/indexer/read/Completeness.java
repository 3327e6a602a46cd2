package dev.herald.indexer.read;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.herald.config.message.CrawlReport;
import dev.herald.config.message.CrawlReport.Pages;
import dev.herald.indexer.read.LedgerDay.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How complete the record is: of each source and of all.
///
/// Example: `Completeness.of(ledger, crawls, ids, to.minusDays(13), to)`.
///
/// @param from first UTC day that is counted
/// @param to last UTC day
/// @param all sources taken together; its latency is the chain's, as the last canary shows it
/// @param sources one by one
/// @param days each day with the number of sources of each state, in order
public record Completeness(
    LocalDate from, LocalDate to, Figures all, Map<String, Figures> sources, List<Day> days) {

  public Completeness {
    sources = new LinkedHashMap<>(sources);
    days = List.copyOf(days);
  }

  /// The figures of one source, or of all.
  ///
  /// @param days that are counted
  /// @param read on which at least one visit could read the discoveries
  /// @param balanced of those read, on which the ledger balances
  /// @param indexed statements that are stored
  /// @param waiting addresses that were listed and are not yet; empty where no visit told
  /// @param latency from the fetch of a page until its revision could be searched
  /// @param incidents that are open
  public record Figures(
      long days,
      long read,
      long balanced,
      long indexed,
      Optional<Long> waiting,
      @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<Duration> latency,
      long incidents) {
    /// The share of what was ever listed that is indexed, 0 to 1; empty where that is not known.
    @JsonProperty("share")
    public Optional<Double> share() {
      return waiting
          .filter(open -> indexed + open > 0)
          .map(open -> (double) indexed / (indexed + open));
    }
  }

  /// One day, by the number of sources.
  ///
  /// @param balanced read, and the ledger balances
  /// @param unbalanced read, and it does not
  /// @param unread visited, and not read
  /// @param notVisited not visited
  public record Day(LocalDate day, int balanced, int unbalanced, int unread, int notVisited) {}

  /// Counts.
  ///
  /// @throws IOException if what it rests on is away
  public static Completeness of(
      Ledger ledger, Crawls crawls, Collection<String> sourceIds, LocalDate from, LocalDate to)
      throws IOException {
    Set<String> ids = new LinkedHashSet<>(sourceIds);
    Map<String, CrawlReport> reports = crawls.latest();
    Map<String, Crawls.Stored> stored = crawls.statements();
    Map<String, Duration> latencies = ledger.latencies(ids);
    List<LedgerDay> days = ledger.days(ids, from, to);
    List<Incident> open = ledger.incidents(ids).stream().filter(Incident::isOpen).toList();
    Map<String, Figures> sources = new LinkedHashMap<>();
    for (String id : ids)
      sources.put(
          id,
          figures(
              days.stream().filter(day -> day.sourceId().equals(id)).toList(),
              Optional.ofNullable(stored.get(id)).map(Crawls.Stored::statements).orElse(0L),
              Optional.ofNullable(reports.get(id)).flatMap(CrawlReport::pages),
              Optional.ofNullable(latencies.get(id)),
              open.stream().filter(incident -> incident.sourceId().equals(id)).count()));
    return new Completeness(
        from, to, all(sources.values(), ledger), sources, byDay(days, from, to));
  }

  private static Figures figures(
      List<LedgerDay> days,
      long indexed,
      Optional<Pages> pages,
      Optional<Duration> latency,
      long incidents) {
    return new Figures(
        days.size(),
        days.stream().filter(Completeness::isRead).count(),
        days.stream().filter(Completeness::isBalanced).count(),
        indexed,
        pages.map(Pages::waiting).map(Integer::longValue),
        latency,
        incidents);
  }

  private static Figures all(Collection<Figures> sources, Ledger ledger) throws IOException {
    List<Figures> told = sources.stream().filter(one -> one.waiting().isPresent()).toList();
    return new Figures(
        sources.stream().mapToLong(Figures::days).sum(),
        sources.stream().mapToLong(Figures::read).sum(),
        sources.stream().mapToLong(Figures::balanced).sum(),
        sources.stream().mapToLong(Figures::indexed).sum(),
        told.isEmpty()
            ? Optional.empty()
            : Optional.of(told.stream().mapToLong(one -> one.waiting().orElseThrow()).sum()),
        ledger.passages(1).stream().findFirst().flatMap(Passage::latency),
        sources.stream().mapToLong(Figures::incidents).sum());
  }

  private static List<Day> byDay(List<LedgerDay> days, LocalDate from, LocalDate to) {
    List<Day> counted = new ArrayList<>();
    for (LocalDate day : from.datesUntil(to.plusDays(1)).toList()) {
      List<LedgerDay> own = days.stream().filter(one -> one.day().equals(day)).toList();
      int read = (int) own.stream().filter(Completeness::isRead).count();
      int balanced = (int) own.stream().filter(Completeness::isBalanced).count();
      int unread = (int) own.stream().filter(one -> one.verdict() == Verdict.UNREAD).count();
      counted.add(new Day(day, balanced, read - balanced, unread, own.size() - read - unread));
    }
    return counted;
  }

  private static boolean isRead(LedgerDay day) {
    return switch (day.verdict()) {
      case NOT_VISITED, UNREAD -> false;
      case NOTHING_PUBLISHED, UNSURE, PUBLISHED -> true;
    };
  }

  private static boolean isBalanced(LedgerDay day) {
    return isRead(day) && day.imbalances().isEmpty();
  }
}
