package dev.herald.config.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// When what a rule has to tell is told together: `hourly`, `daily at 08:00 Europe/Berlin`,
/// `weekdays at 08:00 Europe/Berlin` or `weekly on monday at 08:00 Europe/Berlin`.
///
/// A time that the clock change skips is told as much later as the clock jumped, one that it
/// repeats is told the first time: once on every day, whatever the clocks do.
public sealed interface DigestTimes {
  /// The first time after an instant.
  Instant next(Instant after);

  /// The last time before an instant.
  Instant previous(Instant before);

  /// Parses it as people write it.
  ///
  /// @throws IllegalArgumentException if `text` is of no such form, saying what is wrong with it
  static DigestTimes parse(String text) {
    String words = text.strip().replaceAll("\\s+", " ");
    if (words.equalsIgnoreCase("hourly")) return new Hourly();
    Matcher form = OnDays.FORM.matcher(words);
    if (!form.matches())
      throw new IllegalArgumentException(
          "write hourly, daily at 08:00 Europe/Berlin, weekdays at 08:00 Europe/Berlin or weekly"
              + " on monday at 08:00 Europe/Berlin");
    return new OnDays(
        OnDays.days(form.group("days").toLowerCase(Locale.ROOT)),
        OnDays.time(form.group("time")),
        OnDays.zone(form.group("zone")));
  }

  /// Every full hour, as UTC counts them.
  record Hourly() implements DigestTimes {
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public Instant next(Instant after) {
      return after.truncatedTo(ChronoUnit.HOURS).plus(HOUR);
    }

    @Override
    public Instant previous(Instant before) {
      return before.minusNanos(1).truncatedTo(ChronoUnit.HOURS);
    }
  }

  /// Once on some days of the week, at a time of day.
  ///
  /// @param days at least one
  record OnDays(Set<DayOfWeek> days, LocalTime time, ZoneId zone) implements DigestTimes {
    private static final Pattern FORM =
        Pattern.compile(
            "(?<days>daily|weekdays|weekly on [a-z]+) at (?<time>\\S+) (?<zone>\\S+)",
            Pattern.CASE_INSENSITIVE);
    private static final String WEEKLY = "weekly on ";

    public OnDays {
      days = Set.copyOf(days);
    }

    @Override
    public Instant next(Instant after) {
      // The day before: a skipped time may fall on the day after its own.
      LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
      while (!days.contains(day.getDayOfWeek()) || !at(day).isAfter(after)) day = day.plusDays(1);
      return at(day);
    }

    @Override
    public Instant previous(Instant before) {
      LocalDate day = before.atZone(zone).toLocalDate();
      while (!days.contains(day.getDayOfWeek()) || !at(day).isBefore(before))
        day = day.minusDays(1);
      return at(day);
    }

    private Instant at(LocalDate day) {
      return ZonedDateTime.of(day, time, zone).toInstant();
    }

    private static Set<DayOfWeek> days(String words) {
      if (words.equals("daily")) return EnumSet.allOf(DayOfWeek.class);
      if (words.equals("weekdays")) return EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      String name = words.substring(WEEKLY.length());
      return Arrays.stream(DayOfWeek.values())
          .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .map(EnumSet::of)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "'%s' is not a day of the week; days are %s"
                          .formatted(
                              name,
                              Arrays.stream(DayOfWeek.values())
                                  .map(day -> day.name().toLowerCase(Locale.ROOT))
                                  .collect(Collectors.joining(", ")))));
    }

    private static LocalTime time(String text) {
      try {
        return LocalTime.parse(text.length() == "8:00".length() ? "0" + text : text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'%s' is not a time of day; write one from 00:00 to 23:59".formatted(text), e);
      }
    }

    private static ZoneId zone(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'%s' is not a time zone; write one such as Europe/Berlin".formatted(text), e);
      }
    }
  }
}
