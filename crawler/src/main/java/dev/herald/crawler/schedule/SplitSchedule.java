package dev.herald.crawler.schedule;

import dev.herald.config.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two schedules: one for sources that any process can visit, one for those that need a browser.
///
/// In a cluster whoever shares a schedule may be given any of its visits. A process without a
/// browser therefore shares only the first; the second is begun where there is one, at the first
/// source that needs it.
public final class SplitSchedule implements VisitSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(SplitSchedule.class);

  private final VisitSchedule plain;
  private final Optional<Supplier<VisitSchedule>> browsers;
  private @Nullable VisitSchedule rendered;
  private boolean started;

  /// @param browsers makes the second schedule; empty where its sources are left to other processes
  public SplitSchedule(VisitSchedule plain, Optional<Supplier<VisitSchedule>> browsers) {
    this.plain = plain;
    this.browsers = browsers;
  }

  @Override
  public synchronized void start() {
    started = true;
    plain.start();
    if (rendered != null) rendered.start();
  }

  @Override
  public synchronized void update(List<Source> now) {
    List<Source> browsing = now.stream().filter(s -> s.enabled() && s.isRendered()).toList();
    plain.update(now.stream().filter(source -> !source.isRendered()).toList());
    if (rendered != null) rendered.update(browsing);
    else if (browsing.isEmpty()) return;
    else if (browsers.isEmpty()) LOG.info("left to others with a browser={}", browsing.size());
    else {
      rendered = browsers.get().get();
      rendered.update(browsing);
      if (started) rendered.start();
    }
  }

  @Override
  public synchronized boolean visitNow(String sourceId) {
    return plain.visitNow(sourceId) || (rendered != null && rendered.visitNow(sourceId));
  }

  @Override
  public Instant next(Source source, Instant now) {
    return plain.next(source, now);
  }

  @Override
  public synchronized void close() {
    plain.close();
    if (rendered != null) rendered.close();
  }
}
