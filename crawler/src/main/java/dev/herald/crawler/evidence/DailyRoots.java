package dev.herald.crawler.evidence;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the daily roots as they fall due, in a thread of its own, until closed.
public final class DailyRoots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyRoots.class);
  private static final int EVERY_MINUTES = 30;

  private final DayRoots roots;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("daily-roots").factory());

  private DailyRoots(DayRoots roots) {
    this.roots = roots;
  }

  /// Begins; what is due already is written at once.
  public static DailyRoots start(DayRoots roots) {
    DailyRoots daily = new DailyRoots(roots);
    var _ =
        daily.thread.scheduleWithFixedDelay(daily::writeDue, 0, EVERY_MINUTES, TimeUnit.MINUTES);
    return daily;
  }

  private void writeDue() {
    try {
      for (DayRoot root : roots.writeDue())
        LOG.info(
            "evidence root date={} leaves={} root={}", root.date(), root.leaves(), root.root());
    } catch (IOException | RuntimeException e) {
      // Thrown further it would end the schedule; the next turn tries again.
      LOG.warn("evidence root not written reason={}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
