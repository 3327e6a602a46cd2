package dev.herald.crawler.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often in a row each source was visited in vain: its address is closed to us, or shows no
/// list. Such a source is visited less and less, at least once a day, and never given up.
///
/// An outage does not count: its end must not be noticed a day late. Thread-safe.
public final class Setbacks {
  private static final int PATIENCE = 3;
  private static final int MOST_DOUBLINGS = 20;

  /// No source is left alone for longer than that, unless its own times say so.
  static final Duration LONGEST = Duration.ofDays(1);

  private final Map<String, Integer> unread;

  /// @param unread how many visits in a row read nothing, by source id
  public Setbacks(Map<String, Integer> unread) {
    this.unread = new ConcurrentHashMap<>(unread);
  }

  /// Remembers a visit.
  ///
  /// @param inARow how many visits, this one included, read nothing; 0 after one that read
  public void visited(String sourceId, int inARow) {
    if (inARow == 0) unread.remove(sourceId);
    else unread.put(sourceId, inARow);
  }

  boolean isSlowed(String sourceId) {
    return unread.getOrDefault(sourceId, 0) > PATIENCE;
  }

  /// The time until the next visit: doubled with every visit in vain from the fourth on, but not
  /// beyond a day, unless it is longer anyway.
  ///
  /// @param usual what it would be if the source could be read
  Duration wait(String sourceId, Duration usual) {
    int doublings = unread.getOrDefault(sourceId, 0) - PATIENCE;
    if (doublings <= 0 || usual.compareTo(LONGEST) >= 0) return usual;
    Duration slowed = usual.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    return slowed.compareTo(LONGEST) > 0 ? LONGEST : slowed;
  }
}
