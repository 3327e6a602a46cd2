package dev.herald.crawler.schedule;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Quartz's thread pool on virtual threads: bounds the visits, not the threads.
public final class VirtualThreads implements ThreadPool {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);

  /// How long running visits may take to end by themselves; then they are interrupted.
  private static final long PATIENCE_SECONDS = 15;

  private static final long LAST_SECONDS = 5;

  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private int size = 64;
  private Semaphore slots = new Semaphore(size);

  /// Set by Quartz from `org.quartz.threadPool.threadCount`.
  public void setThreadCount(int size) {
    this.size = size;
  }

  @Override
  public boolean runInThread(Runnable runnable) {
    slots.acquireUninterruptibly();
    Thread.ofVirtual().name("visit").start(() -> run(runnable));
    return true;
  }

  private void run(Runnable runnable) {
    running.add(Thread.currentThread());
    try {
      runnable.run();
    } finally {
      running.remove(Thread.currentThread());
      slots.release();
    }
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
    if (!waitForJobsToComplete) return;
    try {
      if (slots.tryAcquire(size, PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
      LOG.info("visits are interrupted count={}", running.size());
      running.forEach(Thread::interrupt);
      if (!slots.tryAcquire(size, LAST_SECONDS, TimeUnit.SECONDS))
        LOG.warn("visits are left behind count={}", running.size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
