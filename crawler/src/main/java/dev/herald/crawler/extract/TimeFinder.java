package dev.herald.crawler.extract;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
import dev.herald.config.message.PublicationTime.Precision;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.BlockReader.Reading;
import dev.herald.crawler.extract.ShownTimes.Shown;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds when a statement was published, as far as the page says.
///
/// What JSON-LD, meta elements, time elements, the text near the title and the URL say is gathered;
/// the day that most of them agree on wins, and of those that name it the most precise one. Times
/// of events and copyright are left out, that of the last change stands in where nothing else is
/// said, and is flagged. Unknown stays unknown.
final class TimeFinder {
  private static final double IN_URL = 0.6;
  private static final double LISTED = 0.6;
  private static final double IN_SITEMAP = 0.2;
  private static final double IN_SCRIPT = 0.5;
  private static final double STRONG = 0.65;
  private static final double SHOWN_AGAIN = 0.15;
  private static final int MOST_SHOWN_AGAIN = 2;
  private static final double MONTH_IN_URL = 0.3;
  private static final double TIE = 0.001;

  private TimeFinder() {}

  /// A time that may be the publication's.
  ///
  /// @param weight how far such a place is to be trusted, 0 to 1
  record Candidate(PublicationTime time, double weight) {}

  /// What was found.
  ///
  /// @param time with its provenance
  /// @param refused times that no publication can have, with the reason, one phrase each
  record Finding(PublicationTime time, List<String> refused) {}

  static Finding find(
      Reading reading,
      PageElements elements,
      Box body,
      String title,
      PageFacts facts,
      PageContent content,
      Hints hints,
      SelectedFields selected,
      String language) {
    var times = new TimeReading(content, hints, facts, language);
    var plausibility = new Plausibility(content.fetchedAt(), hints.firstPage());
    Optional<PublicationTime> chosen = selected.published(times, plausibility::check);
    if (chosen.isPresent()) return finding(chosen.get(), plausibility);
    Shown shown = ShownTimes.find(reading, elements.times(), body, title, times);
    var candidates = new ArrayList<>(DeclaredTimes.find(facts, times));
    candidates.addAll(shown.candidates());
    LearnedTimes.find(reading, hints.template(), times).ifPresent(candidates::add);
    content.url().flatMap(times::readUrl).ifPresent(t -> candidates.add(new Candidate(t, IN_URL)));
    listed(hints.published()).ifPresent(candidates::add);
    note(candidates, plausibility, selected.reasons());
    candidates.removeIf(candidate -> !isPlausible(candidate, plausibility));
    if (candidates.stream().allMatch(c -> c.time().precision() == Precision.MONTH))
      ScriptTimes.find(elements.scripts(), times)
          .or(() -> VagueTimes.find(shown.undated(), reading.page(), times))
          .filter(plausibility::check)
          .ifPresent(time -> candidates.add(new Candidate(time, IN_SCRIPT)));
    if (candidates.isEmpty()) {
      if (plausibility.check(hints.published())) return finding(hints.published(), plausibility);
      PublicationTime changed = lastChange(shown, facts, times, plausibility);
      return finding(changed, plausibility);
    }
    Optional<YearMonth> month = content.url().flatMap(times::readUrlMonth);
    return finding(settle(times.onLocalDays(candidates), month, selected.reasons()), plausibility);
  }

  /// Some pages say only when they were last changed. That stands in, and is called so.
  private static PublicationTime lastChange(
      Shown shown, PageFacts facts, TimeReading times, Plausibility plausibility) {
    return Stream.concat(shown.changed().stream(), DeclaredTimes.modified(facts, times).stream())
        .filter(plausibility::accepts)
        .findFirst()
        .map(time -> time.withFlags(Set.of(Flag.LAST_CHANGED)))
        .orElse(PublicationTime.UNKNOWN);
  }

  /// Dates of other things stand in many places; that one was refused is told of the places where
  /// publications stand.
  private static boolean isPlausible(Candidate candidate, Plausibility plausibility) {
    return candidate.weight() >= STRONG
        ? plausibility.check(candidate.time())
        : plausibility.accepts(candidate.time());
  }

