package dev.herald.crawler.visit;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.crawler.state.StatementMemory.Dated;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether statements may have slipped past between two visits.
///
/// Numbers that a publisher counts up in its addresses tell; where there are none, the times at
/// which the statements were published.
final class Continuity {
  /// The last number of an address, which many publishers count up with every statement.
  private static final Pattern NUMBER = Pattern.compile("^(.*?\\D)(\\d{1,15})(\\D*)$");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Continuity() {}

  /// What to say where a discovery that was known names nothing that is known any more.
  ///
  /// @param known the source's latest statements
  /// @param listed what the discovery names now, all of it new
  /// @return empty if the numbers of the addresses follow on from each other, or the lists overlap
  ///   in time
  static Optional<String> gap(List<Dated> known, List<Dated> listed) {
    String said =
        "all %d items are new, others may have slipped past since the last visit; visit more often"
            .formatted(listed.size());
    Map<String, Long> last = new HashMap<>();
    for (Dated one : known)
      numbered(one.url()).ifPresent(it -> last.merge(it.shape(), it.number(), Math::max));
    Map<String, Long> first = new HashMap<>();
    for (Dated one : listed)
      numbered(one.url()).ifPresent(it -> first.merge(it.shape(), it.number(), Math::min));
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
    return byTime(known, listed, said);
  }

  private static Optional<String> byTime(List<Dated> known, List<Dated> listed, String said) {
    Optional<Span> newest = spans(known).stream().max(Comparator.comparing(Span::to));
    List<Span> spans = spans(listed);
    Optional<Span> oldest = spans.stream().min(Comparator.comparing(Span::from));
    if (newest.isEmpty() || oldest.isEmpty()) return Optional.of(said);
    if (!oldest.get().to().isAfter(newest.get().from())) return Optional.empty();
    // Of an item without a time, nobody knows whether it closes the gap.
    boolean apart = spans.size() == listed.size() && oldest.get().from().isAfter(newest.get().to());
    return Optional.of(
        apart
            ? "%s (nothing listed between %s and %s is known)"
                .formatted(said, newest.get().text(), oldest.get().text())
            : said);
  }

  private static List<Span> spans(List<Dated> all) {
    return all.stream().map(one -> Span.find(one.published())).flatMap(Optional::stream).toList();
  }

  /// The moments that a time of publication can mean.
  private record Span(Instant from, Instant to, String text) {
    static Optional<Span> find(PublicationTime time) {
      if (time.instant().isPresent()) {
        Instant at = time.instant().get();
        return Optional.of(new Span(at, at, MINUTE.format(at)));
      }
      return time.earliest().flatMap(from -> time.date().map(day -> of(from, day, time)));
    }

    private static Span of(Instant from, LocalDate day, PublicationTime time) {
      LocalDate next = time.precision() == Precision.MONTH ? day.plusMonths(1) : day.plusDays(1);
      Instant to = next.atStartOfDay(time.zone().orElse(ZoneOffset.UTC)).toInstant();
      return new Span(from, to, time.iso().orElse(day.toString()));
    }
  }

  private record Numbered(String shape, long number) {}

  private static Optional<Numbered> numbered(String url) {
    Matcher parts = NUMBER.matcher(url);
    if (!parts.matches()) return Optional.empty();
    return Optional.of(
        new Numbered(parts.group(1) + "#" + parts.group(3), Long.parseLong(parts.group(2))));
  }
}
