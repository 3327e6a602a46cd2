package dev.herald.dashboard.ledger;

import dev.herald.dashboard.page.Moment;
import dev.herald.indexer.read.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The chain's latency as the canaries show it, a bar for each, 1000 units wide and 100 high.
///
/// @param last when the last one was delivered
/// @param latency how long that one took
/// @param bars in the order of time
public record ChainView(Moment last, String latency, List<Bar> bars) {
  private static final double WIDTH = 1_000;
  private static final double HEIGHT = 100;
  private static final double LEAST_HEIGHT = 3;
  private static final double GAP = 0.18;

  public ChainView {
    bars = List.copyOf(bars);
  }

  /// One canary's passage.
  ///
  /// @param listed when it was listed
  /// @param fetch from its list to its page's last byte
  /// @param match from there to its rule's match
  /// @param deliver from there to its delivery
  /// @param whole all of it
  public record Bar(
      String listed,
      String fetch,
      String match,
      String deliver,
      String whole,
      String x,
      String y,
      String width,
      String height) {}

  /// Draws the passages that ended; empty if none did.
  ///
  /// @param passages the last first
  static Optional<ChainView> of(List<Passage> passages, Instant now) {
    List<Passage> ended =
        passages.reversed().stream().filter(one -> one.deliveredAt().isPresent()).toList();
    if (ended.isEmpty()) return Optional.empty();
    long longest = Math.max(1, ended.stream().mapToLong(ChainView::millis).max().orElse(1));
    double slot = WIDTH / ended.size();
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < ended.size(); i++) {
      Passage one = ended.get(i);
      double height = Math.max(LEAST_HEIGHT, (HEIGHT - 2) * millis(one) / longest);
      bars.add(
          new Bar(
              Moment.of(one.listedAt(), now).text(),
              seconds(Duration.between(one.listedAt(), one.fetchedAt())),
              seconds(Duration.between(one.fetchedAt(), one.matchedAt())),
              seconds(Duration.between(one.matchedAt(), one.deliveredAt().orElseThrow())),
              seconds(Duration.ofMillis(millis(one))),
              units(slot * (i + GAP / 2)),
              units(HEIGHT - height),
              units(slot * (1 - GAP)),
              units(height)));
    }
    Passage last = ended.getLast();
    return Optional.of(
        new ChainView(
            Moment.of(last.deliveredAt().orElseThrow(), now), bars.getLast().whole(), bars));
  }

  private static long millis(Passage passage) {
    return passage.latency().orElseThrow().toMillis();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ENGLISH, "%.2f s", time.toMillis() / 1e3);
  }

  private static String units(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
