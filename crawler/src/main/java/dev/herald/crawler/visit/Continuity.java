package dev.herald.crawler.visit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether statements may have slipped past between two visits.
final class Continuity {
  /// The last number of an address, which many publishers count up with every statement.
  private static final Pattern NUMBER = Pattern.compile("^(.*?\\D)(\\d{1,15})(\\D*)$");

  private Continuity() {}

  /// What to say where a discovery that was known names nothing that is known any more.
  ///
  /// @param known addresses of the source's latest statements
  /// @param listed addresses that the discovery names now, all of them new
  /// @return empty if the numbers of the addresses follow on from each other
  static Optional<String> gap(List<String> known, List<String> listed) {
    Map<String, Long> last = new HashMap<>();
    for (String url : known)
      numbered(url).ifPresent(it -> last.merge(it.shape(), it.number(), Math::max));
    Map<String, Long> first = new HashMap<>();
    for (String url : listed)
      numbered(url).ifPresent(it -> first.merge(it.shape(), it.number(), Math::min));
    String said =
        "all %d items are new, others may have slipped past since the last visit; visit more often"
            .formatted(listed.size());
    for (Map.Entry<String, Long> entry : first.entrySet()) {
      Optional<Long> before = Optional.ofNullable(last.get(entry.getKey()));
      if (before.isEmpty()) continue;
      long missing = entry.getValue() - before.get() - 1;
      if (missing == 0) return Optional.empty();
      if (missing > 0)
        return Optional.of(
            "%s (numbers %d to %d were never listed)"
                .formatted(said, before.get() + 1, entry.getValue() - 1));
    }
    return Optional.of(said);
  }

  private record Numbered(String shape, long number) {}

  private static Optional<Numbered> numbered(String url) {
    Matcher parts = NUMBER.matcher(url);
    if (!parts.matches()) return Optional.empty();
    return Optional.of(
        new Numbered(parts.group(1) + "#" + parts.group(3), Long.parseLong(parts.group(2))));
  }
}
