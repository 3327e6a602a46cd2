package dev.herald.config.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When a statement was published, as far as the publisher says. Never invented.
///
/// @param printed the words on the page or in the feed, as they stand; empty if unknown
/// @param date the local date; the first of the month where precision is [Precision#MONTH]
/// @param time the local time, only where precision is [Precision#MINUTE]
/// @param zone zone or offset: printed, or else the source's; empty if nobody knows it, and then
///   the instant takes the local time for UTC
/// @param instant the moment in UTC, only where precision is [Precision#MINUTE]
/// @param precision how much is known
/// @param provenance where it was read
/// @param flags what is odd about it, by itself or against the moment it was first seen
public record PublicationTime(
    Optional<String> printed,
    Optional<LocalDate> date,
    Optional<LocalTime> time,
    Optional<ZoneId> zone,
    Optional<Instant> instant,
    Precision precision,
    Provenance provenance,
    Set<Flag> flags) {

  /// Nothing on the page or around it says when.
  public static final PublicationTime UNKNOWN =
      new PublicationTime(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Precision.UNKNOWN,
          Provenance.NONE,
          Set.of());

  public PublicationTime {
    flags = Set.copyOf(flags);
    if (precision == Precision.MINUTE != instant.isPresent())
      throw new IllegalArgumentException("an instant goes with precision minute, and only there");
    if (precision == Precision.UNKNOWN == date.isPresent())
      throw new IllegalArgumentException("a date goes with every known precision");
  }

  /// Reads the message contract: what a later version adds never makes the rest unreadable.
  @JsonCreator
  static PublicationTime read(
      @JsonProperty("printed") Optional<String> printed,
      @JsonProperty("date") Optional<LocalDate> date,
      @JsonProperty("time") Optional<LocalTime> time,
      @JsonProperty("zone") Optional<ZoneId> zone,
      @JsonProperty("instant") Optional<Instant> instant,
      @JsonProperty("precision") Precision precision,
      @JsonProperty("provenance") Provenance provenance,
      @JsonProperty("flags") List<String> flags) {
    boolean known = precision != Precision.UNKNOWN;
    return new PublicationTime(
        printed,
        date.filter(_ -> known),
        time.filter(_ -> known),
        zone,
        instant.filter(_ -> known),
        precision,
        provenance,
        flags.stream().flatMap(Flag::read).collect(Collectors.toUnmodifiableSet()));
  }

  /// A date without a time.
  public static PublicationTime ofDay(
      String printed, LocalDate date, ZoneId zone, Provenance provenance) {
    return new PublicationTime(
        Optional.of(printed),
        Optional.of(date),
        Optional.empty(),
        Optional.of(zone),
        Optional.empty(),
        Precision.DAY,
        provenance,
        Set.of());
  }

  /// A date with a time; in an autumn overlap the earlier offset, in a spring gap moved forward.
  public static PublicationTime ofMinute(
      String printed, LocalDate date, LocalTime time, ZoneId zone, Provenance provenance) {
    return new PublicationTime(
        Optional.of(printed),
        Optional.of(date),
        Optional.of(time),
        Optional.of(zone),
        Optional.of(date.atTime(time).atZone(zone).toInstant()),
        Precision.MINUTE,
        provenance,
        Set.of());
  }

  /// A month of a year.
  public static PublicationTime ofMonth(
      String printed, LocalDate firstOfMonth, ZoneId zone, Provenance provenance) {
    return new PublicationTime(
        Optional.of(printed),
        Optional.of(firstOfMonth.withDayOfMonth(1)),
        Optional.empty(),
        Optional.of(zone),
        Optional.empty(),
        Precision.MONTH,
        provenance,
        Set.of());
  }

  /// The same time with other flags.
  public PublicationTime withFlags(Set<Flag> flags) {
    return new PublicationTime(printed, date, time, zone, instant, precision, provenance, flags);
  }

  /// The same time from another place.
  public PublicationTime withProvenance(Provenance other) {
    return new PublicationTime(printed, date, time, zone, instant, precision, other, flags);
  }

  /// The same time, its zone unknown.
  public PublicationTime withoutZone() {
    return new PublicationTime(
        printed, date, time, Optional.empty(), instant, precision, provenance, flags);
  }

  /// The first moment it can mean: the instant, or the start of the day or month in its zone.
  @JsonIgnore
  public Optional<Instant> earliest() {
    return instant.or(() -> date.map(d -> d.atStartOfDay(zone.orElse(ZoneOffset.UTC)).toInstant()));
  }

  /// Where it stands among others: the instant, or the start of the day or month in UTC, so that
  /// whoever looks for a printed day finds it whatever the zone.
  @JsonIgnore
  public Optional<Instant> ordering() {
    return instant.or(() -> date.map(d -> d.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  /// ISO 8601 as precise as known: `2021-02-26T19:10+04:00`, without the offset where the zone is
  /// unknown, `2021-02-26` or `2021-02`.
  @JsonIgnore
  public Optional<String> iso() {
    return switch (precision) {
      case UNKNOWN -> Optional.empty();
      case MONTH -> date.map(DateTimeFormatter.ofPattern("uuuu-MM")::format);
      case DAY -> date.map(LocalDate::toString);
      case MINUTE ->
          instant.map(
              i ->
                  (zone.isPresent()
                          ? DateTimeFormatter.ISO_OFFSET_DATE_TIME
                          : DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                      .format(i.atZone(zone.orElse(ZoneOffset.UTC)).toOffsetDateTime()));
    };
  }

  /// ISO 8601 date or date-time: as [#iso()], but the first day of a month of which no day is
  /// known.
  @JsonIgnore
  public Optional<String> isoDate() {
    return precision == Precision.MONTH ? date.map(LocalDate::toString) : iso();
  }

  /// How much of the moment is known; what this version does not know is read as [#UNKNOWN].
  public enum Precision {
    @JsonProperty("minute")
    MINUTE,
    @JsonProperty("day")
    DAY,
    @JsonProperty("month")
    MONTH,
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
  }

  /// Where the moment was read; what this version does not know is read as [#NONE].
  public enum Provenance {
    @JsonProperty("selector")
    SELECTOR,
    @JsonProperty("json-ld")
    JSON_LD,
    @JsonProperty("meta")
    META,
    @JsonProperty("time-element")
    TIME_ELEMENT,
    @JsonProperty("visible-text")
    VISIBLE_TEXT,
    @JsonProperty("feed")
    FEED,
    @JsonProperty("sitemap")
    SITEMAP,
    @JsonProperty("listing")
    LISTING,
    @JsonProperty("url")
    URL,
    @JsonEnumDefaultValue
    @JsonProperty("none")
    NONE
  }

  /// What is odd about a printed time; what this version does not know is left out.
  public enum Flag {
    /// Printed long before the statement was first seen, although its source was watched.
    @JsonProperty("back-dated")
    BACK_DATED,
    /// Printed after the moment it was first seen.
    @JsonProperty("future-dated")
    FUTURE_DATED,
    /// Of the page's last change: the page says nothing of its publication.
    @JsonProperty("last-changed")
    LAST_CHANGED;

    private static Stream<Flag> read(String text) {
      return Stream.of(values())
          .filter(f -> f.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text));
    }
  }
}
