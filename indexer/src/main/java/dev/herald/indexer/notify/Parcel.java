package dev.herald.indexer.notify;

import java.time.Instant;

/// Something taken from the outbox to be sent, and where it is written down what became of it.
interface Parcel {
  /// Id of the delivery, the same for every repeat.
  String id();

  /// How often it was taken, this time included.
  int attempts();

  /// Sends it.
  Channel.Outcome sendBy(Channel channel);

  /// The other side has it.
  void delivered();

  /// It is to be sent again.
  void retry(Instant at, String failure);

  /// It is never sent again.
  void giveUp(String failure);
}
