package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings instants in UTC to the publisher's own day, where the page shows that day.
///
/// A template that writes UTC and shows local time names two days around midnight. A clock time
/// shown beside it gives the offset itself; a shown day alone only the day, and then no clock time
/// is claimed, unless the likely country's clock says that day, too. Where no day is shown, the
/// country of the address decides if it is one day wherever in it one is.
final class LocalDays {
  private static final Duration MOST_OFFSET = Duration.ofHours(14);
  private static final int OFFSET_STEP_MINUTES = 15;

  private final List<Candidate> all;
  private final Optional<CountryZones> country;
  private final Optional<ZoneId> seat;

  private LocalDays(List<Candidate> all, Optional<CountryZones> country, Optional<ZoneId> seat) {
    this.all = all;
    this.country = country;
    this.seat = seat;
  }

  /// @param country in whose domain the page is
  /// @param seat zone in which the page is most likely published
  static List<Candidate> shift(
      List<Candidate> candidates, Optional<CountryZones> country, Optional<ZoneId> seat) {
    var days = new LocalDays(candidates, country, seat);
    var shifted = new ArrayList<Candidate>();
    for (Candidate candidate : candidates)
      shifted.add(isUtc(candidate.time()) ? days.shift(candidate) : candidate);
    return shifted;
  }

  private static boolean isUtc(PublicationTime time) {
    return time.precision() == Precision.MINUTE
        && time.zone().equals(Optional.of(ZoneOffset.UTC))
        && time.provenance() != Provenance.VISIBLE_TEXT;
  }

  private Candidate shift(Candidate utc) {
    Instant moment = utc.time().instant().orElseThrow();
    LocalDateTime inUtc = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    for (Candidate shown : all) {
      Optional<ZoneOffset> offset = offset(inUtc, shown.time());
      if (offset.isPresent()) return in(utc, moment, offset.get());
    }
    if (all.stream().anyMatch(c -> names(c, inUtc.toLocalDate()))) return utc;
    for (Candidate shown : all) {
      LocalDate day = shown.time().date().orElse(inUtc.toLocalDate());
      boolean local = isShown(shown.time()) && !day.equals(inUtc.toLocalDate());
      if (local && isWithinReach(inUtc, day)) return onDay(utc, moment, day);
    }
    boolean elsewhere =
        country
            .flatMap(c -> c.dayOf(moment))
            .filter(d -> !d.equals(inUtc.toLocalDate()))
            .isPresent();
    return elsewhere ? seat.map(zone -> in(utc, moment, zone)).orElse(utc) : utc;
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

  private static Candidate in(Candidate utc, Instant moment, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    return new Candidate(
        PublicationTime.ofMinute(
            utc.time().printed().orElse(""),
            local.toLocalDate(),
            local.toLocalTime(),
            zone,
            utc.time().provenance()),
        utc.weight());
  }

  private Candidate onDay(Candidate utc, Instant moment, LocalDate day) {
    Optional<ZoneId> there = seat.filter(zone -> LocalDate.ofInstant(moment, zone).equals(day));
    if (there.isPresent()) return in(utc, moment, there.get());
    return new Candidate(
        PublicationTime.ofDay(
            utc.time().printed().orElse(""), day, ZoneOffset.UTC, utc.time().provenance()),
        utc.weight());
  }
}
