package dev.herald.indexer.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/// Writes down deliveries that arrived, in one transaction as many as came while the last one was
/// written: a commit for each would cost more than sending it. Thread-safe.
final class SettledTogether {
  private final Outbox outbox;
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writing = new ReentrantLock();

  SettledTogether(Outbox outbox) {
    this.outbox = outbox;
  }

  /// Settles a delivery now, or leaves it to the thread that is writing.
  void add(String id) {
    ids.add(id);
    while (!ids.isEmpty() && writing.tryLock()) {
      try {
        List<String> together = new ArrayList<>();
        for (String next = ids.poll(); next != null; next = ids.poll()) together.add(next);
        if (!together.isEmpty()) outbox.delivered(together);
      } finally {
        writing.unlock();
      }
    }
  }
}
