package dev.herald.app.office;

import dev.herald.config.message.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Choices that a seed decides: the same parts give the same choice in every process.
record Chance(long seed) {
  private static final int HEX_DIGITS = 12;
  private static final double RANGE = Math.scalb(1.0, 4 * HEX_DIGITS);

  /// From 0 to `bound` - 1.
  int below(int bound, Object... parts) {
    return (int) Math.floorMod(draw(parts), (long) bound);
  }

  /// From 0 to less than 1.
  double share(Object... parts) {
    return draw(parts) / RANGE;
  }

  private long draw(Object... parts) {
    String key =
        seed + "|" + Arrays.stream(parts).map(Object::toString).collect(Collectors.joining("|"));
    String hash = Hashes.sha256(key.getBytes(StandardCharsets.UTF_8));
    return Long.parseLong(hash.substring(0, HEX_DIGITS), 16);
  }
}
