package dev.herald.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Checks a value against the least and largest its setting allows.
final class Bounds {
  private Bounds() {}

  static Optional<Reading.Refused> check(Setting setting, Object value) {
    return switch (value) {
      case Integer number -> range(setting, number, Integer::valueOf);
      case Long number -> range(setting, number, Long::valueOf);
      case Double number -> range(setting, number, Double::valueOf);
      case DataSize size -> range(setting, size.bytes(), text -> DataSize.parse(text).bytes());
      case Duration duration ->
          range(setting, duration, text -> Durations.find(text).orElseThrow());
      case List<?> list
          when !setting.min().isEmpty() && list.size() < Integer.parseInt(setting.min()) ->
          Optional.of(
              new Reading.Refused(
                  Optional.of("an empty list"), "enough", "name at least " + setting.min()));
      default -> Optional.empty();
    };
  }

  private static <T extends Comparable<T>> Optional<Reading.Refused> range(
      Setting setting, T value, Function<String, T> parse) {
    if (!setting.min().isEmpty() && value.compareTo(parse.apply(setting.min())) < 0)
      return Optional.of(new Reading.Refused("at least " + setting.min(), hint(setting)));
    if (!setting.max().isEmpty() && value.compareTo(parse.apply(setting.max())) > 0)
      return Optional.of(new Reading.Refused("at most " + setting.max(), hint(setting)));
    return Optional.empty();
  }

  private static String hint(Setting setting) {
    return setting.defaultsTo().isEmpty() ? "change it" : "the default is " + setting.defaultsTo();
  }
}
