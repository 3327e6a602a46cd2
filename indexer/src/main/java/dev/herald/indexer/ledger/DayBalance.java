package dev.herald.indexer.ledger;

import dev.herald.indexer.ledger.VisitRule.Figures;
import dev.herald.indexer.read.LedgerDay;
import dev.herald.indexer.read.LedgerDay.Chain;
import dev.herald.indexer.read.LedgerDay.Imbalance;
import dev.herald.indexer.read.LedgerDay.Verdict;
import dev.herald.indexer.read.LedgerDay.Visits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a day's page of the ledger of the sums. Pure.
final class DayBalance {
  private DayBalance() {}

  /// The page.
  ///
  /// @param visits empty if none was reported
  /// @param settling whether a visit, or the indexing of what it published, is under way: figures
  ///   that differ only for that are no imbalance
  static LedgerDay of(
      SourceDay key,
      Optional<VisitSums> visits,
      RevisionSums revisions,
      DeliverySums deliveries,
      boolean settling) {
    Chain chain = chain(visits, revisions, deliveries);
    Map<String, Long> fellOut = visits.map(VisitSums::fellOut).orElse(Map.of());
    List<Imbalance> differences = differences(visits, revisions, chain);
    return new LedgerDay(
        key.sourceId(),
        key.day(),
        verdict(visits, chain),
        new Visits(
            visits.map(VisitSums::visits).orElse(0L),
            visits.map(VisitSums::unread).orElse(0L),
            visits.map(VisitSums::firstStart),
            visits.map(VisitSums::lastEnd)),
        chain,
        fellOut,
        settling ? List.of() : differences,
        settling && !differences.isEmpty());
  }

  private static Chain chain(
      Optional<VisitSums> visits, RevisionSums revisions, DeliverySums deliveries) {
    boolean counted = revisions.counted() == revisions.indexed();
    return new Chain(
        visits.map(VisitSums::listed).orElse(0L),
        visits.map(VisitSums::fetched).orElse(0L),
        visits.map(VisitSums::extracted).orElse(0L),
        visits.map(VisitSums::published).orElse(0L),
        revisions.indexed(),
        revisions.newStatements(),
        revisions.matched(),
        counted ? Optional.of(revisions.alerts()) : Optional.empty(),
        deliveries.delivered(),
        deliveries.pending(),
        deliveries.givenUp());
  }

  private static List<Imbalance> differences(
      Optional<VisitSums> visits, RevisionSums revisions, Chain chain) {
    List<Imbalance> found = new ArrayList<>();
    for (VisitRule rule : VisitRule.values()) {
      Figures figures =
          visits.map(sums -> sums.figures().getOrDefault(rule, Figures.NONE)).orElse(Figures.NONE);
      if (figures.expected() != figures.found())
        found.add(new Imbalance(rule.rule(), figures.expected(), figures.found()));
    }
    if (chain.published() != chain.indexed())
      found.add(
          new Imbalance(Imbalance.Rule.PUBLISHED_IS_INDEXED, chain.published(), chain.indexed()));
    if (revisions.unmatched() > 0)
      found.add(
          new Imbalance(
              Imbalance.Rule.ALERTS_ARE_MATCHES,
              chain.matched() + revisions.unmatched(),
              chain.matched()));
    chain
        .alerts()
        .filter(alerts -> alerts != chain.deliveries())
        .ifPresent(
            alerts ->
                found.add(
                    new Imbalance(
                        Imbalance.Rule.ALERTS_ARE_DELIVERIES, alerts, chain.deliveries())));
    return found;
  }

  private static Verdict verdict(Optional<VisitSums> visits, Chain chain) {
    if (chain.published() > 0 || chain.indexed() > 0) return Verdict.PUBLISHED;
    if (visits.isEmpty() || visits.get().visits() == 0) return Verdict.NOT_VISITED;
    if (visits.get().unread() == visits.get().visits()) return Verdict.UNREAD;
    boolean lost = visits.get().fellOut().values().stream().anyMatch(count -> count > 0);
    return lost ? Verdict.UNSURE : Verdict.NOTHING_PUBLISHED;
  }
}
