package dev.herald.crawler.visit;

import dev.herald.crawler.state.FormMemory.Left;
import dev.herald.crawler.state.KnownStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Tells an edit from a page that shows now one and now another of the same texts, as those do that
/// stand on several servers or try out two titles.
///
/// A publisher who takes an edit back is believed at once. Whoever does it again is believed only
/// if the text stands after a day, then after two, four and eight: what a page shows in the end is
/// always published, and a page that never settles is no news at each visit.
final class FlipFlops {
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final int BELIEVED = 1;
  private static final int MOST_DOUBLINGS = 4;

  private final Workshop shop;

  FlipFlops(Workshop shop) {
    this.shop = shop;
  }

  /// Whether a text only comes back once more. If not, it counts as an edit, which is remembered.
  ///
  /// @param known the statement as it reads without it
  /// @param fingerprint of the text
  boolean isOne(KnownStatement known, String fingerprint) {
    Instant now = shop.now();
    List<Left> left = shop.state().forms().left(known.id(), now.minus(REMEMBERED));
    boolean comesBack = left.stream().map(Left::fingerprint).anyMatch(fingerprint::equals);
    int edits = left.stream().mapToInt(Left::times).sum();
    Instant last = left.stream().map(Left::at).max(Instant::compareTo).orElse(Instant.MIN);
    if (comesBack && edits > BELIEVED && now.isBefore(last.plus(wait(edits)))) return true;
    shop.state().forms().leave(known.id(), known.fingerprint(), now);
    return false;
  }

  private static Duration wait(int edits) {
    return Duration.ofDays(1L << Math.min(edits - BELIEVED - 1, MOST_DOUBLINGS));
  }
}
