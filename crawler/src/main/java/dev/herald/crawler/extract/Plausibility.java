package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Refuses times that a publication cannot have, and keeps why.
///
/// A day counts from its first moment in its own zone, and where zones are far apart the day of the
/// publisher may be tomorrow's for whoever fetches: only what lies beyond every zone is the future.
final class Plausibility {
  private static final LocalDate FIRST_PAGES = LocalDate.of(1990, 1, 1);
  private static final Duration ZONE_SLACK = Duration.ofHours(15);
  private static final int MOST_REASONS = 3;

  private final Instant fetchedAt;
  private final Optional<LocalDate> firstPage;
  private final Set<String> refused = new LinkedHashSet<>();

  Plausibility(Instant fetchedAt, Optional<LocalDate> firstPage) {
    this.fetchedAt = fetchedAt;
    this.firstPage = firstPage;
  }

  /// Whether a time can be a publication's.
  boolean accepts(PublicationTime time) {
    return time.precision() != Precision.UNKNOWN && refusal(time).isEmpty();
  }

  /// The same, with the reason kept if not.
  boolean check(PublicationTime time) {
    Optional<String> refusal = refusal(time);
    refusal.filter(_ -> refused.size() < MOST_REASONS).ifPresent(refused::add);
    return time.precision() != Precision.UNKNOWN && refusal.isEmpty();
  }

  /// What was refused and why, one phrase each, in the order of the checks.
  List<String> refused() {
    return List.copyOf(refused);
  }

  private Optional<String> refusal(PublicationTime time) {
    Optional<Instant> earliest = time.earliest();
    if (earliest.isEmpty()) return Optional.empty();
    String what = time.iso().orElse("") + " (" + word(time) + ")";
    if (earliest.get().isAfter(fetchedAt.plus(ZONE_SLACK)))
      return Optional.of(what + " lies after the fetch");
    LocalDate day = time.date().orElseThrow();
    LocalDate last = time.precision() == Precision.MONTH ? day.plusMonths(1).minusDays(1) : day;
    if (firstPage.isPresent() && last.isBefore(firstPage.get()))
      return Optional.of(what + " lies before the institution's first page of " + firstPage.get());
    return last.isBefore(FIRST_PAGES)
        ? Optional.of(what + " lies before there were web pages")
        : Optional.empty();
  }

  private static String word(PublicationTime time) {
    return time.provenance().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
