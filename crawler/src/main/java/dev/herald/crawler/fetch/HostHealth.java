package dev.herald.crawler.fetch;

import dev.herald.crawler.robots.RobotsAuthority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// Remembers which robots authorities are in trouble, and how long each is left alone.
///
/// A `Retry-After` is honoured up to a day. Without one that lies ahead, a throttled host (429,
/// 503) rests 30 s, doubled with each further answer of that kind, and a failing one (5xx, no
/// answer) rests 10 s from its third failure in a row on, doubled likewise; both at most an hour,
/// and spread by half at random so that nobody returns in step. A host that asks for seconds again
/// and again rests as one that asks for nothing. One good answer clears all. Thread-safe.
public final class HostHealth {
  static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);
  private static final Duration MAX_PAUSE = Duration.ofHours(1);
  private static final Duration THROTTLED = Duration.ofSeconds(30);
  private static final Duration FAILING = Duration.ofSeconds(10);
  private static final int PATIENCE = 3;

  private final Clock clock;
  private final RandomGenerator random;
  private final TroubleMemory memory;
  private final ConcurrentHashMap<RobotsAuthority, Trouble> troubles = new ConcurrentHashMap<>();

  /// Trouble of one authority.
  ///
  /// @param failures in a row
  /// @param until when it may be asked again; in the past if it may
  /// @param reason of the last failure, one sentence
  public record Trouble(int failures, Instant until, String reason) {}

  public HostHealth(Clock clock) {
    this(clock, TroubleMemory.NONE);
  }

  /// Goes on with what was remembered.
  public HostHealth(Clock clock, TroubleMemory memory) {
    this.clock = clock;
    this.random = RandomGenerator.getDefault();
    this.memory = memory;
    Instant latest = clock.instant().plus(MAX_RETRY_AFTER);
    // A time that lies further ahead is of a clock that was.
    memory
        .all()
        .forEach(
            (authority, trouble) -> {
              if (!trouble.until().isAfter(latest)) troubles.put(authority, trouble);
            });
  }

  /// How long the authority is still to be left alone; empty if it may be asked now.
  public Optional<Duration> pause(RobotsAuthority authority) {
    return Optional.ofNullable(troubles.get(authority))
        .map(trouble -> Duration.between(clock.instant(), trouble.until()))
        .filter(Duration::isPositive)
        // Longer than any pause that is made: the clock was ahead when this one was.
        .filter(left -> left.compareTo(MAX_RETRY_AFTER) <= 0);
  }

  /// Every authority whose last answer was no good one.
  public Map<RobotsAuthority, Trouble> troubles() {
    return Map.copyOf(troubles);
  }

  /// Records a good answer.
  public void succeeded(RobotsAuthority authority) {
    if (troubles.remove(authority) != null) memory.forget(authority);
  }

  /// Records that the authority asked for patience (429, 503, or any answer with `Retry-After`).
  ///
  /// @param retryAfter what it asked for; honoured up to a day
  public void throttled(RobotsAuthority authority, String reason, Optional<Duration> retryAfter) {
    Optional<Duration> asked = retryAfter.filter(Duration::isPositive);
    record(
        authority,
        reason,
        failures -> {
          if (asked.isEmpty()) return grown(THROTTLED, failures);
          return failures < PATIENCE
              ? asked.get()
              : max(asked.get(), grown(THROTTLED, failures - PATIENCE + 1));
        });
  }

  /// Records an answer of 5xx, or none at all.
  public void failed(RobotsAuthority authority, String reason) {
    record(
        authority,
        reason,
        failures -> failures < PATIENCE ? Duration.ZERO : grown(FAILING, failures - PATIENCE + 1));
  }

  private void record(RobotsAuthority authority, String reason, IntFunction<Duration> pauseAfter) {
    Instant now = clock.instant();
    Trouble trouble =
        troubles.compute(
            authority,
            (_, before) -> {
              int failures = before == null ? 1 : before.failures() + 1;
              Duration pause = pauseAfter.apply(failures);
              Instant until = now.plus(min(pause, MAX_RETRY_AFTER));
              boolean longer = before != null && before.until().isAfter(until);
              return new Trouble(failures, longer ? before.until() : until, reason);
            });
    memory.keep(authority, trouble);
  }

  private Duration grown(Duration first, int times) {
    Duration pause = min(first.multipliedBy(1L << Math.min(times - 1, 12)), MAX_PAUSE);
    return pause.dividedBy(2).plusMillis(random.nextLong(pause.toMillis() / 2 + 1));
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
