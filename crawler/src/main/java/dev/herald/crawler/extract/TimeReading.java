package dev.herald.crawler.extract;

import dev.herald.config.language.Languages;
import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Provenance;
import dev.herald.crawler.extract.TimeFinder.Candidate;
import dev.herald.crawler.time.Found;
import dev.herald.crawler.time.PrintedTimeReader;
import dev.herald.crawler.time.TimeContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads times as one page writes them: in its languages, its order of day and month, its zone.
final class TimeReading {
  /// Stands for a zone that nobody knows; no page names it so.
  private static final ZoneId ASSUMED = ZoneId.of("Etc/UTC");

  private static final int MOST_CHARS = 100;
  private static final int MOST_TEXT_CHARS = 600;
  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-?(\\d{2})-?(\\d{2})(?:[T ]{1,2}(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,]\\d{1,9})?)?"
              + " ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?)?");
  private static final Pattern IN_URL =
      Pattern.compile(
          "[/_=.-]((?:19|20)\\d{2})[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\\d|3[01])(?!\\d)");

  private static final Pattern DAY_FIRST_IN_URL =
      Pattern.compile(
          "[/_-](0[1-9]|[12]\\d|3[01])[_.-](0[1-9]|1[0-2])[_.-]((?:19|20)\\d{2})(?!\\d)");

  private static final Pattern MONTH_IN_URL =
      Pattern.compile("/((?:19|20)\\d{2})[/_-](0?[1-9]|1[0-2])(?=[/_-])");

  private final List<String> languages;
  private final ZoneId zone;
  private final ZoneId clockZone;
  private final Instant fetchedAt;
  private final boolean zoneIsKnown;
  private final Optional<String> url;

  /// @param language of the text; names of months are looked for in it first
  TimeReading(PageContent content, Hints hints, PageFacts facts, String language) {
    var spoken = new LinkedHashSet<String>();
    if (!language.equals("und")) addMoreExact(spoken, language, facts);
    facts.declaredLanguage().ifPresent(spoken::add);
    spoken.addAll(hints.languages());
    this.languages = List.copyOf(spoken);
    this.zone = hints.zone().orElse(ZoneOffset.UTC);
    this.clockZone = hints.zone().or(() -> PageZone.find(content.url(), languages)).orElse(ASSUMED);
    this.fetchedAt = content.fetchedAt();
    this.zoneIsKnown = hints.zone().isPresent();
    this.url = content.url();
  }

  /// The region that the page declares with the same language says how it orders day and month.
  private static void addMoreExact(Set<String> known, String language, PageFacts facts) {
    facts
        .declaredLanguage()
        .filter(declared -> Languages.primary(declared).equals(language))
        .ifPresentOrElse(known::add, () -> known.add(language));
  }

  /// A time in machine-readable form, or printed.
  Optional<PublicationTime> read(String written, Provenance provenance) {
    String text = Texts.line(written);
    if (text.isEmpty() || text.length() > MOST_CHARS) return Optional.empty();
    Matcher iso = ISO.matcher(text);
    if (iso.lookingAt()) return readIso(text, iso, provenance);
    return findAll(text, provenance).stream().findFirst().map(Found::time);
  }

  /// Every printed time in a text, in order.
  List<Found> findAll(String text, Provenance provenance) {
    if (text.chars().noneMatch(Character::isDigit)) return List.of();
    String start = text.length() > MOST_TEXT_CHARS ? text.substring(0, MOST_TEXT_CHARS) : text;
    return PrintedTimeReader.findAll(start, context(provenance));
  }

  /// A time that a place meant for nothing else prints, relative ones included.
  Optional<PublicationTime> readPrinted(String printed) {
    return PrintedTimeReader.read(printed, context(Provenance.SELECTOR));
  }

  /// A time that counts from the fetch: "2 hours ago".
  Optional<PublicationTime> readRelative(String text) {
    return PrintedTimeReader.readRelative(text, context(Provenance.VISIBLE_TEXT));
  }

  /// A day and month without a year, in the year before the fetch.
  Optional<PublicationTime> readWithoutYear(String text) {
    return PrintedTimeReader.readWithoutYear(text, context(Provenance.VISIBLE_TEXT));
  }

  private TimeContext context(Provenance provenance) {
    return new TimeContext(languages, clockZone, fetchedAt, provenance);
  }

  /// The candidates with their moments on the publisher's own day.
  List<Candidate> onLocalDays(List<Candidate> candidates) {
    if (zoneIsKnown) return candidates;
    return LocalDays.shift(
        candidates, PageZone.ofCountry(url), PageZone.likelySeat(url, languages));
  }

  /// The time without a zone that was only assumed.
  static PublicationTime withKnownZone(PublicationTime time) {
    return isZoneAssumed(time) ? time.withoutZone() : time;
  }

  /// Whether a clock time was read without its zone being known.
  static boolean isZoneAssumed(PublicationTime time) {
    return time.zone().equals(Optional.of(ASSUMED));
  }

  Optional<PublicationTime> readUrl(String url) {
    String path = url.length() > 2_000 ? url.substring(0, 2_000) : url;
    Matcher match = IN_URL.matcher(path);
    if (match.find())
      return date(match.group(1), match.group(2), match.group(3))
          .map(date -> PublicationTime.ofDay(match.group(), date, zone, Provenance.URL));
    Matcher dayFirst = DAY_FIRST_IN_URL.matcher(path);
    if (!dayFirst.find()) return Optional.empty();
    return date(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1))
        .map(date -> PublicationTime.ofDay(dayFirst.group(), date, zone, Provenance.URL));
  }

  /// The month under which an address is filed: `/2017/09/title`.
  Optional<YearMonth> readUrlMonth(String url) {
    Matcher match = MONTH_IN_URL.matcher(url.length() > 2_000 ? url.substring(0, 2_000) : url);
    if (!match.find()) return Optional.empty();
    return Optional.of(
        YearMonth.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))));
  }

  private Optional<PublicationTime> readIso(String text, Matcher iso, Provenance provenance) {
    Optional<LocalDate> date = date(iso.group(1), iso.group(2), iso.group(3));
    if (date.isEmpty()) return timestamp(text, provenance);
    Optional<LocalTime> time = clock(iso.group(4), iso.group(5), iso.group(6));
    ZoneId written = iso.group(7) == null ? clockZone : offset(iso.group(7)).orElse(clockZone);
    return Optional.of(time(text, date.get(), time, written, provenance));
  }

  /// Seconds or milliseconds since 1970, which begin like a date.
  private Optional<PublicationTime> timestamp(String text, Provenance provenance) {
    if (!text.chars().allMatch(Character::isDigit)) return Optional.empty();
    return PrintedTimeReader.read(text, context(provenance));
  }

  /// Midnight and noon to the second stand for "no time known" in many systems.
  private PublicationTime time(
      String printed, LocalDate date, Optional<LocalTime> time, ZoneId written, Provenance from) {
    if (time.isEmpty()) return PublicationTime.ofDay(printed, date, written, from);
    boolean placeholder =
        from != Provenance.VISIBLE_TEXT
            && from != Provenance.SELECTOR
            && (time.get().equals(LocalTime.MIDNIGHT) || time.get().equals(LocalTime.NOON));
    if (placeholder) return PublicationTime.ofDay(printed, date, written, from);
    LocalTime minute = time.get().truncatedTo(ChronoUnit.MINUTES);
    if (!written.equals(ZoneOffset.UTC) || clockZone.equals(ASSUMED))
      return PublicationTime.ofMinute(printed, date, minute, written, from);
    var local = OffsetDateTime.of(date, minute, ZoneOffset.UTC).atZoneSameInstant(clockZone);
    return PublicationTime.ofMinute(
        printed, local.toLocalDate(), local.toLocalTime(), clockZone, from);
  }

  private static Optional<LocalTime> clock(
      @Nullable String hour, @Nullable String minute, @Nullable String second) {
    if (hour == null || minute == null) return Optional.empty();
    try {
      return Optional.of(
          LocalTime.of(
              Integer.parseInt(hour),
              Integer.parseInt(minute),
              second == null ? 0 : Integer.parseInt(second)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> offset(String offset) {
    if (offset.equals("Z") || offset.equals("UTC") || offset.equals("GMT"))
      return Optional.of(ZoneOffset.UTC);
    try {
      return Optional.of(ZoneOffset.of(offset));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
