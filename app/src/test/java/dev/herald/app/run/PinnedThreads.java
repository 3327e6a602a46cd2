package dev.herald.app.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A program in which more virtual threads than there are processors wait for a class whose
/// initialiser waits for another virtual thread. Ends with 0 if that one came to run.
final class PinnedThreads {
  private static final CountDownLatch CAME = new CountDownLatch(1);
  private static final CountDownLatch BEGUN = new CountDownLatch(1);
  private static final int PATIENCE_SECONDS = 5;

  private PinnedThreads() {}

  /// Is initialised when the virtual thread it waits for has run.
  static final class Slow {
    static {
      BEGUN.countDown();
      await(CAME, 10 * PATIENCE_SECONDS);
    }

    private Slow() {}

    static void use() {
      // Whoever calls this waits for the class.
    }
  }

  /// With an argument, has as many carriers as Herald has.
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0) Carriers.allow();
    int waiting = Runtime.getRuntime().availableProcessors() + 1;
    for (int i = 0; i < waiting; i++) Thread.ofVirtual().start(Slow::use);
    await(BEGUN, PATIENCE_SECONDS);
    // Time for the others to come to the class; fewer of them would make the test pass too easily.
    TimeUnit.MILLISECONDS.sleep(300);
    Thread.ofVirtual().start(CAME::countDown);
    System.exit(await(CAME, PATIENCE_SECONDS) ? 0 : 1);
  }

  private static boolean await(CountDownLatch latch, int seconds) {
    try {
      return latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
