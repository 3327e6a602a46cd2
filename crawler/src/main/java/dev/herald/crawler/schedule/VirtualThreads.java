package dev.herald.crawler.schedule;

import java.util.concurrent.Semaphore;
import org.quartz.spi.ThreadPool;

/// Quartz's thread pool on virtual threads: bounds the visits, not the threads.
public final class VirtualThreads implements ThreadPool {
  private int size = 64;
  private Semaphore slots = new Semaphore(size);

  /// Set by Quartz from `org.quartz.threadPool.threadCount`.
  public void setThreadCount(int size) {
    this.size = size;
  }

  @Override
  public boolean runInThread(Runnable runnable) {
    slots.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("visit")
        .start(
            () -> {
              try {
                runnable.run();
              } finally {
                slots.release();
              }
            });
    return true;
  }

  @Override
  public int blockForAvailableThreads() {
    slots.acquireUninterruptibly();
    slots.release();
    return Math.max(1, slots.availablePermits());
  }

  @Override
  public void initialize() {
    slots = new Semaphore(size);
  }

  @Override
  public void shutdown(boolean waitForJobsToComplete) {
    if (waitForJobsToComplete) slots.acquireUninterruptibly(size);
  }

  @Override
  public int getPoolSize() {
    return size;
  }

  @Override
  public void setInstanceId(String id) {
    // One pool a process; its name says nothing more.
  }

  @Override
  public void setInstanceName(String name) {
    // One pool a process; its name says nothing more.
  }
}
