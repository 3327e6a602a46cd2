package dev.herald.app.stack;

import java.time.Duration;

/// The wait between two looks at a server that is starting.
final class Pause {
  private Pause() {}

  static void between(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while an engine was starting", e);
    }
  }
}
