package dev.herald.indexer.ledger;

/// Counts of stored revisions.
///
/// @param newStatements how many are a statement's first
/// @param matched how many a rule matches
/// @param alerts deliveries that their matches call for
/// @param counted how many revisions say how many deliveries they call for
/// @param unmatched how many call for a delivery though no rule matches them
public record RevisionSums(
    long indexed, long newStatements, long matched, long alerts, long counted, long unmatched) {
  /// No revision.
  public static final RevisionSums NONE = new RevisionSums(0, 0, 0, 0, 0, 0);

  RevisionSums plus(RevisionSums other) {
    return new RevisionSums(
        indexed + other.indexed,
        newStatements + other.newStatements,
        matched + other.matched,
        alerts + other.alerts,
        counted + other.counted,
        unmatched + other.unmatched);
  }

  RevisionSums minus(RevisionSums other) {
    return new RevisionSums(
        indexed - other.indexed,
        newStatements - other.newStatements,
        matched - other.matched,
        alerts - other.alerts,
        counted - other.counted,
        unmatched - other.unmatched);
  }
}
