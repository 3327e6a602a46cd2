package dev.herald.config;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a config folder: `herald.yaml`, `sources/*.yaml` and `rules/*.yaml`.
///
/// ```java
/// LoadedConfig config = ConfigLoader.load(Path.of("config"), Map.of("dashboard.port", "8081"));
/// ```
///
/// Every setting that is not written has its default, and every file may be missing; the folder may
/// not. All problems of all files come at once, in one [ConfigException].
public final class ConfigLoader {
  private static final String HERALD_FILE = "herald.yaml";
  private static final int MAX_FILES = 20_000;

  private final Path folder;
  private final Scalars scalars;
  private final Problems problems = new Problems();

  private ConfigLoader(Path folder, Function<String, Optional<String>> environment) {
    this.folder = folder;
    this.scalars = new Scalars(folder, environment);
  }

  /// Reads a folder.
  ///
  /// @throws ConfigException with every problem found
  public static LoadedConfig load(Path folder) {
    return load(folder, Map.of());
  }

  /// Reads a folder, some settings of `herald.yaml` given by their dotted paths (`data`,
  /// `dashboard.port`) instead.
  ///
  /// @param overrides values written as in YAML; a list also as `[a, b]`
  /// @throws ConfigException with every problem found
  public static LoadedConfig load(Path folder, Map<String, String> overrides) {
    return load(folder, overrides, name -> Optional.ofNullable(System.getenv(name)));
  }

  static LoadedConfig load(
      Path folder, Map<String, String> overrides, Function<String, Optional<String>> environment) {
    return new ConfigLoader(folder, environment).load(new Overrides(overrides));
  }

  /// Every setting of `herald.yaml` at its default.
  static HeraldConfig defaults() {
    var loader = new ConfigLoader(Path.of(""), _ -> Optional.empty());
    return loader
        .binder(YamlFile.absent(HERALD_FILE), Overrides.none())
        .bind(Optional.empty(), HeraldConfig.class, "")
        .orElseThrow(() -> new ConfigException(loader.problems.sorted()));
  }

  private LoadedConfig load(Overrides overrides) {
    if (!Files.isDirectory(folder)) {
      problems.missing(
          new YamlFile.Place(folder.toString(), 0, 0),
          "",
          "the config folder",
          "create it, or name another one");
      throw new ConfigException(problems.sorted());
    }
    Optional<Located<HeraldConfig>> herald = herald(overrides);
    List<Located<Source>> sources = entries("sources", Source.class);
    List<Located<Rule>> rules = entries("rules", Rule.class);
    var checks = new CrossChecks(problems);
    herald.ifPresent(checks::checkHerald);
    checks.checkSources(sources);
    checks.checkRules(rules, herald.map(Located::value));
    if (herald.isEmpty() || !problems.isEmpty()) throw new ConfigException(problems.sorted());
    return new LoadedConfig(
        herald.get().value(),
        sources.stream().map(Located::value).toList(),
        rules.stream().map(Located::value).toList());
  }

  /// A value, and the file and path it was read from.
  record Located<T>(T value, YamlFile file, String path) {
    YamlFile.Place place(String key) {
      return file.place(Keys.path(path, key));
    }

    String path(String key) {
      return Keys.path(path, key);
    }
  }

  private Optional<Located<HeraldConfig>> herald(Overrides overrides) {
    Path path = folder.resolve(HERALD_FILE);
    YamlFile file =
        Files.exists(path)
            ? YamlFile.read(path, HERALD_FILE, problems)
            : YamlFile.absent(HERALD_FILE);
    Optional<HeraldConfig> config =
        binder(file, overrides).bind(file.root(), HeraldConfig.class, "");
    for (String unused : overrides.unused())
      problems.add(
          new YamlFile.Place(Overrides.ORIGIN, 0, 0),
          "",
          Problems.quote(unused),
          "a setting",
          "see the settings of herald.yaml; lists and maps are set as a whole");
    return config.map(value -> new Located<>(value, file, ""));
  }

  /// What the YAML files of one sub-folder hold, each file one entry or a list of them.
  private <R extends Record> List<Located<R>> entries(String name, Class<R> type) {
    var entries = new ArrayList<Located<R>>();
    for (Path path : yamlFiles(name)) {
      YamlFile file = YamlFile.read(path, name + "/" + path.getFileName(), problems);
      Binder binder = binder(file, Overrides.none());
      List<Node> nodes = file.root().map(ConfigLoader::nodes).orElse(List.of());
      for (int i = 0; i < nodes.size(); i++) {
        String at = file.root().get() instanceof SequenceNode ? "[%d]".formatted(i) : "";
        binder
            .bind(Optional.of(nodes.get(i)), type, at)
            .ifPresent(value -> entries.add(new Located<>(value, file, at)));
      }
    }
    return entries;
  }

  private static List<Node> nodes(Node root) {
    if (root instanceof SequenceNode sequence) return sequence.getValue();
    return Binder.isNull(root) ? List.of() : List.of(root);
  }

  private List<Path> yamlFiles(String name) {
    Path subfolder = folder.resolve(name);
    if (!Files.isDirectory(subfolder)) return List.of();
    try (Stream<Path> files = Files.list(subfolder)) {
      List<Path> found = files.filter(ConfigLoader::isYaml).sorted().limit(MAX_FILES + 1L).toList();
      if (found.size() <= MAX_FILES) return found;
      problems.add(
          new YamlFile.Place(name, 0, 0),
          "",
          "the number of files",
          "within the limit of " + MAX_FILES,
          "write several entries as a list in one file");
    } catch (IOException e) {
      problems.add(new YamlFile.Place(name, 0, 0), "", "the folder", "readable", e.toString());
    }
    return List.of();
  }

  static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }

  private Binder binder(YamlFile file, Overrides overrides) {
    return new Binder(file, scalars, overrides, problems);
  }
}
