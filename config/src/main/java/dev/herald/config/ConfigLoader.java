package dev.herald.config;

import dev.herald.config.rule.Rule;
import dev.herald.config.source.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a config folder: `herald.yaml`, and the YAML files under `sources/` and `rules/`, in their
/// sub-folders too; `sources/families/` holds what sources extend.
///
/// ```java
/// LoadedConfig config = ConfigLoader.load(Path.of("config"), Map.of("dashboard.port", "8081"));
/// ```
///
/// Every setting that is not written has its default, and every file may be missing; the folder may
/// not. All problems of all files come at once, in one [ConfigException].
public final class ConfigLoader {
  private static final String HERALD_FILE = "herald.yaml";
  static final String SOURCES = "sources";
  static final String RULES = "rules";
  private static final String FAMILIES = SOURCES + "/" + Families.FOLDER + "/";
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
    List<Located<Source>> sources = sources();
    List<Located<Rule>> rules = entries(files(RULES), Rule.class, (_, node) -> Optional.of(node));
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

  /// The sources, each completed by its family.
  private List<Located<Source>> sources() {
    Map<Boolean, List<YamlFile>> files =
        files(SOURCES).stream()
            .collect(Collectors.partitioningBy(file -> file.name().startsWith(FAMILIES)));
    var families = new Families(files.getOrDefault(true, List.of()), problems);
    boolean readable = problems.isEmpty();
    List<Located<Source>> sources =
        entries(files.getOrDefault(false, List.of()), Source.class, families::complete);
    if (readable && problems.isEmpty()) families.checkAllUsed();
    return sources;
  }

  /// What YAML files hold, each file one entry or a list of them.
  private <R extends Record> List<Located<R>> entries(
      List<YamlFile> files, Class<R> type, BiFunction<YamlFile, Node, Optional<Node>> complete) {
    var entries = new ArrayList<Located<R>>();
    for (YamlFile file : files) {
      Binder binder = binder(file, Overrides.none());
      List<Node> nodes = file.root().map(ConfigLoader::nodes).orElse(List.of());
      for (int i = 0; i < nodes.size(); i++) {
        String at = file.root().get() instanceof SequenceNode ? "[%d]".formatted(i) : "";
        complete
            .apply(file, nodes.get(i))
            .flatMap(node -> binder.bind(Optional.of(node), type, at))
            .ifPresent(value -> entries.add(new Located<>(value, file, at)));
      }
    }
    return entries;
  }

  private static List<Node> nodes(Node root) {
    if (root instanceof SequenceNode sequence) return sequence.getValue();
    return Binder.isNull(root) ? List.of() : List.of(root);
  }

  /// The YAML files under one folder and its sub-folders, read, by path.
  private List<YamlFile> files(String name) {
    var found = new ArrayList<Path>();
    try {
      for (Path subfolder : ConfigFiles.folders(folder.resolve(name)))
        found.addAll(ConfigFiles.in(subfolder));
      if (found.size() <= MAX_FILES)
        return found.stream()
            .map(path -> YamlFile.read(path, nameOf(path), problems))
            .sorted(Comparator.comparing(YamlFile::name))
            .toList();
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

  private String nameOf(Path path) {
    return folder.relativize(path).toString().replace(File.separatorChar, '/');
  }

  private Binder binder(YamlFile file, Overrides overrides) {
    return new Binder(file, scalars, overrides, problems);
  }
}
