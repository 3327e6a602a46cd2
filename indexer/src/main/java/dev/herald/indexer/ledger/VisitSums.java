package dev.herald.indexer.ledger;

import java.time.Instant;
import java.util.Map;

/// The sums of a day's reports.
///
/// @param unread visits that failed or were refused
/// @param firstStart when the first visit began
/// @param lastEnd when the last visit ended
/// @param fellOut failures by stage
/// @param figures of the rules that visits must keep
public record VisitSums(
    long visits,
    long unread,
    Instant firstStart,
    Instant lastEnd,
    long listed,
    long fetched,
    long extracted,
    long published,
    Map<String, Long> fellOut,
    Map<VisitRule, VisitRule.Figures> figures) {
  public VisitSums {
    fellOut = Map.copyOf(fellOut);
    figures = Map.copyOf(figures);
  }
}
