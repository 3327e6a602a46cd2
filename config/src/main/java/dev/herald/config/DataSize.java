package dev.herald.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number of bytes, written with a unit: `512B`, `10KiB`, `10MiB`, `2GiB`.
///
/// @param bytes never negative
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)");

  public DataSize {
    if (bytes < 0) throw new IllegalArgumentException("a size must not be negative, was " + bytes);
  }

  /// Parses a size with its unit.
  ///
  /// @throws IllegalArgumentException saying what is expected, if `text` is not of that form
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches())
      throw new IllegalArgumentException("'%s' is not a size; write 10MiB".formatted(text));
    long unit =
        switch (form.group(2)) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1L;
        };
    return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
  }

  @Override
  public String toString() {
    for (int power = 3; power > 0; power--) {
      long unit = 1L << (10 * power);
      if (bytes >= unit && bytes % unit == 0)
        return String.format(Locale.ROOT, "%d%siB", bytes / unit, " KMG".charAt(power));
    }
    return bytes + "B";
  }
}
