package dev.herald.dashboard.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One instant as a page shows it.
///
/// @param iso UTC, for `<time datetime>`
/// @param text `26 Feb 2021, 15:10 UTC`
/// @param relative `3 hours ago`, as of when the page was made
public record Moment(String iso, String text, String relative) {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

  /// An instant in UTC.
  public static Moment of(Instant instant, Instant now) {
    return new Moment(
        instant.toString(),
        TEXT.format(instant.atZone(ZoneOffset.UTC)) + " UTC",
        relative(instant, now));
  }

  /// `26 Feb 2021, 19:10` in a zone, without its name.
  public static String local(Instant instant, ZoneId zone) {
    return TEXT.format(instant.atZone(zone));
  }

  /// How long before or after `now`, in its largest whole unit.
  public static String relative(Instant instant, Instant now) {
    Duration gone = Duration.between(instant, now);
    boolean past = !gone.isNegative();
    long seconds = gone.abs().toSeconds();
    if (seconds < 60) return past ? "just now" : "in a moment";
    String length;
    if (seconds < 3_600) length = Words.count(seconds / 60, "minute");
    else if (seconds < 86_400) length = Words.count(seconds / 3_600, "hour");
    else if (seconds < 30L * 86_400) length = Words.count(seconds / 86_400, "day");
    else if (seconds < 365L * 86_400) length = Words.count(seconds / (30L * 86_400), "month");
    else length = Words.count(seconds / (365L * 86_400), "year");
    return past ? length + " ago" : "in " + length;
  }

  /// A duration in its two largest units: `2 h 5 min`.
  public static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (duration.toMillis() < 1_000) return duration.toMillis() + " ms";
    if (seconds < 60) return seconds + " s";
    if (seconds < 3_600) return seconds / 60 + " min" + rest(seconds % 60, "s");
    if (seconds < 86_400) return seconds / 3_600 + " h" + rest(seconds % 3_600 / 60, "min");
    return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3_600, "h");
  }

  private static String rest(long number, String unit) {
    return number == 0 ? "" : " " + number + " " + unit;
  }
}
