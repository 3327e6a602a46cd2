package dev.herald.dashboard.page;

import dev.herald.config.message.PublicationTime;
import dev.herald.config.message.PublicationTime.Flag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A publication time as a page shows it: never more than is known.
///
/// @param iso for `<time datetime>`; empty if unknown
/// @param text `26 Feb 2021, 19:10`, `26 Feb 2021`, `Feb 2021` or `date unknown`
/// @param zone `Asia/Baku (UTC+04:00)`; empty where no zone is known or it says nothing
/// @param utc the instant in UTC, only where a time is known
/// @param relative `5 years ago`; empty if unknown
/// @param relativeTo the instant that script keeps `relative` right from; only where a time is
///   known
/// @param printed the words as printed
/// @param precision `minute`, `day`, `month` or `unknown`
/// @param provenance where it was read, in words
/// @param flags `back-dated`, `future-dated`, `date of last change`
public record Published(
    Optional<String> iso,
    String text,
    Optional<String> zone,
    Optional<String> utc,
    Optional<String> relative,
    Optional<String> relativeTo,
    Optional<String> printed,
    String precision,
    String provenance,
    List<String> flags) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("LLLL uuuu", Locale.ENGLISH);

  /// The view of a publication time at a moment.
  public static Published of(PublicationTime time, Instant now) {
    return new Published(
        time.iso(),
        text(time),
        time.zone().map(zone -> zone(zone, time.earliest().orElse(now))),
        time.instant().map(instant -> Moment.of(instant, now).text()),
        relative(time, now),
        time.instant().map(Instant::toString),
        time.printed(),
        Words.of(time.precision()),
        provenance(time.provenance()),
        time.flags().stream().sorted().map(Published::flag).toList());
  }

  private static String text(PublicationTime time) {
    return switch (time.precision()) {
      case UNKNOWN -> "date unknown";
      case MONTH -> time.date().map(MONTH::format).orElse("");
      case DAY -> time.date().map(DAY::format).orElse("");
      case MINUTE ->
          time.date().map(DAY::format).orElse("")
              + time.time()
                  .map(t -> ", " + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(t))
                  .orElse("");
    };
  }

  private static String flag(Flag flag) {
    return switch (flag) {
      case BACK_DATED, FUTURE_DATED -> Words.of(flag);
      case LAST_CHANGED -> "date of last change";
    };
  }

  private static String zone(ZoneId zone, Instant at) {
    String offset = zone.getRules().getOffset(at).getId();
    String utc = offset.equals("Z") ? "UTC" : "UTC" + offset;
    String name = zone.getId();
    if (name.equals(offset) || name.equals(utc)) return utc;
    return "%s (%s)".formatted(name, utc);
  }

  private static Optional<String> relative(PublicationTime time, Instant now) {
    return switch (time.precision()) {
      case UNKNOWN, MONTH -> Optional.empty();
      case MINUTE -> time.instant().map(instant -> Moment.relative(instant, now));
      case DAY ->
          time.date().flatMap(date -> time.zone().map(zone -> relativeDay(date, zone, now)));
    };
  }

  private static String relativeDay(LocalDate date, ZoneId zone, Instant now) {
    long days = now.atZone(zone).toLocalDate().toEpochDay() - date.toEpochDay();
    if (days == 0) return "today";
    if (days == 1) return "yesterday";
    if (days == -1) return "tomorrow";
    return Moment.relative(now.minusSeconds(days * 86_400), now);
  }

  private static String provenance(PublicationTime.Provenance provenance) {
    return switch (provenance) {
      case SELECTOR -> "the source's selector";
      case JSON_LD -> "JSON-LD on the page";
      case META -> "a meta element";
      case TIME_ELEMENT -> "a time element";
      case VISIBLE_TEXT -> "visible text";
      case FEED -> "the feed";
      case SITEMAP -> "the sitemap";
      case LISTING -> "the listing page";
      case URL -> "the address";
      case NONE -> "nowhere";
    };
  }
}
