package dev.herald.app.office;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts requests by host and path, so that tests can prove manners and conditional hits.
///
/// Thread-safe. Paths beyond the bound are counted under the path `*`.
public final class RequestLog {
  private static final int MOST_PATHS = 200_000;

  private final Map<Key, Tally> tallies = new HashMap<>();
  private final Map<String, Pace> paces = new HashMap<>();

  private record Key(String host, String path) {}

  private static final class Tally {
    int requests;
    int conditional;
    int notModified;
    int faults;
  }

  private static final class Pace {
    int requests;
    long lastNanos;
    long leastGapNanos = Long.MAX_VALUE;
  }

  RequestLog() {}

  /// Counts of one path.
  ///
  /// @param path with its query
  /// @param conditional requests with a validator
  /// @param notModified answers 304
  /// @param faults answers that were broken on purpose
  public record Count(
      String host, String path, int requests, int conditional, int notModified, int faults) {}

  /// How fast one host was asked.
  ///
  /// @param leastGap between the arrivals of two requests; empty before the second one
  public record HostPace(String host, int requests, Optional<Duration> leastGap) {}

  /// Counts by host, then path.
  public synchronized List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    tallies.forEach(
        (key, tally) ->
            counts.add(
                new Count(
                    key.host(),
                    key.path(),
                    tally.requests,
                    tally.conditional,
                    tally.notModified,
                    tally.faults)));
    counts.sort(Comparator.comparing(Count::host).thenComparing(Count::path));
    return counts;
  }

  /// Paces by host.
  public synchronized List<HostPace> paces() {
    List<HostPace> list = new ArrayList<>();
    paces.forEach(
        (host, pace) ->
            list.add(
                new HostPace(
                    host,
                    pace.requests,
                    pace.leastGapNanos == Long.MAX_VALUE
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(pace.leastGapNanos)))));
    list.sort(Comparator.comparing(HostPace::host));
    return list;
  }

  /// Takes note of a request that arrived.
  ///
  /// @return how many there were before at this path
  synchronized int arrived(String host, String path, boolean conditional, long nanos) {
    Pace pace = paces.computeIfAbsent(host, _ -> new Pace());
    if (pace.requests++ > 0)
      pace.leastGapNanos = Math.min(pace.leastGapNanos, nanos - pace.lastNanos);
    pace.lastNanos = nanos;
    Tally tally = tally(host, path);
    if (conditional) tally.conditional++;
    return tally.requests++;
  }

  synchronized void notModified(String host, String path) {
    tally(host, path).notModified++;
  }

  synchronized void fault(String host, String path) {
    tally(host, path).faults++;
  }

  private Tally tally(String host, String path) {
    var key = new Key(host, path);
    if (!tallies.containsKey(key) && tallies.size() >= MOST_PATHS) key = new Key(host, "*");
    return tallies.computeIfAbsent(key, _ -> new Tally());
  }
}
