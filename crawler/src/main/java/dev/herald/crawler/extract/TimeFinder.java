package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds when a statement was published, as far as the page says.
///
/// What JSON-LD, meta elements, time elements, the text near the title and the URL say is gathered;
/// the day that most of them agree on wins, and of those that name it the most precise one. Times
/// of updates, events and copyright are left out. Unknown stays unknown.
final class TimeFinder {
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Duration ZONE_SLACK = Duration.ofHours(15);

  private TimeFinder() {}

  /// A time that may be the publication's.
  ///
  /// @param weight how far such a place is to be trusted, 0 to 1
  record Candidate(PublicationTime time, double weight) {}

  /// The publication time, with its provenance.
  static PublicationTime find(
      Reading reading,
      Box body,
      String title,
      PageFacts facts,
      PageContent content,
      Hints hints,
      SelectedFields selected,
      String language) {
    var times = new TimeReading(content, hints, facts, language);
    Optional<PublicationTime> chosen =
        selected.published(times).filter(time -> isPlausible(time, content.fetchedAt()));
    if (chosen.isPresent()) return chosen.get();
    var candidates = new ArrayList<Candidate>();
    candidates.addAll(DeclaredTimes.find(facts, times));
    candidates.addAll(ShownTimes.find(reading, body, title, times));
    content.url().flatMap(times::readUrl).ifPresent(t -> candidates.add(new Candidate(t, 0.6)));
    candidates.removeIf(candidate -> !isPlausible(candidate.time(), content.fetchedAt()));
    if (candidates.isEmpty())
      return isPlausible(hints.published(), content.fetchedAt())
          ? hints.published()
          : PublicationTime.UNKNOWN;
    return settle(LocalDays.shift(candidates, hints.zone().isPresent()));
  }

  private static boolean isPlausible(PublicationTime time, Instant fetchedAt) {
    return time.earliest()
        .filter(instant -> !instant.isBefore(EARLIEST))
        .filter(instant -> !instant.isAfter(fetchedAt.plus(ZONE_SLACK)))
        .isPresent();
  }

  private static PublicationTime settle(List<Candidate> candidates) {
    LocalDate day = bestDay(candidates);
    List<Candidate> agreeing =
        candidates.stream().filter(c -> c.time().date().equals(Optional.of(day))).toList();
    PublicationTime best =
        agreeing.stream().max(Comparator.comparingDouble(TimeFinder::worth)).orElseThrow().time();
    if (best.provenance() == Provenance.VISIBLE_TEXT) return best;
    return agreeing.stream()
        .filter(c -> c.time().provenance() == Provenance.VISIBLE_TEXT)
        .findFirst()
        .map(shown -> withPrinted(best, shown.time().printed()))
        .orElse(best);
  }

  /// A clock time outweighs every place.
  private static double worth(Candidate candidate) {
    return candidate.weight() + (candidate.time().precision() == Precision.MINUTE ? 2 : 0);
  }

  /// The machine-readable time, in the words the reader sees.
  private static PublicationTime withPrinted(PublicationTime time, Optional<String> printed) {
    return new PublicationTime(
        printed,
        time.date(),
        time.time(),
        time.zone(),
        time.instant(),
        time.precision(),
        time.provenance(),
        time.flags());
  }

  /// The day with most weight behind it; each kind of place has one vote.
  private static LocalDate bestDay(List<Candidate> candidates) {
    Map<LocalDate, Map<Provenance, Double>> votes = new HashMap<>();
    for (Candidate candidate : candidates) {
      if (candidate.time().precision() == Precision.MONTH) continue;
      LocalDate day = candidate.time().date().orElseThrow();
      votes
          .computeIfAbsent(day, d -> new EnumMap<>(Provenance.class))
          .merge(voter(candidate.time().provenance()), candidate.weight(), Math::max);
    }
    if (votes.isEmpty()) return candidates.getFirst().time().date().orElseThrow();
    return votes.entrySet().stream()
        .max(
            Comparator.comparingDouble(
                entry -> entry.getValue().values().stream().mapToDouble(w -> w).sum()))
        .orElseThrow()
        .getKey();
  }

  /// JSON-LD and meta elements come from the same template, so they vote as one.
  private static Provenance voter(Provenance provenance) {
    return switch (provenance) {
      case JSON_LD, META -> Provenance.META;
      case TIME_ELEMENT, VISIBLE_TEXT -> Provenance.VISIBLE_TEXT;
      case SELECTOR, FEED, SITEMAP, LISTING, URL, NONE -> provenance;
    };
  }
}
