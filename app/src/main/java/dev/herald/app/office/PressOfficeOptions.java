package dev.herald.app.office;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// How a press office behaves.
///
/// ```java
/// var options = PressOfficeOptions.quiet(folder).withPace(new Pace(ofSeconds(4), ZERO, ZERO));
/// ```
///
/// @param port loopback port; 0 takes any free one, and after a restart the one it had before,
///   because statement URLs carry it
/// @param folder where the journal is kept; made if missing
/// @param seed decides every text, figure and choice
/// @param pace how often it acts by itself
/// @param faults how often it breaks
/// @param listed most statements that a feed, news sitemap or listing page names at once
/// @param clock tells when statements are published
public record PressOfficeOptions(
    int port, Path folder, long seed, Pace pace, Faults faults, int listed, Clock clock) {

  private static final int LISTED = 20;

  public PressOfficeOptions {
    if (port < 0 || port > 65_535)
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    if (listed < 1) throw new IllegalArgumentException("listed must be at least 1, was " + listed);
  }

  /// Time between two acts of a kind; zero: only when asked.
  public record Pace(Duration publishEvery, Duration editEvery, Duration withdrawEvery) {
    /// Everything only when asked.
    public static final Pace STILL = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public Pace {
      if (publishEvery.isNegative() || editEvery.isNegative() || withdrawEvery.isNegative())
        throw new IllegalArgumentException(
            "intervals must not be negative, were %s, %s, %s"
                .formatted(publishEvery, editEvery, withdrawEvery));
    }
  }

  /// How often requests end in a fault; `robots.txt` never does.
  ///
  /// @param share of requests, 0 to 1
  /// @param silence how long the connection stays silent, where that is the fault
  public record Faults(double share, Duration silence) {
    /// No faults.
    public static final Faults NONE = new Faults(0, Duration.ofSeconds(8));

    public Faults {
      if (!(share >= 0 && share <= 1))
        throw new IllegalArgumentException("fault share must be 0 to 1, was " + share);
    }
  }

  /// An office that does only what it is asked to, without faults, on any free port.
  public static PressOfficeOptions quiet(Path folder) {
    return new PressOfficeOptions(0, folder, 1, Pace.STILL, Faults.NONE, LISTED, Clock.systemUTC());
  }

  /// The office of `herald demo`: a statement every four seconds, edits, withdrawals, some faults.
  public static PressOfficeOptions demo(Path folder, int port) {
    return quiet(folder)
        .withPort(port)
        .withPace(new Pace(Duration.ofSeconds(4), Duration.ofSeconds(15), Duration.ofSeconds(60)))
        .withFaults(new Faults(0.03, Duration.ofSeconds(8)));
  }

  /// The same with another port.
  public PressOfficeOptions withPort(int other) {
    return new PressOfficeOptions(other, folder, seed, pace, faults, listed, clock);
  }

  /// The same with another seed.
  public PressOfficeOptions withSeed(long other) {
    return new PressOfficeOptions(port, folder, other, pace, faults, listed, clock);
  }

  /// The same at another pace.
  public PressOfficeOptions withPace(Pace other) {
    return new PressOfficeOptions(port, folder, seed, other, faults, listed, clock);
  }

  /// The same with other faults.
  public PressOfficeOptions withFaults(Faults other) {
    return new PressOfficeOptions(port, folder, seed, pace, other, listed, clock);
  }

  /// The same with longer or shorter feeds, news sitemaps and listing pages.
  public PressOfficeOptions withListed(int other) {
    return new PressOfficeOptions(port, folder, seed, pace, faults, other, clock);
  }

  /// The same with another clock.
  public PressOfficeOptions withClock(Clock other) {
    return new PressOfficeOptions(port, folder, seed, pace, faults, listed, other);
  }
}
