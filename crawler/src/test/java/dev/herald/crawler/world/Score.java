package dev.herald.crawler.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a referee counted. For one thread.
public final class Score {
  private static final int MOST_EXAMPLES = 5;

  private final List<Duration> latencies = new ArrayList<>();
  private final List<Duration> editLatencies = new ArrayList<>();
  private final Map<String, List<String>> examples = new TreeMap<>();
  private final Map<What, Long> counts = new EnumMap<>(What.class);

  /// What is counted; see [#count].
  public enum What {
    VISITS,
    REQUESTS,
    /// Statements that a reader of the lists could see.
    LISTED,
    /// Statements that were published.
    FOUND,
    /// Statements that two polls listed and nobody published.
    MISSED,
    EDITS,
    FALSE_EDITS,
    WITHDRAWALS,
    FALSE_WITHDRAWALS,
    RETURNS,
    /// Statements that were taken away for good and long enough.
    GONE,
    /// Those of them that are known to be withdrawn.
    GONE_KNOWN,
    /// Revisions that the truth does not know, false edits and withdrawals among them.
    WRONG,
    /// Requests before their time, or where none was allowed.
    IMPOLITE
  }

  void add(What what) {
    counts.merge(what, 1L, Long::sum);
  }

  void found(Duration latency) {
    latencies.add(latency);
  }

  void edited(Duration latency) {
    editLatencies.add(latency);
  }

  void example(String fault, String text) {
    List<String> known = examples.computeIfAbsent(fault, _ -> new ArrayList<>());
    if (known.size() < MOST_EXAMPLES) known.add(text);
  }

  /// Adds what another referee counted.
  public void add(Score other) {
    other.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
    latencies.addAll(other.latencies);
    editLatencies.addAll(other.editLatencies);
    other.examples.forEach((fault, texts) -> texts.forEach(text -> example(fault, text)));
  }

  /// How often something happened.
  public long count(What what) {
    return counts.getOrDefault(what, 0L);
  }

  /// Time from a statement's publication to its first fetch.
  ///
  /// @param share of the statements that took no longer, such as 0.99
  public Duration latency(double share) {
    return percentile(latencies, share);
  }

  /// Time from an edit to the fetch that showed it.
  public Duration editLatency(double share) {
    return percentile(editLatencies, share);
  }

  /// The first faults of each kind, one sentence each; empty if there were none.
  public List<String> examples() {
    return examples.entrySet().stream()
        .flatMap(fault -> fault.getValue().stream().map(text -> fault.getKey() + ": " + text))
        .toList();
  }

  private static Duration percentile(List<Duration> times, double share) {
    if (times.isEmpty()) return Duration.ZERO;
    Collections.sort(times);
    return times.get((int) Math.ceil(share * times.size()) - 1);
  }
}
