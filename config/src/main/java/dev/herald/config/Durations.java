package dev.herald.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `10s`, `15m`, `24h`, `7d`, `1h30m`, or ISO `PT15M`.
public final class Durations {
  static final String PATTERN = "(\\d{1,9}(ms|s|m|h|d))+";
  private static final int MAX_CHARS = 64;
  private static final Pattern FORM = Pattern.compile(PATTERN);
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  /// The duration a text means, never negative; empty if it is none.
  public static Optional<Duration> find(String text) {
    String form = text.strip();
    if (form.length() > MAX_CHARS) return Optional.empty();
    if (FORM.matcher(form).matches()) return Optional.of(sum(form));
    if (!form.toUpperCase(Locale.ROOT).startsWith("P")) return Optional.empty();
    try {
      return Optional.of(Duration.parse(form)).filter(d -> !d.isNegative());
    } catch (DateTimeParseException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  /// The shortest of the forms above that means exactly this: `15m` for 900 seconds, `0s` for none.
  ///
  /// @param duration not negative; anything below a millisecond is left out
  public static String format(Duration duration) {
    var text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) text.append(count).append(unit);
  }

  private static Duration sum(String form) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(form);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              });
    }
    return sum;
  }
}
