package dev.herald.config;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The reference of every setting, as Markdown, made from the same [Setting]s the loader reads.
public final class SettingsReference {
  private final StringBuilder text = new StringBuilder();

  private SettingsReference() {}

  /// The whole reference.
  public static String markdown() {
    var reference = new SettingsReference();
    reference.text.append(
        """
        # Settings

        Every key that `herald.yaml`, `sources/**/*.yaml` and `rules/*.yaml` may hold. This page is generated
        from the code; do not edit it.

        Durations are written `500ms`, `10s`, `15m`, `24h`, `7d` or `1h30m`; sizes `512KiB`, `10MiB` or `2GiB`.
        A secret is never written down: `${NAME}` takes an environment variable, `file:PATH` a file (relative
        paths start in the config folder). Where a list of plain values is asked for, one value may stand alone.
        """);
    reference.file("herald.yaml", HeraldConfig.class);
    reference.file("sources/**/*.yaml", Source.class);
    reference.families();
    reference.file("rules/*.yaml", Rule.class);
    return reference.text.toString();
  }

  private void families() {
    text.append(
        """

        ## `sources/families/NAME.yaml`

        What the sources that say `extends: NAME` share: any key of a source but `id`, a further
        `extends` among them. Groups are merged key by key, and the source's own keys win; a list
        is taken whole from one side.
        """);
  }

  private void file(String name, Class<?> type) {
    text.append("\n## `").append(name).append("`\n\n");
    text.append("| key | value | default | what it does |\n|---|---|---|---|\n");
    rows(type, "");
  }

  private void rows(Class<?> type, String parent) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = Keys.path(parent, Keys.of(component));
      Setting setting = Keys.setting(component);
      Optional<Class<?>> group = group(component.getGenericType());
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  path,
                  cell(kind(component.getGenericType(), setting)),
                  cell(fallback(component, setting)),
                  cell(description(setting))));
      group.ifPresent(inner -> rows(inner, path + suffix(component.getType())));
    }
  }

  private static String description(Setting setting) {
    return setting.example().isEmpty()
        ? setting.value()
        : "%s Example: `%s`".formatted(setting.value(), setting.example());
  }

  private static String fallback(RecordComponent component, Setting setting) {
    if (!setting.defaultsTo().isEmpty()) return "`" + setting.defaultsTo() + "`";
    if (ConfigSchema.isRequired(component)) return "**required**";
    return component.getType() == List.class ? "`[]`" : "";
  }

  private static String suffix(Class<?> type) {
    if (type == List.class) return "[]";
    return type == Map.class ? ".NAME" : "";
  }

  /// The record whose settings stand under this one.
  private static Optional<Class<?>> group(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return group(arguments[arguments.length - 1]);
    }
    var raw = (Class<?>) type;
    return raw.isRecord() && !Scalars.isScalar(raw) ? Optional.of(raw) : Optional.empty();
  }

  private static String kind(Type type, Setting setting) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      String element = kind(arguments[arguments.length - 1], setting);
      if (raw == Optional.class) return element;
      String bare = element.replaceFirst("^an? ", "");
      return (raw == List.class ? "list of " : "names with ") + bare;
    }
    return kind((Class<?>) type, setting);
  }

  private static String kind(Class<?> type, Setting setting) {
    if (type.isEnum())
      return Arrays.stream(type.getEnumConstants())
          .map(Keys::ofConstant)
          .collect(Collectors.joining("`, `", "`", "`"));
    if (type.isRecord() && !Scalars.isScalar(type)) return "group";
    return switch (type.getSimpleName()) {
      case "boolean" -> "`true`, `false`";
      case "int", "long" -> "whole number" + bounds(setting);
      case "double" -> "number" + bounds(setting);
      case "String" -> setting.form().noun();
      default -> NOUNS.getOrDefault(type, type.getSimpleName()) + bounds(setting);
    };
  }

  private static final Map<Class<?>, String> NOUNS =
      Map.of(
          Duration.class, "duration",
          DataSize.class, "size",
          Secret.class, "secret",
          ZoneId.class, "time zone",
          LocalDate.class, "date",
          Path.class, "path");

  private static String bounds(Setting setting) {
    if (setting.min().isEmpty() && setting.max().isEmpty()) return "";
    if (setting.max().isEmpty()) return ", at least " + setting.min();
    return ", %s to %s".formatted(setting.min(), setting.max());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
