package dev.herald.indexer.ledger;

/// Counts of deliveries by their state.
public record DeliverySums(long delivered, long pending, long givenUp) {
  /// No delivery.
  public static final DeliverySums NONE = new DeliverySums(0, 0, 0);

  DeliverySums plus(DeliverySums other) {
    return new DeliverySums(
        delivered + other.delivered, pending + other.pending, givenUp + other.givenUp);
  }

  DeliverySums minus(DeliverySums other) {
    return new DeliverySums(
        delivered - other.delivered, pending - other.pending, givenUp - other.givenUp);
  }

  long all() {
    return delivered + pending + givenUp;
  }
}
