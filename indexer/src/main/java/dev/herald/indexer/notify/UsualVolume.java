package dev.herald.indexer.notify;

import dev.herald.indexer.read.Matches.Level;
import dev.herald.indexer.read.Matches.Volume;
import java.util.List;
import java.util.Optional;

/// Judges how much a rule matched in a day by the same days of the weeks before. Pure.
///
/// What is usual is the median, which a holiday or one hectic week does not move. How far a day may
/// be from it is three times the weeks' own spread, or what chance alone does to counts of that
/// size, whichever is wider.
final class UsualVolume {
  /// Weeks that are looked back on.
  static final int WEEKS = 8;

  /// Fewer say nothing of what is usual.
  private static final int LEAST_WEEKS = 4;

  private static final double WIDTH = 3;

  /// A median deviation as a standard deviation, for what is spread normally.
  private static final double OF_NORMAL = 1.4826;

  private UsualVolume() {}

  /// @param weeksBefore matches of the same 24 hours of each week in which the rule was there
  static Volume judge(long lastDay, List<Long> weeksBefore) {
    if (weeksBefore.size() < LEAST_WEEKS)
      return new Volume(lastDay, Optional.empty(), Level.UNKNOWN);
    double usual = median(weeksBefore.stream().map(Long::doubleValue).toList());
    double deviation =
        OF_NORMAL * median(weeksBefore.stream().map(count -> Math.abs(count - usual)).toList());
    double room = WIDTH * Math.max(deviation, Math.sqrt(Math.max(usual, 1)));
    Level level =
        lastDay > usual + room ? Level.MANY : lastDay < usual - room ? Level.FEW : Level.USUAL;
    return new Volume(lastDay, Optional.of(usual), level);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
