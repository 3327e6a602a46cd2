package dev.herald.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;

/// How names of Java are written in YAML.
final class Keys {
  private Keys() {}

  /// `call-timeout` of `callTimeout`, unless its [Setting] names another.
  static String of(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting != null && !setting.key().isEmpty()) return setting.key();
    var key = new StringBuilder();
    for (char c : component.getName().toCharArray()) {
      if (Character.isUpperCase(c)) key.append('-');
      key.append(Character.toLowerCase(c));
    }
    return key.toString();
  }

  /// `back-dated` of `BACK_DATED`.
  static String ofConstant(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// `a.b` of `a` and `b`.
  static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  /// What documents a component.
  ///
  /// @throws IllegalStateException if nothing does: a setting nobody can look up
  static Setting setting(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) throw new IllegalStateException("%s has no @Setting".formatted(component));
    return setting;
  }
}
