package dev.herald.app.command;

import dev.herald.config.ConfigLoader;
import dev.herald.config.LiveConfig;
import dev.herald.config.LoadedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the configuration is, and settings given on the command line instead.
final class ConfigOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "DIR",
      description = "Folder of herald.yaml, sources/ and rules/ (default: config beside herald).")
  private @Nullable Path config;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "DIR",
      description = "Folder for engines, archive and logs (default: the setting data).")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of herald.yaml, such as dashboard.port=8081; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /// Points at a folder and a data folder chosen by a command itself.
  void useUnlessGiven(Path folder) {
    if (config == null) config = folder;
  }

  /// The data folder, if one was given.
  @Nullable Path data() {
    return data;
  }

  /// Reads everything once.
  LoadedConfig load() {
    return ConfigLoader.load(folder(), overrides());
  }

  /// Reads everything and follows changes of sources and rules.
  LiveConfig follow() {
    return LiveConfig.start(folder(), overrides());
  }

  /// The folder of the configuration.
  Path folder() {
    if (config != null) return config;
    Path here = Path.of("config");
    String home = System.getenv("HERALD_HOME");
    return Files.isDirectory(here) || home == null ? here : Path.of(home, "config");
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(settings);
    if (data != null) overrides.put("data", data.toAbsolutePath().toString());
    return overrides;
  }
}
