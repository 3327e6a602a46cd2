package dev.herald.config;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Values of annotations, which are written as in YAML, as plain objects.
final class SettingDefaults {
  private SettingDefaults() {}

  /// Strings, numbers, booleans, lists and maps.
  static Object parse(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }
}
