package dev.herald.app.catalogue;

import dev.herald.config.source.Source;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// Looks at many sources, several at once; a host is still asked one thing at a time.
public final class CatalogueCheck {
  private final Function<Source, SourceReport> look;
  private final Semaphore slots;
  private final ReentrantLock telling = new ReentrantLock();

  /// @param look at one source; thread-safe, as [SourceCheck#look]
  /// @param atOnce most sources looked at together, at least 1
  public CatalogueCheck(Function<Source, SourceReport> look, int atOnce) {
    this.look = look;
    this.slots = new Semaphore(atOnce);
  }

  /// Looks at all of them.
  ///
  /// @param progress is told each report as it comes, one at a time
  /// @return one report for each source, in the given order
  /// @throws InterruptedException if the calling thread is interrupted; the looks are then broken
  ///   off
  public List<SourceReport> run(List<Source> sources, Consumer<SourceReport> progress)
      throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<SourceReport>> tasks =
          sources.stream()
              .<Callable<SourceReport>>map(source -> () -> report(source, progress))
              .toList();
      return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
    }
  }

  private SourceReport report(Source source, Consumer<SourceReport> progress)
      throws InterruptedException {
    slots.acquire();
    try {
      SourceReport report = look.apply(source);
      telling.lock();
      try {
        progress.accept(report);
      } finally {
        telling.unlock();
      }
      return report;
    } finally {
      slots.release();
    }
  }
}
