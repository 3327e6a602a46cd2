package dev.herald.crawler.evidence;

import dev.herald.crawler.archive.WarcArchive;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the daily roots as they fall due, in a thread of its own, until closed.
public final class DailyRoots implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyRoots.class);
  private static final int EVERY_MINUTES = 30;

  private final WarcArchive archive;
  private final DayRoots roots;
  private final Optional<TimestampAuthority> authority;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("daily-roots").factory());

  private DailyRoots(WarcArchive archive, DayRoots roots, Optional<TimestampAuthority> authority) {
    this.archive = archive;
    this.roots = roots;
    this.authority = authority;
  }

  /// Begins; what is due already is written at once.
  ///
  /// @param archive that this process writes
  /// @param authority that stamps them, if one does
  public static DailyRoots start(
      WarcArchive archive, DayRoots roots, Optional<TimestampAuthority> authority) {
    DailyRoots daily = new DailyRoots(archive, roots, authority);
    var _ =
        daily.thread.scheduleWithFixedDelay(daily::writeDue, 0, EVERY_MINUTES, TimeUnit.MINUTES);
    return daily;
  }

  private void writeDue() {
    try {
      archive.endDay();
      for (DayRoot root : roots.writeDue())
        LOG.info(
            "evidence root date={} leaves={} root={}", root.date(), root.leaves(), root.root());
      if (authority.isPresent())
        for (LocalDate day : roots.stampDue(authority.get()))
          LOG.info("evidence root time-stamped date={}", day);
    } catch (IOException | RuntimeException e) {
      // Thrown further it would end the schedule; the next turn tries again.
      LOG.warn("evidence root not written or stamped reason={}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
