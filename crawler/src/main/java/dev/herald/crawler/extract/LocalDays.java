package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings instants in UTC to the publisher's own day, where the page shows that day.
///
/// A template that writes UTC and shows local time names two days around midnight. A clock time
/// shown beside it gives the offset itself; a shown day alone only the day, and then no clock time
/// is claimed.
final class LocalDays {
  private static final Duration MOST_OFFSET = Duration.ofHours(14);
  private static final int OFFSET_STEP_MINUTES = 15;

  private LocalDays() {}

  /// @param zoneKnown whether the source's zone is known; then nothing needs to be inferred
  static List<Candidate> shift(List<Candidate> candidates, boolean zoneKnown) {
    if (zoneKnown) return candidates;
    var shifted = new ArrayList<Candidate>();
    for (Candidate candidate : candidates)
      shifted.add(isUtc(candidate.time()) ? shift(candidate, candidates) : candidate);
    return shifted;
  }

  private static boolean isUtc(PublicationTime time) {
    return time.precision() == Precision.MINUTE
        && time.zone().equals(Optional.of(ZoneOffset.UTC))
        && time.provenance() != Provenance.VISIBLE_TEXT;
  }

  private static Candidate shift(Candidate utc, List<Candidate> all) {
    LocalDateTime instant =
        LocalDateTime.ofInstant(utc.time().instant().orElseThrow(), ZoneOffset.UTC);
    for (Candidate shown : all) {
      Optional<ZoneOffset> offset = offset(instant, shown.time());
      if (offset.isPresent()) return at(utc, instant, offset.get());
    }
    if (all.stream().anyMatch(c -> names(c, instant.toLocalDate()))) return utc;
    for (Candidate shown : all) {
      LocalDate day = shown.time().date().orElse(instant.toLocalDate());
      boolean local = isShown(shown.time()) && !day.equals(instant.toLocalDate());
      if (local && isWithinReach(instant, day)) return onDay(utc, day);
    }
    return utc;
  }

  private static boolean names(Candidate candidate, LocalDate day) {
    return isShown(candidate.time()) && candidate.time().date().equals(Optional.of(day));
  }

  private static boolean isShown(PublicationTime time) {
    return time.provenance() == Provenance.VISIBLE_TEXT || time.provenance() == Provenance.URL;
  }

  /// The offset under which an instant reads as the clock time shown.
  private static Optional<ZoneOffset> offset(LocalDateTime instant, PublicationTime shown) {
    if (shown.provenance() != Provenance.VISIBLE_TEXT || shown.time().isEmpty())
      return Optional.empty();
    LocalDateTime local = shown.date().orElseThrow().atTime(shown.time().get());
    long minutes = Duration.between(instant.withSecond(0), local).toMinutes();
    if (minutes % OFFSET_STEP_MINUTES != 0 || Math.abs(minutes) > MOST_OFFSET.toMinutes())
      return Optional.empty();
    return Optional.of(ZoneOffset.ofTotalSeconds((int) minutes * 60));
  }

  private static boolean isWithinReach(LocalDateTime instant, LocalDate day) {
    return instant.plus(MOST_OFFSET).toLocalDate().equals(day)
        || instant.minus(MOST_OFFSET).toLocalDate().equals(day);
  }

  private static Candidate at(Candidate utc, LocalDateTime instant, ZoneOffset offset) {
    LocalDateTime local = instant.plusSeconds(offset.getTotalSeconds());
    return new Candidate(
        PublicationTime.ofMinute(
            utc.time().printed().orElse(""),
            local.toLocalDate(),
            local.toLocalTime(),
            offset,
            utc.time().provenance()),
        utc.weight());
  }

  private static Candidate onDay(Candidate utc, LocalDate day) {
    return new Candidate(
        PublicationTime.ofDay(
            utc.time().printed().orElse(""), day, ZoneOffset.UTC, utc.time().provenance()),
        utc.weight());
  }
}
