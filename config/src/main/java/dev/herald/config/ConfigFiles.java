package dev.herald.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Finds the YAML files of a config folder, in its sub-folders too.
///
/// What begins with a dot is passed over: editors and mounted volumes keep their own things there.
final class ConfigFiles {
  // Links may lead back up; nobody files press rooms this deep.
  private static final int MAX_DEPTH = 4;

  private ConfigFiles() {}

  /// A folder and everything below it that is one, by path; nothing if it is none.
  static List<Path> folders(Path folder) throws IOException {
    var folders = new ArrayList<Path>();
    collect(folder, 0, folders);
    return folders;
  }

  private static void collect(Path folder, int depth, List<Path> folders) throws IOException {
    if (depth > MAX_DEPTH || !Files.isDirectory(folder)) return;
    folders.add(folder);
    for (Path child : list(folder)) if (!isHidden(child)) collect(child, depth + 1, folders);
  }

  /// The YAML files that stand directly in a folder, by name.
  static List<Path> in(Path folder) throws IOException {
    return list(folder).stream().filter(ConfigFiles::isYaml).toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return !isHidden(path)
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
