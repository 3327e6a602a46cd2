package dev.herald.indexer.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down deliveries that arrived, in one transaction as many as came while the last one was
/// written: a commit for each would cost more than sending it. What cannot be written down keeps
/// its lease, and is sent again when that ends. Thread-safe; never throws.
final class SettledTogether {
  private static final Logger LOG = LoggerFactory.getLogger(SettledTogether.class);

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
        if (!together.isEmpty()) settle(together);
      } finally {
        writing.unlock();
      }
    }
  }

  private void settle(List<String> together) {
    try {
      outbox.delivered(together);
    } catch (RuntimeException e) {
      LOG.warn(
          "deliveries not settled; they are sent again under the same ids ids={} reason={}",
          together,
          e.toString());
    }
  }
}
