package dev.herald.app.run;

/// The platform threads that carry the virtual ones.
///
/// A virtual thread that initialises a class, or waits for another to do so, keeps its carrier.
/// Java has as many carriers as there are processors: on two of them, two such threads that wait
/// for a lock whose next owner is virtual stop each other, that owner, and all the others for good.
public final class Carriers {
  private static final String PROPERTY = "jdk.virtualThreadScheduler.parallelism";

  /// Beside one a processor: more than the visits that run at once by default; only those in use
  /// exist.
  private static final int ENOUGH = 128;

  private Carriers() {}

  /// Allows for enough of them, unless the command line says how many. Takes effect only before the
  /// first virtual thread.
  public static void allow() {
    if (System.getProperty(PROPERTY) == null)
      System.setProperty(
          PROPERTY, Integer.toString(ENOUGH + Runtime.getRuntime().availableProcessors()));
  }
}
