package dev.herald.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text of one value as a type.
///
/// @param folder where `file:` paths of secrets start
/// @param environment the environment's variables
record Scalars(Path folder, Function<String, Optional<String>> environment) {
  static final String SECRET_PATTERN = "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}|file:.+";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}");
  private static final int MAX_CHARS = 10_000;
  private static final int MAX_SECRET_BYTES = 16 * 1024;
  private static final List<Class<?>> TYPES =
      List.of(
          String.class,
          int.class,
          long.class,
          double.class,
          boolean.class,
          Duration.class,
          DataSize.class,
          Secret.class,
          ZoneId.class,
          LocalDate.class,
          Path.class);

  static boolean isScalar(Class<?> type) {
    return type.isEnum() || TYPES.contains(type);
  }

  Reading read(Class<?> type, String text, Form form) {
    if (text.length() > MAX_CHARS)
      return new Reading.Refused(
          Optional.of("a text of %d characters".formatted(text.length())),
          "within the limit of " + MAX_CHARS,
          "shorten it");
    if (type == Secret.class) return secret(text);
    if (text.isBlank()) return new Reading.Refused("a value", "write one, or drop the key");
    if (type.isEnum()) return constant(type, text);
    return switch (type.getSimpleName()) {
      case "int", "long", "double" -> number(type, text);
      case "boolean" ->
          text.equals("true") || text.equals("false")
              ? new Reading.Value(Boolean.valueOf(text))
              : new Reading.Refused("true or false", "write one of the two");
      case "Duration" -> duration(text);
      case "DataSize" -> size(text);
      case "ZoneId" -> zone(text);
      case "LocalDate" -> date(text);
      case "Path" -> path(text);
      default -> text(text, form);
    };
  }

  private static Reading text(String text, Form form) {
    boolean control =
        text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    if (control)
      return new Reading.Refused("text without control characters", "remove what cannot be seen");
    return form.check(text)
        .<Reading>map(refused -> refused)
        .orElseGet(() -> new Reading.Value(text));
  }

  private static Reading number(Class<?> type, String text) {
    try {
      if (type == int.class) return new Reading.Value(Integer.parseInt(text));
      if (type == long.class) return new Reading.Value(Long.parseLong(text));
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) return new Reading.Value(value);
    } catch (NumberFormatException _) {
      // told below, together with what is not finite
    }
    return type == double.class
        ? new Reading.Refused("a number", "write 0.1")
        : new Reading.Refused("a whole number", "write digits only");
  }

  private static Reading duration(String text) {
    return Durations.find(text)
        .<Reading>map(Reading.Value::new)
        .orElseGet(
            () ->
                new Reading.Refused(
                    "a duration",
                    text.chars().allMatch(Character::isDigit)
                        ? "write %1$ss for seconds, or %1$sm for minutes".formatted(text)
                        : "write 10s, 15m, 24h or 7d"));
  }

  private static Reading size(String text) {
    try {
      return new Reading.Value(DataSize.parse(text));
    } catch (IllegalArgumentException | ArithmeticException _) {
      return new Reading.Refused(
          "a size",
          text.chars().allMatch(Character::isDigit)
              ? "write %sMiB".formatted(text)
              : "write 512KiB, 10MiB or 2GiB");
    }
  }

  private static Reading zone(String text) {
    try {
      return new Reading.Value(ZoneId.of(text));
    } catch (DateTimeException _) {
      return new Reading.Refused(
          "a time zone",
          Suggestions.closest(text, ZoneId.getAvailableZoneIds())
              .map("did you mean %s?"::formatted)
              .orElse("write a zone such as Asia/Baku"));
    }
  }

  private static Reading date(String text) {
    try {
      return new Reading.Value(LocalDate.parse(text));
    } catch (DateTimeException _) {
      return new Reading.Refused("a date", "write year, month and day, as in 2026-03-19");
    }
  }

  private static Reading path(String text) {
    try {
      return new Reading.Value(Path.of(text));
    } catch (InvalidPathException e) {
      return new Reading.Refused("a path", e.getReason().toLowerCase(Locale.ROOT));
    }
  }

  private static Reading constant(Class<?> type, String text) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Keys::ofConstant).toList();
    int at = known.indexOf(text);
    if (at >= 0) return new Reading.Value(type.getEnumConstants()[at]);
    return new Reading.Refused(
        "one of " + String.join(", ", known),
        Suggestions.closest(text, known)
            .map("did you mean %s?"::formatted)
            .orElse("write one of them"));
  }

  private Reading secret(String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (variable.matches())
      return environment
          .apply(variable.group(1))
          .filter(value -> !value.isEmpty())
          .<Reading>map(value -> new Reading.Value(new Secret(value)))
          .orElseGet(
              () ->
                  new Reading.Refused(
                      "set in the environment",
                      "export %s before the start".formatted(variable.group(1))));
    if (text.startsWith("file:")) return secretFile(text.substring("file:".length()));
    return new Reading.Refused(
        Optional.of("text in clear"),
        "a reference to a secret",
        "write ${NAME} for an environment variable, or file:PATH");
  }

  private Reading secretFile(String name) {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      byte[] bytes = in.readNBytes(MAX_SECRET_BYTES + 1);
      String value = new String(bytes, StandardCharsets.UTF_8).strip();
      if (bytes.length <= MAX_SECRET_BYTES && !value.isEmpty())
        return new Reading.Value(new Secret(value));
      return new Reading.Refused(
          "a file with a secret", "put the secret alone in it, at most 16 KiB");
    } catch (IOException | InvalidPathException e) {
      return new Reading.Refused(
          "a readable file",
          "create it, or correct the path (%s)".formatted(e.getClass().getSimpleName()));
    }
  }
}