  private static Finding finding(PublicationTime time, Plausibility plausibility) {
    return new Finding(TimeReading.withKnownZone(time), plausibility.refused());
  }

  private static void note(List<Candidate> candidates, Plausibility plausibility, Reasons reasons) {
    if (!reasons.areAsked()) return;
    for (Candidate candidate : candidates)
      reasons.candidate(
          "published",
          candidate.time().iso().orElse("?"),
          candidate.time().provenance().name().toLowerCase(Locale.ROOT),
          candidate.weight(),
          plausibility.accepts(candidate.time()) ? "" : "is not possible for a publication");
  }

  /// A feed or listing counts as much as the address, a sitemap little, for it tells of changes.
  /// Midnight and noon stand there for "no time known".
  private static Optional<Candidate> listed(PublicationTime time) {
    double weight = time.provenance() == Provenance.SITEMAP ? IN_SITEMAP : LISTED;
    return switch (time.precision()) {
      case UNKNOWN, MONTH -> Optional.empty();
      case DAY -> Optional.of(new Candidate(time, weight));
      case MINUTE -> {
        LocalTime clock = time.time().orElse(LocalTime.MIDNIGHT);
        boolean placeholder = clock.equals(LocalTime.MIDNIGHT) || clock.equals(LocalTime.NOON);
        yield Optional.of(new Candidate(placeholder ? dayOf(time) : time, weight));
      }
    };
  }

  private static PublicationTime dayOf(PublicationTime time) {
    return PublicationTime.ofDay(
        time.printed().orElse(""),
        time.date().orElseThrow(),
        time.zone().orElse(ZoneOffset.UTC),
        time.provenance());
  }

  private static PublicationTime settle(
      List<Candidate> candidates, Optional<YearMonth> monthInUrl, Reasons reasons) {
    LocalDate day = bestDay(candidates, monthInUrl, reasons);
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

  /// A clock time outweighs every place, and one with its zone one that lacks it.
  private static double worth(Candidate candidate) {
    if (candidate.time().precision() != Precision.MINUTE) return candidate.weight();
    if (TimeReading.isZoneAssumed(candidate.time())) return candidate.weight() + 2;
    return candidate.weight() + (voter(candidate.time().provenance()) == Provenance.META ? 5 : 4);
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
  private static LocalDate bestDay(
      List<Candidate> candidates, Optional<YearMonth> monthInUrl, Reasons reasons) {
    Map<LocalDate, List<Candidate>> byDay = new LinkedHashMap<>();
    for (Candidate candidate : candidates)
      if (candidate.time().precision() != Precision.MONTH)
        byDay
            .computeIfAbsent(candidate.time().date().orElseThrow(), _ -> new ArrayList<>())
            .add(candidate);
    LocalDate best = candidates.getFirst().time().date().orElseThrow();
    double most = 0;
    for (var entry : byDay.entrySet()) {
      double votes = votes(entry.getValue());
      if (monthInUrl.equals(Optional.of(YearMonth.from(entry.getKey())))) votes += MONTH_IN_URL;
      if (reasons.areAsked())
        reasons.candidate("published", entry.getKey().toString(), "votes for the day", votes);
      // Of equals the first wins: what comes later are dates of other things.
      if (votes <= most + TIE) continue;
      most = votes;
      best = entry.getKey();
    }
    return best;
  }

  /// A day shown in several places near the title is what the publisher wants read as its date,
  /// whatever a template declares.
  private static double votes(List<Candidate> sameDay) {
    Map<Provenance, Double> byVoter = new EnumMap<>(Provenance.class);
    int shown = 0;
    for (Candidate candidate : sameDay) {
      Provenance voter = voter(candidate.time().provenance());
      byVoter.merge(voter, candidate.weight(), Math::max);
      if (voter == Provenance.VISIBLE_TEXT && candidate.weight() >= STRONG) shown++;
    }
    double sum = byVoter.values().stream().mapToDouble(weight -> weight).sum();
    return sum + SHOWN_AGAIN * Math.clamp(shown - 1L, 0, MOST_SHOWN_AGAIN);
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
